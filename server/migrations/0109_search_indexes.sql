-- Indexes that searches find records in: by their values, in the order in which they are compared, or by the words in them. A table of their own
-- beside `property_indexes`: a process of an earlier release keeps all that stand there by exact values.
create table search_indexes (
  account_id bigint not null,
  id bigint not null default nextval('property_index_ids'),
  object_type_id text not null,
  property text not null,
  kind text not null check (kind in ('VALUES', 'WORDS')),
  compares text not null check (compares in ('TEXT', 'NUMBER', 'EXACT', 'CHOICES')),
  state text not null default 'BUILDING' check (state in ('BUILDING', 'READY', 'REMOVED')),
  wanted_by text not null check (wanted_by in ('REQUEST', 'SEARCHES')),
  job_id bigint not null,
  created_at timestamptz not null,
  ready_at timestamptz,
  used_at timestamptz,
  primary key (account_id, id),
  unique (account_id, object_type_id, property, kind)
);

-- Counts read the key alone, which takes that vacuum has been by lately.
create table search_values (
  account_id bigint not null,
  index_id bigint not null,
  value text collate "C" not null,
  record_id bigint not null,
  primary key (account_id, index_id, value, record_id)
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.05);
