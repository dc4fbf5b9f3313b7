const OBJECTS = ['contacts', 'companies', 'deals', 'tickets', 'custom'] as const;
const ACCESSES = ['read', 'write'] as const;

/** Every scope that this server asks for anywhere; a bootstrap token holds them all. */
export const ALL_SCOPES: readonly string[] = [
  'oauth',
  'automation',
  'content',
  'developers-read',
  'developers-write',
  'forms',
  'marketing-email',
  'transactional-email',
  'crm.lists.read',
  'crm.lists.write',
  'crm.objects.owners.read',
  'crm.schemas.custom.read',
  'crm.schemas.custom.write',
  'analytics.behavioral_events.send',
  'behavioral_events.event_definitions.read_write',
  'communication_preferences.read_write',
  'settings.users.read',
  'settings.users.write',
  'settings.users.teams.read',
  ...OBJECTS.flatMap((object) => ACCESSES.map((access) => `crm.objects.${object}.${access}`)),
  ...OBJECTS.flatMap((object) => ACCESSES.map((access) => `crm.objects.${object}.sensitive.${access}`)),
  ...OBJECTS.flatMap((object) =>
    ACCESSES.map((access) => `crm.objects.${object}.highly_sensitive.${access}`),
  ),
  ...OBJECTS.filter((object) => object !== 'custom').flatMap((object) =>
    ACCESSES.map((access) => `crm.schemas.${object}.${access}`),
  ),
  'millrace.admin',
];

/** Said instead of a list of scopes: all that there are, those of later versions too. */
export const EVERY_SCOPE = 'all';

/** The scope is one that a token may have; the original's other names count as the scopes that they mean. */
export function isKnownScope(scope: string): boolean {
  return scope === EVERY_SCOPE || meantBy(scope).every((meant) => ALL_SCOPES.includes(meant));
}

/** The scopes that a token with these scopes holds, in the names that routes ask for. */
export function heldScopes(scopes: readonly string[]): ReadonlySet<string> {
  return new Set(scopes.flatMap((scope) => (scope === EVERY_SCOPE ? ALL_SCOPES : meantBy(scope))));
}

/** `crm.objects.contacts.sensitive.read.v2` is the newer name of a scope, `tickets.sensitive` one for reading and writing. */
function meantBy(scope: string): readonly string[] {
  const both = /^tickets\.((?:highly_)?sensitive)$/.exec(scope);
  if (both) return ACCESSES.map((access) => `crm.objects.tickets.${both[1]}.${access}`);
  return [scope.replace(/(sensitive\.(?:read|write))\.v2$/, '$1')];
}
