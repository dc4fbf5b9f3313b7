-- What went wrong at the last try of an effect, and when that was, on the account's clock.
alter table effects add column last_error text;
alter table effects add column last_tried_at timestamptz;

-- What waits for whom: looked up when a passage ends before its effect has begun.
create index effects_waiting on effects (account_id, enrollment_id) where finished_at is null;
