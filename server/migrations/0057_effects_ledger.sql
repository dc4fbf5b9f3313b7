-- outside a transaction
--
-- The ledger: the effects of a flow by how they stand, newest first, and those of a passage. How a finished one stands is told by its result
-- (server/src/effects/queries/status.ts says the same).
create index concurrently effects_by_flow on effects (account_id, flow_id, (
  case when finished_at is null then 'OPEN' when result ->> 'kind' is distinct from 'failed' then 'DONE'
       when result ->> 'reason' in ('CANCELLED', 'FLOW_TURNED_OFF') then 'CANCELLED' else 'FAILED' end
), created_at, id) where flow_id > 0;
create index concurrently effects_of_callers on effects (account_id, (
  case when finished_at is null then 'OPEN' when result ->> 'kind' is distinct from 'failed' then 'DONE'
       when result ->> 'reason' in ('CANCELLED', 'FLOW_TURNED_OFF') then 'CANCELLED' else 'FAILED' end
), created_at, id) where flow_id is null;
create index concurrently effects_finished on effects (account_id, enrollment_id, created_at, id) where finished_at is not null;
