-- Triggers of re-enrollment that fired while the record was inside, of flows that keep them: one for a flow and a record.
create table kept_triggers (
  account_id     bigint not null,
  flow_id        bigint not null,
  object_type_id text not null,
  record_id      bigint not null,
  -- The passage that was under way.
  enrollment_id  bigint not null,
  trigger        jsonb not null,
  depth          smallint not null,
  at             timestamptz not null,
  -- When that passage was over; null while it lasts.
  ready_at       timestamptz,
  primary key (account_id, flow_id, record_id)
);
create index kept_triggers_ready on kept_triggers (account_id, ready_at) where ready_at > '-infinity';
