-- The schedules of flows that are on: when records enroll next by the clock alone.
create table flow_schedules (
  account_id bigint not null,
  flow_id    bigint not null,
  -- YYYY-MM-DD: occurrences up to this day, by the account's calendar, are over.
  after_day  text not null,
  -- The next occurrence; of a schedule by a property, whose occurrences are each record's own, when to look for these. Null: none comes.
  due_at     timestamptz,
  primary key (account_id, flow_id)
);
create index flow_schedules_by_time on flow_schedules (account_id, due_at) where due_at > '-infinity';

-- An occurrence of a schedule enrolls by a sweep; the instant that it came at.
alter table sweeps add column occurred_at timestamptz;

-- Flows that are on and enrolled nobody until now begin with the day after.
insert into flow_schedules (account_id, flow_id, after_day, due_at)
select flows.account_id, flows.id, to_char(account_now(accounts) at time zone accounts.time_zone, 'YYYY-MM-DD'), account_now(accounts)
from flows
join accounts on accounts.id = flows.account_id
join flow_revisions revision
  on revision.account_id = flows.account_id and revision.flow_id = flows.id and revision.revision_id = flows.revision_id
where flows.is_enabled and flows.deleted_at is null
  and json_typeof(revision.definition -> 'enrollmentSchedule') = 'object';
