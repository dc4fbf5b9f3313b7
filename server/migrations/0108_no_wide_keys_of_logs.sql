-- Nothing refers to them, and a narrower index finds the rows.
alter table writes drop constraint changes_pkey;
alter table turns drop constraint steps_pkey;
alter index steps_by_time rename to turns_by_time;
alter index steps_not_done rename to turns_not_done;
alter index steps_not_done_of_flow rename to turns_not_done_of_flow;
