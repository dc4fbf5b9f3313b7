-- How often each action of a flow came to what, hour by hour.
create table step_counts (
  account_id bigint not null,
  flow_id    bigint not null,
  action_id  text not null,
  hour       timestamptz not null,
  outcome    step_outcome not null,
  reason     text not null,
  branch     text not null,
  count      bigint not null,
  last_at    timestamptz not null,
  primary key (account_id, flow_id, action_id, hour, outcome, reason, branch)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);

-- What a batch of steps came to, not added up yet: written in the statement that logs the steps, a few rows a batch.
create table step_tallies (
  account_id bigint not null,
  id         bigint generated always as identity,
  flow_id    bigint not null,
  action_id  text not null,
  hour       timestamptz not null,
  outcome    step_outcome not null,
  reason     text not null,
  branch     text not null,
  count      integer not null,
  last_at    timestamptz not null,
  -- By the machine's clock: they are added up a little later, many together.
  noted_at   timestamptz not null default clock_timestamp(),
  primary key (account_id, id)
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0);

-- Failed steps that alerts have not looked at yet, a row for each cause in a batch.
create table step_failures (
  account_id bigint not null,
  id         bigint generated always as identity,
  flow_id    bigint not null,
  action_id  text not null,
  reason     text not null,
  at         timestamptz not null,
  primary key (account_id, id)
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0);

-- What has been logged before this release; steps that a process of an earlier release logs from now on are not counted.
insert into step_counts
select account_id, flow_id, action_id, date_trunc('hour', at, 'UTC'), outcome, coalesce(reason, ''), coalesce(detail ->> 'branch', ''), count(*), max(at)
from steps group by 1, 2, 3, 4, 5, 6, 7;
