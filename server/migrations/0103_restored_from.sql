-- The earlier revision that this one repeats, since somebody restored it.
alter table flow_revisions add column restored_from bigint;
