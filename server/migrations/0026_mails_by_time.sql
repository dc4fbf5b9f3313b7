-- Mails of a stretch of time: what the statistics of emails are counted from.
create index mails_by_time on mails (account_id, at);
