-- The lifecycle stage that new contacts and companies begin with; null for none.
alter table accounts add column default_lifecycle_stage text default 'lead';
