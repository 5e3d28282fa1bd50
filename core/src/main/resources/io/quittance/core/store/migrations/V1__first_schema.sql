-- Every key leads with the account or the merchant: what one would distribute the data by.

-- The accounts that ever ran here, so that what they left behind can still be found by merchant.
create table account (
    account_id text primary key,
    merchant   text not null,
    provider   text not null
);

-- Raw evidence, never updated. Ids are UUIDv7, so a range of ids is a range of time.
-- Bodies and headers are bytes: what a sender puts there must not be able to fail an insert.
create table notification (
    account_id      text        not null,
    notification_id uuid        not null,
    received_at     timestamptz not null,
    outcome         text        not null, -- accepted, ignored, malformed
    credential      text,                 -- which one verified the sender; null: unverified
    method          text        not null,
    path            text        not null,
    remote_address  text        not null,
    query           bytea       not null,
    headers         bytea       not null, -- JSON array of [name, value], secrets as fingerprints
    body            bytea       not null,
    primary key (account_id, notification_id)
) partition by range (notification_id);

-- What is looked for and rare.
create index notification_not_accepted on notification (account_id, outcome, notification_id) where outcome <> 'accepted';

-- The safety net of the partitions by month that the gateway creates ahead of time.
create table notification_default partition of notification default;

-- What was already seen. Apart from the notifications, because a unique key cannot span partitions of time.
create table notification_key (
    account_id      text     not null,
    key_hash        bytea    not null, -- SHA-256
    notification_id uuid     not null,
    position        smallint not null,
    primary key (account_id, key_hash)
);

-- The queue. Narrow, because its rows change; fill factor, so that they change in place.
create table notification_item (
    account_id      text        not null,
    notification_id uuid        not null,
    position        smallint    not null,
    item_key        text        not null,
    subject         text        not null,
    kind            text        not null,
    effect          text        not null, -- payment, none, unhandled, unreadable
    state           text        not null, -- waiting, retrying, done, poisoned
    attempts        integer     not null default 0,
    unforeseen      integer     not null default 0, -- how many of them ended in a way that nobody foresaw
    next_attempt_at timestamptz,          -- null: nothing left to do
    last_error      text,
    primary key (account_id, notification_id, position)
) with (fillfactor = 80);

create index notification_item_due on notification_item (account_id, next_attempt_at, subject)
    where next_attempt_at is not null;
create index notification_item_poisoned on notification_item (account_id, notification_id) where state = 'poisoned';
create index notification_item_subject on notification_item (account_id, subject, notification_id);

-- Repeats of what was already seen.
create table notification_arrival (
    account_id      text        not null,
    notification_id uuid        not null,
    arrived_at      timestamptz not null,
    remote_address  text        not null
);

create index notification_arrival_notification on notification_arrival (account_id, notification_id);

-- Who works on a subject. A lease with a fencing token; intake never touches it.
create sequence claim_token;

create table subject_claim (
    account_id text        not null,
    subject    text        not null,
    owner      uuid        not null,
    token      bigint      not null,
    expires_at timestamptz not null,
    primary key (account_id, subject)
) with (fillfactor = 50);

-- What the merchant expects. A row with registered_at null is a shell: a payment named the order before the merchant did.
create table merchant_order (
    merchant      text        not null,
    reference     text        not null,
    registered_at timestamptz,
    account_id    text,
    amount        bigint,
    currency      text,
    expires_at    timestamptz,
    metadata      jsonb,
    cancelled_at  timestamptz,
    status        text        not null default 'awaiting_payment',
    paid          bigint      not null default 0,
    refunded      bigint      not null default 0,
    version       bigint      not null default 0,
    updated_at    timestamptz not null,
    primary key (merchant, reference)
);

create table payment (
    account_id      text        not null,
    back_end        text        not null,
    payment_id      text        not null,
    merchant        text        not null,
    order_reference text,                 -- the link; set once
    status          text        not null default 'unknown',
    status_code     text        not null default '',
    amount          bigint,
    currency        text,
    captured        bigint      not null default 0,
    refunded        bigint      not null default 0,
    counts          boolean     not null default false,
    state           text        not null default 'parked', -- parked: no registered order; decided
    updated_at      timestamptz not null,
    primary key (account_id, back_end, payment_id)
);

create index payment_order on payment (merchant, order_reference);

-- What was said to be true. Never updated, except that replay supersedes.
create table payment_observation (
    account_id      text        not null,
    observation_id  uuid        not null,
    back_end        text        not null,
    payment_id      text        not null,
    notification_id uuid,
    observed_at     timestamptz not null,
    superseded      boolean     not null default false,
    observation     jsonb       not null,
    primary key (account_id, observation_id)
);

create index payment_observation_payment on payment_observation (account_id, back_end, payment_id, observed_at);

create table discrepancy_case (
    merchant        text        not null,
    case_id         uuid        not null,
    account_id      text,
    kind            text        not null,
    about           text        not null, -- what it is about: 'order REF', 'payment ACCOUNT BACKEND ID', ...
    order_reference text,
    back_end        text,
    payment_id      text,
    notification_id uuid,
    state           text        not null, -- open, closed (by facts), resolved (by an operator)
    expected        text        not null,
    seen            text        not null,
    proposal        text        not null,
    opened_at       timestamptz not null,
    closed_at       timestamptz,
    primary key (merchant, case_id)
);

create unique index discrepancy_case_open on discrepancy_case (merchant, about, kind) where state = 'open';
create index discrepancy_case_order on discrepancy_case (merchant, order_reference);
create index discrepancy_case_kind on discrepancy_case (merchant, kind, state, case_id);

-- Every fact and decision, oldest first by id. Entries about a payment belong to whatever order it is linked to.
create table timeline_entry (
    merchant        text        not null,
    entry_id        uuid        not null,
    at              timestamptz not null,
    kind            text        not null,
    order_reference text,
    account_id      text,
    back_end        text,
    payment_id      text,
    notification_id uuid,
    detail          jsonb       not null,
    primary key (merchant, entry_id)
);

create index timeline_entry_order on timeline_entry (merchant, order_reference, entry_id);
create index timeline_entry_payment on timeline_entry (merchant, account_id, payment_id, entry_id);

-- The outbox: one gap-free sequence of versions per order. A feed position is given after the commit, never before.
create table order_event (
    merchant      text        not null,
    reference     text        not null,
    version       bigint      not null,
    event_id      uuid        not null,
    at            timestamptz not null,
    type          text        not null,
    event         jsonb       not null,
    feed_position bigint,
    primary key (merchant, reference, version)
);

create index order_event_unpositioned on order_event (event_id) where feed_position is null;
