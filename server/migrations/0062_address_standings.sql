-- What is known of addresses whose contacts are gone: who has unsubscribed, and which mailboxes do not exist.
-- Under a hash that no other account has, so that of somebody who was erased nothing else is left.
alter table accounts add column address_key uuid not null default gen_random_uuid();

create table address_standings (
  account_id   bigint not null references accounts,
  address_hash bytea not null,
  -- Properties of the contact that had the address.
  properties   jsonb not null,
  kept_at      timestamptz not null,
  primary key (account_id, address_hash)
);

-- Of contacts that were deleted before this: the last one that had the address.
insert into address_standings (account_id, address_hash, properties, kept_at)
select distinct on (contact.account_id, contact.hash) contact.account_id, contact.hash, said.properties, contact.archived_at
from (
  select r.account_id, r.archived_at, r.properties,
         sha256(convert_to(a.address_key::text || '/' || lower(trim(r.properties ->> 'email')), 'UTF8')) as hash
  from records r join accounts a on a.id = r.account_id
  where r.object_type_id = '0-1' and r.archived_at is not null and r.properties ? 'email'
) as contact
cross join lateral (
  select jsonb_object_agg(key, value) as properties from jsonb_each(contact.properties)
  where key = 'hs_email_optout' or key like 'hs\_email\_optout\_%'
     or key in ('hs_email_bounce', 'hs_email_hard_bounce_reason_enum', 'hs_email_quarantined')
) as said
where said.properties is not null
order by contact.account_id, contact.hash, contact.archived_at desc;
