-- From which change on a dynamic list looks at records: what was written before its filters were saved is found by the sweep
-- that follows the save, and by nothing else.
create table list_watches (
  account_id   bigint not null,
  list_id      bigint not null,
  -- The last change that was drawn before the save, and when that was.
  after_change bigint not null,
  saved_at     timestamptz not null,
  -- Whether whoever joins by the save alone enters no flow by that.
  is_quiet     boolean not null,
  -- The last change that was drawn before the members were found; null until they are.
  until_change bigint,
  primary key (account_id, list_id)
);
