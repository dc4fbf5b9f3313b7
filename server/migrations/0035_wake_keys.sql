-- What wakes a parked enrollment before its time: a change of a property, an event, a callback. One row a key and enrollment;
-- it goes when the enrollment waits for something else.
create table wake_keys (
  account_id    bigint not null,
  key           text collate "C" not null,
  flow_id       bigint not null,
  enrollment_id bigint not null,
  primary key (account_id, key, enrollment_id)
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0);

-- Enrollments that wait for the date of a property park once more, and leave their keys.
insert into due_enrollments (account_id, flow_id, enrollment_id, due_at)
select enrollment.account_id, enrollment.flow_id, enrollment.id, account_now(accounts)
from flows join accounts on accounts.id = flows.account_id
join flow_revisions revision on revision.account_id = flows.account_id and revision.flow_id = flows.id
  and revision.revision_id = flows.revision_id
join enrollments enrollment on enrollment.account_id = flows.account_id and enrollment.flow_id = flows.id
where revision.definition::text like '%"0-35"%' and enrollment.ended = 0 and enrollment.wait ->> 'kind' in ('delay', 'held')
on conflict (account_id, flow_id, enrollment_id) do update set due_at = least(due_enrollments.due_at, excluded.due_at);
