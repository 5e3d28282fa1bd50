-- How far the feed of each merchant is numbered. Positions are given after the commit, one after the other, without gaps.
create table event_feed (
    merchant      text   primary key,
    last_position bigint not null
) with (fillfactor = 50);

create unique index order_event_feed on order_event (merchant, feed_position) where feed_position is not null;

-- Where merchants are told about events. The row remembers how far their events became deliveries, and its lock is that of
-- whoever decides which delivery of an order comes next.
create table endpoint (
    merchant         text        not null,
    endpoint_id      text        not null,
    planned_position bigint      not null,
    created_at       timestamptz not null,
    primary key (merchant, endpoint_id)
) with (fillfactor = 50);

-- One event for one endpoint. Of the deliveries of an order that are not over, only the first has a time for its next
-- attempt: the others wait for it.
create table delivery (
    merchant         text        not null,
    delivery_id      uuid        not null,
    endpoint_id      text        not null,
    reference        text        not null,
    version          bigint      not null,
    event_id         uuid        not null,
    type             text        not null,
    state            text        not null, -- pending, retrying, delivered, dead
    attempts         integer     not null default 0,
    created_at       timestamptz not null,
    first_attempt_at timestamptz,          -- since when it is tried; null: not yet, or begun anew by an operator
    next_attempt_at  timestamptz,
    owner            uuid,                 -- who tries it now, until the lease ends
    lease_until      timestamptz,
    last_status      integer,              -- null: there was no answer
    last_error       text,
    delivered_at     timestamptz,
    log              jsonb       not null default '[]', -- the last attempts
    primary key (merchant, delivery_id)
) with (fillfactor = 70);

create unique index delivery_event on delivery (merchant, endpoint_id, reference, version);
create index delivery_open on delivery (merchant, endpoint_id, reference, version) where state in ('pending', 'retrying');
create index delivery_due on delivery (merchant, endpoint_id, next_attempt_at) where next_attempt_at is not null;
create index delivery_state on delivery (merchant, state, delivery_id) where state <> 'delivered';
create index delivery_order on delivery (merchant, reference, delivery_id);
