-- outside a transaction
-- What failed in one flow, without what went well in it. Over an expression, so that a question that asks by it cannot be led to an index that
-- has both: to a plan that was made while a table was empty they are all alike.
create index concurrently step_counts_failed on step_counts (account_id, (flow_id + 0)) where outcome = 'FAILED';
create index concurrently steps_not_done_of_flow on each partition of steps (account_id, (flow_id + 0), at, enrollment_id, number) where outcome <> 'SUCCEEDED';
