-- Pauses of a flow, or of the whole account (flow 0). A pause is over once it is settled: then all that stood still has been moved.
create sequence pause_ids;
create table pauses (
  account_id bigint not null,
  id         bigint not null default nextval('pause_ids'),
  flow_id    bigint not null,
  time       text not null check (time in ('STANDS_STILL', 'GOES_ON')),
  reason     text,
  since      timestamptz not null,
  paused_by  jsonb,
  resumed_at timestamptz,
  resumed_by jsonb,
  settled_at timestamptz,
  primary key (account_id, id)
);
create unique index pauses_open on pauses (account_id, flow_id) where resumed_at is null;
create index pauses_unsettled on pauses (account_id, flow_id) where settled_at is null;

-- While these say that nothing is paused, no statement asks for pauses.
alter table accounts add column pauses integer not null default 0;
alter table accounts add column pauses_enrollments boolean not null default false;

-- The pause of an enrollment by itself: {time, since, by, reason}, and {resumedAt} while a wider pause has still to count it.
alter table enrollments add column paused jsonb;

-- What fell due in a pause is set aside: enrollments at -infinity, which no claim reads, effects at infinity.
alter table due_enrollments add column fell_due_at timestamptz;
alter table effects add column fell_due_at timestamptz;
