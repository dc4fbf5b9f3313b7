-- Who did what: an entry for each deed of a caller that changes how the account behaves, in the transaction that does it.
create table audit_entries (
  account_id  bigint not null,
  id          bigint generated always as identity,
  kind        text not null,
  target_type text not null,
  target_id   text,
  -- What the target was called then; it may be gone, or be called otherwise, by now.
  target_name text,
  summary     text not null,
  detail      jsonb not null default '{}',
  actor_kind  text not null,
  token_id    bigint,
  token_name  text,
  app_id      text,
  session_id  text,
  client      text,
  request_id  text,
  -- By the account's clock, and by the machine's.
  at          timestamptz not null,
  noted_at    timestamptz not null default clock_timestamp(),
  primary key (account_id, id)
);
-- Entries are few and read by people, so each way of asking has its index.
create index audit_entries_by_time on audit_entries (account_id, at, id);
create index audit_entries_by_kind on audit_entries (account_id, kind, at, id);
create index audit_entries_by_target on audit_entries (account_id, target_type, target_id, at, id);
create index audit_entries_by_token on audit_entries (account_id, token_id, at, id);
