-- Mails of emails in a stretch of time: what statistics are counted from. Partial, so that no look-up by the key takes it.
create index mails_by_time on mails (account_id, at) where email_id is not null;
