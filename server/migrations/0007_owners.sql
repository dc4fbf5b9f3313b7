-- Whom records can belong to. Values of hubspot_owner_id need not be among them.

create sequence owner_ids as bigint start 60000001;
create sequence owner_user_ids as integer start 5000001;

create table owners (
  account_id  bigint not null references accounts,
  id          bigint not null default nextval('owner_ids'),
  user_id     integer not null default nextval('owner_user_ids'),
  email       text,
  first_name  text,
  last_name   text,
  type        text not null default 'PERSON' check (type in ('PERSON', 'QUEUE')),
  -- [{id, name, primary}]
  teams       jsonb not null default '[]',
  created_at  timestamptz not null,
  updated_at  timestamptz not null,
  archived_at timestamptz,
  primary key (account_id, id),
  unique (account_id, user_id)
);
create unique index owners_by_email on owners (account_id, lower(email)) where archived_at is null;
