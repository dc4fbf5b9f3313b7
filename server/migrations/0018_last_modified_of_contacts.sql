-- Contacts have the instant of their last change under the name that all other records have for it, too.
update records set properties = properties || jsonb_build_object('hs_lastmodifieddate', properties -> 'lastmodifieddate')
where object_type_id = '0-1' and properties ? 'lastmodifieddate';
