-- What a request to the intake was answered, and how fast: evidence about ourselves, written behind the answer, some thousand at
-- a time. An answer may be missing, when the store or the gateway went away right after it.
create table notification_answer (
    account_id  text        not null,
    request_id  uuid        not null, -- of the notification that the request brought, or of the arrival
    answered_at timestamptz not null,
    outcome     text        not null, -- accepted, duplicate, ignored, malformed, unavailable
    status      integer     not null, -- of the HTTP response
    micros      bigint      not null, -- from the whole request to the answer
    primary key (account_id, request_id)
);

-- The id of the request that came again, as a notification has one. Null: it came before this column was there.
alter table notification_arrival add column request_id uuid;
