-- What people asked the gateway to do. A row is committed before it is done; what came of it is written behind. Of the gateway as a
-- whole as well, so that some have no merchant; a few for each day.
create table audit_entry (
    entry_id    uuid        primary key,
    at          timestamptz not null,
    actor       text        not null, -- the name of the token
    role        text        not null,
    action      text        not null,
    merchant    text,                 -- whose affair it is; null: of several, or of none
    target_kind text        not null,
    target_id   text,                 -- null: not one, but what the detail says
    detail      jsonb       not null,
    outcome     text        not null  -- asked, done, refused
);

create index audit_entry_merchant on audit_entry (merchant, entry_id);
create index audit_entry_actor on audit_entry (actor, entry_id);
create index audit_entry_action on audit_entry (action, entry_id);
