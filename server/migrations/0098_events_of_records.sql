-- outside a transaction
-- The events of one record in the order of time, a page at a time: the key has them by type. Partial, so that a look-up by the key cannot be led
-- astray: see 0024.
create index concurrently events_of_records on each partition of events (account_id, object_type_id, record_id, occurred_at, id) where occurred_at > '-infinity';
