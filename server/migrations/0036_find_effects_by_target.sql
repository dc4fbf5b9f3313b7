-- outside a transaction
--
-- The claim skips from target to target. It cannot take effects_by_time, since it does not say what that is for: there it would
-- read all that waits for a target that does not answer.
create index concurrently effects_by_target on effects (account_id, kind, target, due_at)
  where finished_at is null and awaiting_since is null;
create index concurrently effects_by_time on effects (account_id, due_at)
  where finished_at is null and awaiting_since is null and due_at > '-infinity';
create index concurrently effects_awaited on effects (account_id, due_at)
  where finished_at is null and awaiting_since is not null;
drop index concurrently if exists effects_due;
