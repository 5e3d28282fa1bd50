-- The payments that the provider has to be asked about, one row each however many want it. Gone once the answer is decided.
-- Who is asking holds a claim in subject_claim, under a subject that is a JSON array: ["look-up", back end, payment].
create table payment_lookup (
    account_id   text        not null,
    back_end     text        not null,
    payment_id   text        not null,
    merchant     text        not null,
    reason       text        not null,           -- in_doubt
    requested_at timestamptz not null,           -- the latest wish: an answer to an earlier question does not fulfil it
    due_at       timestamptz not null,           -- when to ask, possibly long from now
    attempts     integer     not null default 0, -- how often in a row there was no answer to go by
    last_error   text,
    primary key (account_id, back_end, payment_id)
) with (fillfactor = 80);

create index payment_lookup_due on payment_lookup (account_id, due_at);

-- When the notification came again and that may be news, since its key derives from its content: a state that came back looks
-- like a repeat. Null: there is no repeat to compare with what is known.
alter table notification_item add column repeated_at timestamptz;
