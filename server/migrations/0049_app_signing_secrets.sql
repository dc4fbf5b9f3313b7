-- The secret of an app, encrypted: requests that are sent for the app are signed with it. Null for apps of earlier releases, which kept its hash only.
alter table apps add column secret_key_id text, add column secret_sealed bytea;
