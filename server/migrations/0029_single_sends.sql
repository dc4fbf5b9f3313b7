-- Effects that no passage asked for: a mail that a caller sends by itself.
alter table effects
  alter column flow_id drop not null,
  alter column enrollment_id drop not null,
  alter column action_id drop not null;

-- They hold whom they go to and what they say, which is taken out when the contact is erased.
create index single_sends on effects (account_id, (request->>'recordId')) where kind = 'single_send';

-- Who else a mail went to, as a header has them.
alter table mails add column cc text, add column bcc text;
