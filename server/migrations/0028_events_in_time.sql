-- What happened to anybody, in the order of time, a page at a time. The events of one record are read by the key, which
-- begins with the record. Partial, so that a look-up by the key cannot be led astray: see 0024.
create index events_by_time on events (account_id, occurred_at, id) where occurred_at > '-infinity';
