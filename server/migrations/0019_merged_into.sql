-- What has become of a record that was merged: the record that goes on for it, always the last one, never one that was
-- merged itself. Its old id goes on answering for that one. Null, and without cost, for every other record.
alter table records add column merged_into bigint;
create index records_by_merged_into on records (account_id, merged_into) where merged_into is not null;

-- Records that were merged before this release, by what their survivors say of them.
update records set merged_into = survivor.id
from records survivor
where survivor.archived_at is null and survivor.properties ? 'hs_merged_object_ids'
  and records.account_id = survivor.account_id and records.object_type_id = survivor.object_type_id
  and records.archived_at is not null
  and records.id::text = any(string_to_array(survivor.properties ->> 'hs_merged_object_ids', ';'));

-- The further addresses of a contact name it, too, unless somebody else has been given them since.
insert into unique_values (account_id, object_type_id, property, value, record_id)
select records.account_id, records.object_type_id, 'email', address, records.id
from records cross join unnest(string_to_array(records.properties ->> 'hs_additional_emails', ';')) as address
where records.object_type_id = '0-1' and records.archived_at is null and address <> ''
on conflict do nothing;
