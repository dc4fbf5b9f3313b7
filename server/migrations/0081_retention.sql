-- How long each kind of history is kept, where it is not for ever; and how far its deletion has come.
create table retention (
  account_id bigint not null,
  kind       text not null,
  days       integer not null check (days > 0),
  -- Where the sweep in hand goes on; null before it begins.
  place      text,
  -- By the machine's clock: when the next chunk, or the next sweep, is due.
  due_at     timestamptz not null,
  deleted    bigint not null default 0,
  swept_at   timestamptz,
  saved_at   timestamptz not null,
  saved_by   jsonb not null,
  primary key (account_id, kind),
  foreign key (account_id) references accounts (id)
);
