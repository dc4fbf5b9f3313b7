-- Whose token changed the settings last, as revisions and secrets say it, and when.
alter table accounts add column settings_saved_at timestamptz;
alter table accounts add column settings_saved_by jsonb;
