-- What is kept beside a flow for running it: retries, what follows a failure, paces. Never a part of its body.
create table flow_policies (
  account_id bigint not null,
  flow_id    bigint not null,
  -- Counted up by every change, and by a deletion, so that no version comes back.
  version    integer not null,
  -- Null after a deletion.
  document   jsonb,
  updated_at timestamptz not null,
  saved_by   jsonb,
  primary key (account_id, flow_id)
);

-- The next free turn of each pace: of an action, or with an empty one of the flow.
create table paces (
  account_id bigint not null,
  flow_id    bigint not null,
  action_id  text not null,
  next_at    timestamptz not null,
  primary key (account_id, flow_id, action_id)
) with (fillfactor = 50);
