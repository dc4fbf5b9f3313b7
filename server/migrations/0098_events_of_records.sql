-- outside a transaction
-- The events of one record in the order of time, a page at a time: the key has them by type. Partial, so that no other look-up can be led
-- astray: see 0024. By another condition than events_by_time, whose questions know no record and would read this index whole.
create index concurrently events_of_records on each partition of events (account_id, object_type_id, record_id, occurred_at, id) where record_id > 0;
