-- When a sender last proved to hold a credential, so that an old key can be removed once nobody uses it any more. Written
-- every few seconds, not with each notification.
create table credential_use (
    account_id   text        not null,
    credential   text        not null, -- its name, with a fingerprint; never the secret
    last_used_at timestamptz not null,
    primary key (account_id, credential)
) with (fillfactor = 50);
