-- The status code that the latest answer told, if it is believed only once the next answer tells it too. A new wish forgets it.
alter table payment_lookup add column unconfirmed text;

comment on table payment_observation is
    'What was said to be true. Replay supersedes; a read that says what an earlier one said takes its place.';
