-- outside a transaction
create index concurrently enrollments_by_time on enrollments (account_id, flow_id, enrolled_at, id) where enrolled_at > '-infinity';
create index concurrently enrollments_cut_short on enrollments (account_id, flow_id, status, enrolled_at, id) where ended > 0 and status <> 'COMPLETED';
create index concurrently mails_by_record on mails (account_id, record_id, at, id) where record_id > 0;
