-- Properties by whose values flows look for records: their values are kept beside the records, whose rows have no index over properties,
-- so that updates of them stay cheap.
create sequence property_index_ids;
create table property_indexes (
  account_id     bigint not null,
  -- One that is made anew has another id: what is left of the one before is never taken for its own.
  id             bigint not null default nextval('property_index_ids'),
  object_type_id text not null,
  property       text not null,
  -- BUILDING: every write keeps it from its first day on, and a job adds what was there before; READY: it knows all.
  state          text not null default 'BUILDING' check (state in ('BUILDING', 'READY')),
  -- The flows that look for records by it.
  flow_ids       bigint[] not null,
  -- The job that builds it.
  job_id         bigint not null,
  created_at     timestamptz not null,
  ready_at       timestamptz,
  primary key (account_id, id),
  unique (account_id, object_type_id, property)
);

-- The values of live records. Long ones are kept by their hash. The key is the one way to a row.
create table indexed_values (
  account_id bigint not null,
  index_id   bigint not null,
  value      text collate "C" not null,
  record_id  bigint not null,
  primary key (account_id, index_id, value, record_id)
);
