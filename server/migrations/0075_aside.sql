-- outside a transaction
create index concurrently due_enrollments_aside on due_enrollments (account_id, flow_id, fell_due_at, enrollment_id)
  where due_at = '-infinity';
create index concurrently due_enrollments_aside_all on due_enrollments (account_id, fell_due_at, flow_id, enrollment_id)
  where due_at = '-infinity';
create index concurrently effects_aside on effects (account_id, fell_due_at, id) where finished_at is null and due_at = 'infinity';
create index concurrently enrollments_paused on enrollments (account_id, flow_id, id) where paused is not null;
