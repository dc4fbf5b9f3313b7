-- A statement finds a row in one way, whatever the statistics say, or when none have been taken.
--
-- A plan is often made while a table is empty and kept while it fills. Then all indexes seem equally good, and one that
-- shares only its first column with a look-up is taken as readily as the key. So a table that is worked on all the time has
-- its key, and every other index is partial under a condition that holds for all rows it is for: whoever wants that index
-- states the condition, which costs nothing there; a look-up by the key does not, and cannot take it.

-- At most one active passage for a flow and a record. It holds those who are inside, and nobody else.
create unique index enrollments_active on enrollments (account_id, flow_id, record_id) where ended = 0;
-- The passages of a record, those that have ended and those that were refused too.
create index enrollments_by_record on enrollments (account_id, record_id, flow_id, id) where record_id > 0;
drop index enrollments_one_active;

drop index due_enrollments_by_time;
create index due_enrollments_by_time on due_enrollments (account_id, due_at) where due_at > '-infinity';

drop index criteria_due_by_time;
create index criteria_due_by_time on criteria_due (account_id, due_at) where due_at > '-infinity';

drop index unique_values_by_record;
create index unique_values_by_record on unique_values (account_id, object_type_id, record_id) where record_id > 0;

drop index list_memberships_by_record;
create index list_memberships_by_record on list_memberships (account_id, record_id, list_id) where record_id > 0;
drop index list_memberships_by_joining;
create index list_memberships_by_joining on list_memberships (account_id, list_id, joined_at, record_id)
  where joined_at > '-infinity';

drop index visitors_by_record;
create index visitors_by_record on visitors (account_id, record_id) where record_id > 0;

create unique index effects_by_key on effects (account_id, idempotency_key) where idempotency_key > '';
alter table effects drop constraint effects_account_id_idempotency_key_key;
