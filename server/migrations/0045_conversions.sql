-- Passages that have sent their record a marketing email: only these count towards a goal.
create table mailed_passages (
  account_id bigint not null,
  flow_id bigint not null,
  enrollment_id bigint not null,
  primary key (account_id, flow_id, enrollment_id)
);

-- Since when a passage counts as having led to the flow's goal; a record counts once for a flow, by one passage.
alter table enrollments add column converted_at timestamptz;

insert into mailed_passages
select distinct account_id, flow_id, enrollment_id from mails
where flow_id is not null and enrollment_id is not null and email_id is not null and object_type_id = '0-1';

update enrollments set converted_at = ended_at
where end_reason = 'GOAL_MET' and entered and exists (
  select from mailed_passages mailed
  where mailed.account_id = enrollments.account_id and mailed.flow_id = enrollments.flow_id and mailed.enrollment_id = enrollments.id
);
