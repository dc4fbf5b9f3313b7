/**
 * The scopes of a caller decide here, and only here, which records and values it sees and writes. Records are opened by the scope
 * of their object type, values of sensitive properties by one more. Code that shows a value asks `hiddenProperties`; code that
 * lets a caller name a property (filter, sort, id, write) asks `requireProperties`: otherwise a search would tell what an answer
 * leaves out.
 */

import {
  type Access,
  ANY_RECORDS_SCOPES,
  CrmSchema,
  definitionScopes,
  type ObjectType,
  recordScope,
  scopeFamily,
  type TypeOfScopes,
} from '@millrace/core/crm';
import type { PropertyDefinition } from '@millrace/core/property';
import { type Caller, missingScopes, requireScopes } from '../platform/index.ts';
import { unknownObjectType } from './errors.ts';

export { type Access, recordScope, scopeFamily };

type Sensitivity = PropertyDefinition['dataSensitivity'];

/** A caller with none of these scopes reads no record of any type. */
export const READS_ANY_RECORDS = { anyScope: ANY_RECORDS_SCOPES } as const;

/** The scope that opens values of a sensitivity; none for values that are not sensitive. */
export function sensitiveScope(
  type: TypeOfScopes,
  sensitivity: Sensitivity,
  access: Access,
): string | undefined {
  switch (sensitivity) {
    case 'non_sensitive':
      return undefined;
    case 'sensitive':
    case 'highly_sensitive':
      return `crm.objects.${scopeFamily(type)}.${sensitivity}.${access}`;
  }
}

const STANDARD = new CrmSchema({
  objectTypes: [],
  properties: [],
  groups: [],
  associationTypes: [],
  pipelines: [],
});

/** What a name in a path stands for, as far as scopes go: whatever is not standard can only be custom. */
export function typeNamed(name: string): TypeOfScopes {
  return STANDARD.objectType(name) ?? { id: name, custom: true };
}

/** 403 unless the caller may read or write records of the type. */
export function requireRecords(caller: Caller, type: TypeOfScopes, access: Access): void {
  requireScopes(caller, [recordScope(type, access)]);
}

/** 403 unless the caller may know the ids of records of the type: a caller that may link them may. */
export function requireIds(caller: Caller, type: TypeOfScopes): void {
  if (!caller.scopes.has(recordScope(type, 'write'))) requireRecords(caller, type, 'read');
}

/** 403 unless the caller may see or change the definition of the type. */
export function requireDefinitions(caller: Caller, type: TypeOfScopes, access: Access): void {
  const any = definitionScopes(type, access);
  if (!any.some((scope) => caller.scopes.has(scope))) throw missingScopes(any.slice(0, 1));
}

/** The object type that a path names, if the caller may read or write its records. 400, or 403. */
export function openObjectType(schema: CrmSchema, caller: Caller, name: string, access: Access): ObjectType {
  const type = schema.objectType(name);
  if (!type) throw unknownObjectType(name);
  requireRecords(caller, type, access);
  return type;
}

/** The object type that a path names, if the caller may see or change its definition. */
export function openObjectSchema(
  schema: CrmSchema,
  caller: Caller,
  name: string,
  access: Access,
): ObjectType {
  const type = schema.objectType(name);
  if (!type) throw unknownObjectType(name);
  requireDefinitions(caller, type, access);
  return type;
}

const NONE: ReadonlySet<string> = new Set();

/** The properties of a type, archived ones too, of which the caller may not see the values. */
export function hiddenProperties(schema: CrmSchema, caller: Caller, type: ObjectType): ReadonlySet<string> {
  const sensitive = schema.sensitiveProperties(type.id);
  if (sensitive.size === 0) return NONE;
  const names = [...sensitive].flatMap(([name, sensitivity]) =>
    lacks(caller, sensitiveScope(type, sensitivity, 'read')) ? [name] : [],
  );
  return new Set(names);
}

/** 403 that names the scopes unless the caller may read, or write, the values of all these properties. */
export function requireProperties(
  schema: CrmSchema,
  caller: Caller,
  type: ObjectType,
  names: Iterable<string>,
  access: Access,
): void {
  const sensitive = schema.sensitiveProperties(type.id);
  if (sensitive.size === 0) return;
  const missing = new Set<string>();
  for (const name of names) {
    const scope = sensitiveScope(type, sensitive.get(name) ?? 'non_sensitive', access);
    if (scope !== undefined && lacks(caller, scope)) missing.add(scope);
  }
  if (missing.size > 0) throw missingScopes([...missing]);
}

function lacks(caller: Caller, scope: string | undefined): boolean {
  return scope !== undefined && !caller.scopes.has(scope);
}

/**
 * The object type that a path names, if the caller may define these properties: making or changing a sensitive one asks for the
 * scope that writes its values, or else its values were a change of the definition away.
 */
export function openForDefining(
  schema: CrmSchema,
  caller: Caller,
  name: string,
  properties: readonly { readonly name: string; readonly dataSensitivity?: Sensitivity | undefined }[],
): ObjectType {
  const type = openObjectSchema(schema, caller, name, 'write');
  requireProperties(
    schema,
    caller,
    type,
    properties.map((property) => property.name),
    'write',
  );
  const wanted = properties.flatMap(
    ({ dataSensitivity = 'non_sensitive' }) => sensitiveScope(type, dataSensitivity, 'write') ?? [],
  );
  requireScopes(caller, [...new Set(wanted)]);
  return type;
}
