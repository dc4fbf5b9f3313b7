-- Indexes that the server makes for the filters of flows and lists.
alter table search_indexes drop constraint search_indexes_wanted_by_check;
alter table search_indexes add constraint search_indexes_wanted_by_check check (wanted_by in ('REQUEST', 'SEARCHES', 'FILTERS'));

-- A value that joins several is found by any of them, also where its property should have one alone.
create index search_values_joined on search_values (account_id, index_id, record_id) where position(';' in value) > 0;
