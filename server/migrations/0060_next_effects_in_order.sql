-- outside a transaction
--
-- The ledger lists what is next in the order of time and id. Effects that a batch has asked for have one time: without the id in the index, all of
-- them would be read and sorted for a page. The release before does its work with these, too; it looks longer for outcomes that are late.
create index concurrently effects_in_order on effects (account_id, due_at, id)
  where finished_at is null and awaiting_since is null and due_at > '-infinity';
create index concurrently effects_awaited_in_order on effects (account_id, due_at, id)
  where finished_at is null and awaiting_since is not null and due_at > '-infinity';
drop index concurrently if exists effects_by_time;
drop index concurrently if exists effects_awaited;
