-- What flows tell the users of an account, for them to read.
create table notifications (
  account_id     bigint not null references accounts,
  id             bigint not null generated always as identity,
  user_id        integer not null,
  object_type_id text not null,
  record_id      bigint not null,
  flow_id        bigint not null,
  enrollment_id  bigint not null,
  action_id      text not null,
  subject        text not null,
  body           text not null,
  at             timestamptz not null,
  read_at        timestamptz,
  primary key (account_id, id)
);
create index notifications_by_user on notifications (account_id, user_id, id) where user_id > 0;

-- What flows leave to a person or a gateway, which says when it is done: a text message to send, a sequence to enroll in.
create table hand_offs (
  account_id     bigint not null references accounts,
  id             bigint not null generated always as identity,
  action_type_id text not null,
  object_type_id text not null,
  record_id      bigint not null,
  flow_id        bigint not null,
  enrollment_id  bigint not null,
  action_id      text not null,
  content        jsonb not null,
  at             timestamptz not null,
  done_at        timestamptz,
  primary key (account_id, id)
);
create index hand_offs_open on hand_offs (account_id, id) where done_at is null;
