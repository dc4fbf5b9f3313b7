-- Mails to people of the account, not to contacts: they count for no statistics and no goal.
alter table mails add column is_internal boolean not null default false;
