-- Events that are sent from outside: the types that an account defines, and what finds the record and tells repetitions.

create sequence event_type_ids as bigint;

create table event_types (
  account_id             bigint not null references accounts,
  id                     text not null, -- 6-<n>
  name                   text not null,
  label                  text not null,
  description            text,
  primary_object_type_id text not null,
  -- Definitions in the API's shape.
  properties             jsonb not null,
  -- {eventPropertyName, targetObjectPropertyName}: the record has the value of the event in a unique property.
  matching               jsonb,
  header_template        text,
  detail_template        text,
  created_at             timestamptz not null,
  updated_at             timestamptz not null,
  archived_at            timestamptz,
  primary key (account_id, id)
);
create unique index event_types_by_name on event_types (account_id, name) where archived_at is null;

-- The marks of occurrences that have come in, so that one that is sent again is not recorded again.
create table event_marks (
  account_id bigint not null,
  mark       text not null,
  at         timestamptz not null,
  primary key (account_id, mark)
);

-- Whose browser a tracking cookie belongs to.
create table visitors (
  account_id bigint not null,
  utk        text not null,
  record_id  bigint not null,
  seen_at    timestamptz not null,
  primary key (account_id, utk)
);
create index visitors_by_record on visitors (account_id, record_id);
