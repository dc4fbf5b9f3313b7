-- What went wrong, over all flows of an account: few rows, so that the index costs the action log next to nothing.
create index steps_not_done on steps (account_id, at, enrollment_id, number) where outcome <> 'SUCCEEDED';
