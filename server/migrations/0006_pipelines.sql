-- The pipelines that an account has made, and its copies of standard ones that it has changed; the others are in the code.
-- A pipeline is one row with its stages, as it is always read and written whole.

-- Ids that nobody gives; far from those of the standard pipelines and stages.
create sequence pipeline_ids as bigint start 100001;

create table pipelines (
  account_id     bigint not null references accounts,
  object_type_id text not null,
  id             text not null,
  label          text not null,
  display_order  integer not null,
  -- [{id, label, displayOrder, metadata, createdAt, updatedAt, archivedAt}], instants in epoch milliseconds.
  stages         jsonb not null,
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  archived_at    timestamptz,
  primary key (account_id, object_type_id, id)
);

-- Who changed a pipeline or a stage, and what it was then.
create table pipeline_audits (
  account_id     bigint not null references accounts,
  object_type_id text not null,
  pipeline_id    text not null,
  id             bigint generated always as identity,
  stage_id       text,
  action         text not null, -- CREATE, UPDATE, DELETE, RESTORE
  token_id       text not null,
  object         jsonb not null,
  at             timestamptz not null,
  primary key (account_id, object_type_id, pipeline_id, id)
);
