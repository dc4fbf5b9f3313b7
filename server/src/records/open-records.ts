import { type AssociationSpec, CATEGORIES, type CrmSchema, type ObjectType } from '@millrace/core/crm';
import type { Caller } from '../platform/index.ts';
import {
  type Access,
  hiddenProperties,
  openObjectType,
  requireProperties,
  requireRecords,
  typeNamed,
} from '../schema/index.ts';

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

/** The members of a record to be written: its properties by name, and the types of its new associations. */
interface Written {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly associations?: readonly {
    readonly types: readonly AssociationSpec[];
  }[];
}

/** An object type opened for a write, and what the answer leaves out. */
export interface OpenForWrite {
  readonly type: ObjectType;
  readonly hidden: ReadonlySet<string>;
}

/**
 * The object type that a path names, if the caller may write all this to its records: sensitive values, links to records of
 * other types, and the property that the records are found by. 400, or 403.
 */
export function openForWrite(
  schema: CrmSchema,
  caller: Caller,
  name: string,
  inputs: readonly Written[],
  idProperty?: string,
): OpenForWrite {
  const type = openObjectType(schema, caller, name, 'write');
  requireProperties(
    schema,
    caller,
    type,
    inputs.flatMap(({ properties }) => Object.keys(properties)),
    'write',
  );
  if (idProperty !== undefined) requireProperties(schema, caller, type, [idProperty], 'read');
  for (const { types } of inputs.flatMap(({ associations }) => associations ?? [])) {
    for (const { associationCategory, associationTypeId } of types) {
      for (const category of associationCategory ? [associationCategory] : CATEGORIES) {
        const target = schema.associationType(category, associationTypeId)?.toObjectTypeId;
        if (target !== undefined) requireRecords(caller, typeNamed(target), 'write');
      }
    }
  }
  return { type, hidden: hiddenProperties(schema, caller, type) };
}
