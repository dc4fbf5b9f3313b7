-- outside a transaction
-- Ids of records and of passages are unique over all types and flows, so that they alone find the rows.
create index concurrently writes_of_records on each partition of writes (account_id, record_id, id);
create index concurrently turns_of_passages on each partition of turns (account_id, enrollment_id, number);
