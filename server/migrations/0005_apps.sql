-- Apps that are let into an account over OAuth. Their secrets, codes and tokens are kept as hashes only; what expires does
-- so on the database's clock, wherever the account's has been moved to.

create table apps (
  account_id    bigint not null references accounts,
  id            integer generated always as identity,
  -- A UUID; the whole installation's, since requests for tokens name no account.
  client_id     text not null unique,
  secret_hash   bytea not null,
  name          text not null,
  redirect_uris text[] not null,
  scopes        text[] not null,
  created_at    timestamptz not null default now(),
  deleted_at    timestamptz,
  primary key (account_id, id)
);

-- What a person's consent is handed over as; good for one exchange.
create table oauth_codes (
  account_id     bigint not null,
  code_hash      bytea not null primary key,
  app_id         integer not null,
  redirect_uri   text not null,
  scopes         text[] not null,
  -- The S256 challenge of RFC 7636, when the app sent one.
  code_challenge text,
  expires_at     timestamptz not null,
  foreign key (account_id, app_id) references apps
);

create table refresh_tokens (
  account_id bigint not null,
  id         bigint generated always as identity,
  token_hash bytea not null unique,
  app_id     integer not null,
  scopes     text[] not null,
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  primary key (account_id, id),
  foreign key (account_id, app_id) references apps
);

-- Tokens of apps expire; those made in the settings do not.
alter table access_tokens
  add column app_id           integer,
  add column refresh_token_id bigint,
  add column expires_at       timestamptz;
create index access_tokens_by_app on access_tokens (account_id, app_id) where app_id is not null;
