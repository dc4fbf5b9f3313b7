-- Lists and who is in them; when time alone makes criteria look at a record again; work over all records of a type.

create sequence list_ids as bigint;

create table lists (
  account_id          bigint not null references accounts,
  id                  bigint not null default nextval('list_ids'),
  object_type_id      text not null,
  name                text not null,
  processing_type     text not null check (processing_type in ('MANUAL', 'SNAPSHOT', 'DYNAMIC')),
  -- PROCESSING while a sweep puts the records in that meet the filters, else COMPLETE.
  processing_status   text not null default 'COMPLETE',
  -- The filters as they came, member for member.
  filter_branch       json,
  version             integer not null default 1,
  folder_id           bigint not null default 0,
  custom_properties   jsonb not null default '{}',
  membership_settings jsonb,
  list_permissions    jsonb,
  created_by          text,
  updated_by          text,
  created_at          timestamptz not null,
  updated_at          timestamptz not null,
  filters_updated_at  timestamptz,
  -- When its name or filters were changed, oldest first.
  edited_at           timestamptz[] not null default '{}',
  deleted_at          timestamptz,
  primary key (account_id, id)
);
create unique index lists_by_name on lists (account_id, object_type_id, lower(name)) where deleted_at is null;

create sequence list_folder_ids as bigint;

-- Folders lie in each other; 0 is the root, which has no row.
create table list_folders (
  account_id bigint not null references accounts,
  id         bigint not null default nextval('list_folder_ids'),
  parent_id  bigint not null default 0,
  name       text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (account_id, id)
);

-- Who is in a list. Record ids are drawn from one sequence for all types, so that they tell records apart alone.
create table list_memberships (
  account_id bigint not null,
  list_id    bigint not null,
  record_id  bigint not null,
  joined_at  timestamptz not null default now(),
  primary key (account_id, list_id, record_id)
) with (autovacuum_vacuum_scale_factor = 0.05);
create index list_memberships_by_record on list_memberships (account_id, record_id, list_id);
create index list_memberships_by_joining on list_memberships (account_id, list_id, joined_at, record_id);

-- Who was in a deleted list, until it is restored: nothing that looks into the lists finds them here.
create table deleted_list_memberships (
  account_id bigint not null,
  list_id    bigint not null,
  record_id  bigint not null,
  joined_at  timestamptz not null,
  primary key (account_id, list_id, record_id)
);

-- When a flow's or a list's criteria are to look at a record again, because time alone can change their answer then.
create table criteria_due (
  account_id     bigint not null,
  -- FLOW or LIST
  reader         text not null,
  reader_id      bigint not null,
  object_type_id text not null,
  record_id      bigint not null,
  due_at         timestamptz not null,
  primary key (account_id, reader, reader_id, record_id)
) with (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
create index criteria_due_by_time on criteria_due (account_id, due_at);

create sequence sweep_ids as bigint;

-- Work over all records of an object type, chunk by chunk in the order of their ids.
create table sweeps (
  account_id     bigint not null,
  id             bigint not null default nextval('sweep_ids'),
  -- LIST: puts in who meets a list's filters. INSTANTS: lays due rows. ENROLL: enrolls who meets a flow's criteria.
  kind           text not null check (kind in ('LIST', 'INSTANTS', 'ENROLL')),
  -- FLOW or LIST, and its id
  reader         text not null,
  reader_id      bigint not null,
  object_type_id text not null,
  status         text not null default 'RUNNING' check (status in ('RUNNING', 'COMPLETE', 'CANCELED', 'FAILED')),
  -- Records up to here have been looked at; those beyond last_id came later and are looked at by their changes.
  after_id       bigint not null default 0,
  last_id        bigint not null,
  -- How many records there were, were looked at, met the criteria, and what became of those.
  total          bigint not null default 0,
  looked         bigint not null default 0,
  found          bigint not null default 0,
  outcomes       jsonb not null default '{}',
  message        text,
  created_at     timestamptz not null,
  finished_at    timestamptz,
  primary key (account_id, id)
);
create index sweeps_running on sweeps (account_id, id) where status = 'RUNNING';
create index sweeps_by_reader on sweeps (account_id, reader, reader_id, id);

-- False for a record that was refused at the door (a suppressed one, say): the row tells why, and counts for nothing else.
alter table enrollments add column entered boolean not null default true;
