const OBJECTS = ['contacts', 'companies', 'deals', 'tickets', 'custom'] as const;

/** Every scope that this server asks for anywhere; a bootstrap token holds them all. */
export const ALL_SCOPES: readonly string[] = [
  'oauth',
  'automation',
  'content',
  'forms',
  'marketing-email',
  'transactional-email',
  'crm.lists.read',
  'crm.lists.write',
  'crm.objects.owners.read',
  'settings.users.read',
  'settings.users.write',
  'settings.users.teams.read',
  'crm.schemas.custom.read',
  'crm.schemas.custom.write',
  'analytics.behavioral_events.send',
  'behavioral_events.event_definitions.read_write',
  'communication_preferences.read_write',
  ...OBJECTS.flatMap((object) => [`crm.objects.${object}.read`, `crm.objects.${object}.write`]),
  ...OBJECTS.flatMap((object) => [
    `crm.objects.${object}.sensitive.read`,
    `crm.objects.${object}.sensitive.write`,
  ]),
  ...OBJECTS.filter((object) => object !== 'custom').flatMap((object) => [
    `crm.schemas.${object}.read`,
    `crm.schemas.${object}.write`,
  ]),
  'millrace.admin',
];
