-- When a node last began to remove what is too old, so that one of them does it once a day.
create table retention_run (
    only_row   boolean     primary key default true check (only_row),
    started_at timestamptz not null
);

-- A store that is upgraded has a week in which to say how long what it has is kept.
insert into retention_run (started_at)
select case when exists (select from notification) then now() + interval '7 days' else '-infinity' end;

-- Rows that change more than once, and of which no index has what changes, are changed in place if their page has room. Holds for
-- rows that are written from now on.
alter table merchant_order set (fillfactor = 85);
alter table payment set (fillfactor = 85);

-- Autovacuum waits by default until a fifth of a table is dead, which for ten million rows is never soon enough: bounds in rows
-- instead. Large tables.
alter table notification_item set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 100000,
    autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 100000);
alter table notification_key set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200000,
    autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 500000);
alter table merchant_order set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 100000,
    autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 100000);
alter table payment set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 100000,
    autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 100000);
alter table payment_observation set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 100000,
    autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 100000);
alter table delivery set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 100000,
    autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 100000);

-- Queues: few rows that come and go or change all the time, and are looked through by their order.
alter table subject_claim set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
alter table payment_lookup set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);
alter table order_expectation set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);
alter table notification_replay set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
alter table event_feed set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
alter table endpoint set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
alter table intake_count set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
