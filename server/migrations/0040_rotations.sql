-- Whose turn it was last in each rotation, an action of a flow: owner ids with the numbers of their last turns. The row is locked by
-- the batch that gives turns, until it commits.
create table rotations (
  account_id bigint not null,
  flow_id    bigint not null,
  action_id  text not null,
  turns      jsonb not null default '{}',
  primary key (account_id, flow_id, action_id)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 100, autovacuum_vacuum_cost_delay = 0);
