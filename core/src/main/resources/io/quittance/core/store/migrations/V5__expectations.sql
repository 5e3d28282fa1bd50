-- "We should have heard by now." Every payment that is not settled has a row in payment_lookup, due by its age and with the
-- reason overdue; a doubt makes it due at once.
alter table payment_lookup
    add column expected_since timestamptz not null default now(), -- when we last heard of it: its age runs from here
    add column asked          integer     not null default 0;     -- how often the provider answered since, and nothing was new

-- The registered orders of which no payment is known, one row for each account that is asked. Gone once a payment comes.
-- Who is asking holds a claim in subject_claim, under a subject that is a JSON array: ["order", merchant, reference].
create table order_expectation (
    merchant       text        not null,
    reference      text        not null,
    account_id     text        not null,
    expected_since timestamptz not null,           -- the registration
    ends_at        timestamptz,                    -- when the order expires; null: never
    due_at         timestamptz not null,
    asked          integer     not null default 0,
    attempts       integer     not null default 0, -- how often in a row there was no answer
    last_error     text,
    primary key (merchant, reference, account_id)
) with (fillfactor = 80);

create index order_expectation_due on order_expectation (account_id, due_at);

-- When an order has to be decided again because its time is over. Null: never, or it was.
alter table merchant_order add column expiry_due_at timestamptz;

update merchant_order set expiry_due_at = expires_at where registered_at is not null and expires_at is not null;

create index merchant_order_expiry_due on merchant_order (expiry_due_at) where expiry_due_at is not null;

-- Silence is measured from when an account was first seen here, if its provider was never heard.
alter table account add column recorded_at timestamptz not null default now();

create index notification_arrival_latest on notification_arrival (account_id, arrived_at);

-- How many requests each account's intake accepted and refused, by minute, added up over all nodes. Kept for an hour.
create table intake_count (
    account_id text        not null,
    minute     timestamptz not null,
    accepted   bigint      not null,
    refused    bigint      not null, -- unauthenticated or malformed
    primary key (account_id, minute)
) with (fillfactor = 50);
