-- Changes of one account are looked at by several transactions at once, those of one record by one: a record's lane is told by its id.
-- -1: the change leads to other records as well (or an earlier release has queued it): it is looked at alone, once all before it are done.
alter table pending_changes add column lane smallint not null default -1 check (lane between -1 and 7);
alter table pending_changes drop constraint pending_changes_pkey;
alter table pending_changes add primary key (account_id, lane, change_id);
