-- The id of the key that query, headers and body are sealed with; null: they are as they came.
alter table notification add column sealed_with text;

-- Tells which keys are still needed without looking at what is not sealed.
create index notification_sealed on notification (sealed_with) where sealed_with is not null;
