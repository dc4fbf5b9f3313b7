import type { ObjectType } from './object-type.ts';

export type Access = 'read' | 'write';

/** What the scopes of an object type depend on. */
export type TypeOfScopes = Pick<ObjectType, 'id' | 'custom'>;

/** The family of scopes that opens an object type; activities and commerce follow the records they hang on. */
export function scopeFamily(type: TypeOfScopes): string {
  if (type.custom) return 'custom';
  switch (type.id) {
    case '0-2':
      return 'companies';
    case '0-3':
    case '0-7':
    case '0-8':
    case '0-14':
      return 'deals';
    case '0-5':
      return 'tickets';
    default:
      return 'contacts';
  }
}

/** The scope that opens records of a type. */
export function recordScope(type: TypeOfScopes, access: Access): string {
  return `crm.objects.${scopeFamily(type)}.${access}`;
}

/** Of these scopes each opens records of some type. */
export const ANY_RECORDS_SCOPES = [
  'crm.objects.contacts.read',
  'crm.objects.companies.read',
  'crm.objects.deals.read',
  'crm.objects.tickets.read',
  'crm.objects.custom.read',
] as const;

/** The scopes of which each opens the definition of a type, its own first: reading its records, or automating, implies seeing it. */
export function definitionScopes(type: TypeOfScopes, access: Access): readonly [string, ...string[]] {
  const family = scopeFamily(type);
  const own = `crm.schemas.${family}.${access}`;
  return access === 'read' ? [own, `crm.objects.${family}.read`, 'automation'] : [own];
}
