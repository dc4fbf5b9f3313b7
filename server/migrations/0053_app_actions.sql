-- Actions that apps bring: how they are called, what goes in and comes out, what they are called. An action of a flow with the
-- type `1-<id>` runs by the current revision.

-- Far above the ids that apps of the original have: an imported flow must not run another app's action by chance.
create sequence app_action_ids start 1000000000;

create table app_actions (
  account_id      bigint not null references accounts,
  id              bigint not null default nextval('app_action_ids'),
  app_id          integer not null,
  -- The last revision, counted from 1; the definition is its.
  revision_id     integer not null default 1,
  definition      jsonb not null,
  requires_object boolean not null default true,
  created_at      timestamptz not null,
  archived_at     timestamptz,
  primary key (account_id, id),
  foreign key (account_id, app_id) references apps
);
create index app_actions_by_app on app_actions (account_id, app_id, id);

create table app_action_revisions (
  account_id    bigint not null,
  definition_id bigint not null,
  revision_id   integer not null,
  definition    jsonb not null,
  -- The functions that there were, without their code.
  functions     jsonb not null,
  created_at    timestamptz not null,
  primary key (account_id, definition_id, revision_id),
  foreign key (account_id, definition_id) references app_actions
);

-- Code of an app around its action: before and after it is called, or its options are fetched.
create table app_action_functions (
  account_id    bigint not null,
  definition_id bigint not null,
  function_type text not null,
  -- The field whose options it is about; empty for all.
  function_id   text not null default '',
  source        text not null,
  primary key (account_id, definition_id, function_type, function_id),
  foreign key (account_id, definition_id) references app_actions
);

-- Receivers that stand in for types of action that do not run here.
create table action_adapters (
  account_id      bigint not null references accounts,
  action_type_id  text not null,
  url             text not null,
  -- What requests are signed with: the value of a secret, or the secret of an app.
  secret_name     text,
  app_id          integer,
  timeout_seconds integer,
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  saved_by        jsonb not null,
  primary key (account_id, action_type_id)
);
