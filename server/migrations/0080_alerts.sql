-- What is done about an error: fixed, put off, or ignored until it comes again. No row: it is open.
create table error_states (
  account_id bigint not null,
  flow_id    bigint not null,
  action_id  text not null,
  reason     text not null,
  state      text not null check (state in ('FIXED', 'REMIND_LATER', 'IGNORED')),
  -- Until when it is put off.
  until      timestamptz,
  at         timestamptz not null,
  saved_by   jsonb not null,
  primary key (account_id, flow_id, action_id, reason)
);

-- When somebody is told that flows fail, and how.
create table alert_rules (
  account_id bigint not null,
  id         bigint generated always as identity,
  rule       jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  saved_by   jsonb not null,
  primary key (account_id, id),
  foreign key (account_id) references accounts (id)
);

-- What fails now: it began, and has not recovered. Empty texts stand for any.
create table alerts (
  account_id  bigint not null,
  rule_id     bigint not null,
  flow_id     bigint not null,
  action_id   text not null,
  reason      text not null,
  begun_at    timestamptz not null,
  told_at     timestamptz not null,
  -- When it is looked at again.
  due_at      timestamptz not null,
  primary key (account_id, rule_id, flow_id, action_id, reason),
  foreign key (account_id, rule_id) references alert_rules (account_id, id) on delete cascade
);
create index alerts_by_time on alerts (account_id, due_at) where due_at > '-infinity';

-- What was told, to whom, by which effects.
create table alert_log (
  account_id bigint not null,
  id         bigint generated always as identity,
  rule_id    bigint not null,
  rule_name  text not null,
  kind       text not null,
  flow_id    bigint not null,
  action_id  text not null,
  reason     text not null,
  count      integer not null,
  begun_at   timestamptz not null,
  at         timestamptz not null,
  effect_ids bigint[] not null,
  primary key (account_id, id)
);
create index alert_log_by_time on alert_log (account_id, at, id);
