-- A code that was exchanged is kept for a while with what it gave: whoever presents it again ends that.
alter table oauth_codes add column used_at timestamptz;
alter table oauth_codes add column refresh_token_id bigint;
