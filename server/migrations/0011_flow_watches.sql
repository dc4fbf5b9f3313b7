-- From which change on a flow looks at records: those before it was turned on, or got its criteria, let nobody in, though
-- they may still wait to be looked at for others.
create table flow_watches (
  account_id   bigint not null,
  flow_id      bigint not null,
  -- The last change that was drawn before.
  after_change bigint not null,
  primary key (account_id, flow_id)
);
