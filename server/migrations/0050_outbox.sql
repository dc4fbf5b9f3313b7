-- Requests that were kept instead of sent, and what a matching URL answers.
create sequence outbox_ids;
create table outbox (
  account_id      bigint not null references accounts,
  id              bigint not null default nextval('outbox_ids'),
  -- On the account's clock.
  at              timestamptz not null,
  kind            text not null,
  method          text not null,
  url             text not null,
  host            text not null,
  headers         jsonb not null,
  body            bytea,
  idempotency_key text,
  object_type_id  text,
  record_id       bigint,
  flow_id         bigint,
  enrollment_id   bigint,
  action_id       text,
  -- The rule that answered, if one did; with what status, null when there was no answer.
  rule_id         bigint,
  status          integer,
  primary key (account_id, id)
);

create sequence outbox_rule_ids;
create table outbox_rules (
  account_id  bigint not null references accounts,
  id          bigint not null default nextval('outbox_rule_ids'),
  url_pattern text not null,
  -- Null for any.
  method      text,
  answer      jsonb not null,
  -- How many requests it answers; null for any number.
  times       integer,
  used        integer not null default 0,
  created_at  timestamptz not null,
  primary key (account_id, id)
);
