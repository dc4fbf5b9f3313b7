-- What an account wants of marketing emails (tracking, whom they reach), and the company that stands in their footer. Members
-- that are not there have their usual values.
alter table accounts add column email_settings jsonb not null default '{}';
alter table accounts add column company jsonb;

-- The effect that a mail came from, which its links name; how often it was opened, and its links were clicked; what mail programs
-- offer as "unsubscribe".
alter table mails add column effect_id bigint;
alter table mails add column opens integer not null default 0;
alter table mails add column clicks integer not null default 0;
alter table mails add column list_unsubscribe text;
