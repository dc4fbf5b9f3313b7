-- The tokens that made an email and changed it last; unknown for emails from before.
alter table marketing_emails add column created_by text, add column updated_by text;
