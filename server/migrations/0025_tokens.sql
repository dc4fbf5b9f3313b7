-- Who made a token and when it was last used; which one MILLRACE_TOKEN stands for; and those that may do everything say so.
alter table access_tokens add column last_used_at timestamptz;
alter table access_tokens add column created_by bigint;
alter table access_tokens add column configured boolean not null default false;

update access_tokens set configured = true where name = 'configured' and app_id is null and 'millrace.admin' = any(scopes);

update access_tokens set scopes = array_append(scopes, 'all')
where app_id is null and scopes @> array[
  'oauth', 'automation', 'content', 'forms', 'marketing-email', 'transactional-email', 'crm.lists.read',
  'crm.lists.write', 'crm.objects.owners.read', 'crm.schemas.custom.read', 'crm.schemas.custom.write',
  'analytics.behavioral_events.send', 'behavioral_events.event_definitions.read_write',
  'communication_preferences.read_write', 'crm.objects.contacts.read', 'crm.objects.contacts.write',
  'crm.objects.contacts.sensitive.read', 'crm.objects.contacts.sensitive.write', 'crm.objects.companies.read',
  'crm.objects.companies.write', 'crm.objects.companies.sensitive.read', 'crm.objects.companies.sensitive.write',
  'crm.objects.deals.read', 'crm.objects.deals.write', 'crm.objects.deals.sensitive.read',
  'crm.objects.deals.sensitive.write', 'crm.objects.tickets.read', 'crm.objects.tickets.write',
  'crm.objects.tickets.sensitive.read', 'crm.objects.tickets.sensitive.write', 'crm.objects.custom.read',
  'crm.objects.custom.write', 'crm.objects.custom.sensitive.read', 'crm.objects.custom.sensitive.write',
  'crm.schemas.contacts.read', 'crm.schemas.contacts.write', 'crm.schemas.companies.read',
  'crm.schemas.companies.write', 'crm.schemas.deals.read', 'crm.schemas.deals.write', 'crm.schemas.tickets.read',
  'crm.schemas.tickets.write', 'millrace.admin'
];
