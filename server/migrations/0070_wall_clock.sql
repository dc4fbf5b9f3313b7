-- Days on which nobody works, and the waits to be counted again when the wall clock of an account is another.
alter table accounts add column holidays jsonb not null default '[]';

-- How far the recount has come: all waits behind this record of this flow are still to be looked at.
create table wait_recounts (
  account_id bigint primary key references accounts (id),
  flow_id    bigint not null default 0,
  record_id  bigint not null default 0,
  since      timestamptz not null
);
