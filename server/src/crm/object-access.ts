import { type Caller, missingScopes, requireScopes } from '../platform/index.ts';
import { unknownObjectType } from './errors.ts';
import type { CrmSchema, ObjectType } from './schema.ts';

export type Access = 'read' | 'write';

/** The family of scopes that opens an object type; activities and commerce follow the records they hang on. */
export function scopeFamily(type: Pick<ObjectType, 'id' | 'custom'>): string {
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

/** The object type that a path names, if the caller may read or write its records. 400, or 403. */
export function openObjectType(schema: CrmSchema, caller: Caller, name: string, access: Access): ObjectType {
  const type = schema.objectType(name);
  if (!type) throw unknownObjectType(name);
  requireScopes(caller, [`crm.objects.${scopeFamily(type)}.${access}`]);
  return type;
}

/** The two object types that a path names, in its direction. */
export function openDirection(
  schema: CrmSchema,
  caller: Caller,
  [from, to]: readonly [from: string, to: string],
  access: Access,
): { readonly from: ObjectType; readonly to: ObjectType } {
  return {
    from: openObjectType(schema, caller, from, access),
    to: openObjectType(schema, caller, to, access),
  };
}

/** The object type that a path names, if the caller may see or change its definition; reading records implies seeing. */
export function openObjectSchema(
  schema: CrmSchema,
  caller: Caller,
  name: string,
  access: Access,
): ObjectType {
  const type = schema.objectType(name);
  if (!type) throw unknownObjectType(name);
  const family = scopeFamily(type);
  const wanted = `crm.schemas.${family}.${access}`;
  const also = [wanted, ...(access === 'read' ? [`crm.objects.${family}.read`, 'automation'] : [])];
  if (!also.some((scope) => caller.scopes.has(scope))) throw missingScopes([wanted]);
  return type;
}
