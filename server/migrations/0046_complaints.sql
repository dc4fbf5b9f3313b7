-- When the recipient of a mail has told their provider that it is spam.
alter table mails add column complained_at timestamptz;
