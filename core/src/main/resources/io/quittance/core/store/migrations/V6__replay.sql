-- Who asked that stored notifications be run again, when, and which. Kept: it is the audit of what operators did.
create table replay (
    replay_id     uuid        primary key,
    requested_by  text        not null, -- the name of the token
    requested_at  timestamptz not null,
    filter        jsonb       not null,
    notifications bigint      not null
);

-- The notifications that still have to be read again. A row is gone once that is done.
create table notification_replay (
    account_id      text not null,
    notification_id uuid not null,
    replay_id       uuid not null,
    primary key (account_id, notification_id)
);

-- By which replay the item is to be reconciled again; null: none. What its notification told before is superseded then.
alter table notification_item add column replay_id uuid;

-- The subject whose reconciliation made it, since one notification may name several, each of which is replayed by itself.
-- Null: made by a look-up, or before this column was there; then it goes with whichever subject is replayed first.
alter table payment_observation add column subject text;

create index payment_observation_notification on payment_observation (account_id, notification_id)
    where notification_id is not null and not superseded;
