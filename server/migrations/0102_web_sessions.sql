-- People at a browser: a session stands for the token that it was begun with, and ends with it. Only hashes of what the browser holds are kept.
create table web_sessions (
  account_id   bigint not null,
  id           bigint generated always as identity,
  secret_hash  bytea not null unique,
  token_id     bigint not null,
  created_at   timestamptz not null default now(),
  -- To the minute.
  last_used_at timestamptz not null default now(),
  primary key (account_id, id),
  foreign key (account_id, token_id) references access_tokens (account_id, id)
);

-- What a first link carries: good once, and for minutes.
create table sign_in_codes (
  account_id bigint not null,
  code_hash  bytea primary key,
  token_id   bigint not null,
  expires_at timestamptz not null,
  foreign key (account_id, token_id) references access_tokens (account_id, id)
);
