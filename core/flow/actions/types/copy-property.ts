import type { ObjectType } from '../../../crm/index.ts';
import { quote } from '../../../problem/index.ts';
import type { SingleConnectionAction } from '../../definition/index.ts';
import { associatedRecord, dayIn } from '../../values/index.ts';
import { type CompileContext, internal, misconfigured } from '../action-type.ts';
import { optional, propertyName, propertyOfOther, said, text } from '../fields.ts';
import { typesFit } from '../parts/foreseen-values.ts';
import { recordsToWrite, unknownProperty, writeOf } from '../parts/written-property.ts';
import { sayCopyProperty } from './copy-property.say.ts';

const fields = {
  source_property: said(
    propertyOfOther('Property to copy'),
    'A property of the associated record, or of this one.',
    { of: ['target_object'] },
  ),
  target_property: said(
    propertyName('Property to set'),
    'A property of the enrolled record, which gets the value.',
  ),
  target_object: said(
    optional(text('Object type of the associated record')),
    'Such as CONTACT or COMPANY: its primary record, else the one associated first. Empty: the enrolled record itself.',
  ),
};

const DEAL = { objectTypeId: '0-3', id: '101' };
const CONTACT_5 = { objectTypeId: '0-1', id: '5' };
const TO_CONTACT = { category: 'HUBSPOT_DEFINED', typeId: 3 } as const;
const owner = {
  source_property: 'hubspot_owner_id',
  target_property: 'hubspot_owner_id',
  target_object: 'CONTACT',
};

export const copyProperty = internal({
  id: '0-25',
  say: sayCopyProperty,
  name: 'Copy property',
  says:
    'Copies a property of an associated record of the type `target_object`, such as `CONTACT`, to the enrolled one: of the primary record, else ' +
    'of the one that was associated first. Without it, or with the type of the enrolled record, from the enrolled record itself. No value is copied, too: it clears.',
  summary: 'Copies a property of an associated record, or another of its own.',
  icon: 'copy',
  group: 'CRM',
  reasons: {
    ASSOCIATED_RECORD_MISSING: 'No record of the type is associated with the enrolled one.',
    UNIQUE_VALUE_TAKEN: 'Another record has the value, and the property is unique.',
  },
  fields,
  compile: (given, action: SingleConnectionAction, context) => {
    const { schema, objectTypeId, timeZone } = context;
    const type = schema.objectType(objectTypeId)!;
    const from = sourceType(given.target_object, context);
    if (!from) return misconfigured([unknownType(given.target_object)]);
    if (from.id !== objectTypeId && !schema.defaultAssociationType(objectTypeId, from.id))
      return misconfigured([notAssociated(given.target_object, objectTypeId)]);
    const source = schema.properties(from.id).get(given.source_property);
    if (!source)
      return misconfigured([unknownProperty('fields.source_property', given.source_property, from, context)]);
    const target = schema.properties(objectTypeId).get(given.target_property);
    if (!target)
      return misconfigured([unknownProperty('fields.target_property', given.target_property, type, context)]);
    return (run) => {
      const fetched =
        from.id === objectTypeId
          ? ({ kind: 'found', image: run.record } as const)
          : associatedRecord(from.id, run);
      if (fetched.kind !== 'found') return fetched;
      const own = recordsToWrite(run, [run.record]);
      if (own.kind !== 'ready') return own;
      const value = fetched.image.properties[source.name] ?? null;
      const fitting = value !== null && target.type === 'date' ? dayIn(value, timeZone) : value;
      const written = writeOf(
        { type, name: target.name },
        fitting,
        own.images[0] ?? run.record,
        run,
        context,
      );
      if (written.kind !== 'write') return written;
      return {
        kind: 'done',
        connection: action.connection,
        writes: own.images.length > 0 ? [written.write] : [],
        detail: { property: target.name, value: written.value, from: `${from.id}/${fetched.image.id}` },
      };
    };
  },
  foresee: (given, _, { schema, objectTypeId, ...context }) => {
    const from = sourceType(given.target_object, { schema, objectTypeId, ...context });
    const source = from && schema.properties(from.id).get(given.source_property);
    const target = schema.properties(objectTypeId).get(given.target_property);
    if (!source || !target) return [];
    return typesFit(
      source.type,
      `the property "${source.name}" of the type ${source.type}`,
      target,
      'fields.source_property',
    );
  },
  examples: [
    {
      shows: 'The owner of the contact, for a deal.',
      objectTypeId: '0-3',
      action: { fields: owner },
      known: [
        { ask: { kind: 'associated', from: DEAL, association: TO_CONTACT }, answer: ['5'] },
        {
          ask: { kind: 'record', ref: CONTACT_5, toWrite: false },
          answer: {
            hold: 'read',
            image: {
              ...CONTACT_5,
              properties: { hubspot_owner_id: '77' },
              createdAt: 0,
              updatedAt: 0,
              archivedAt: null,
              createdByFlow: null,
            },
          },
        },
      ],
      outcome: {
        outcome: 'SUCCEEDED',
        next: '2',
        detail: { property: 'hubspot_owner_id', value: '77', from: '0-1/5' },
        changes: [{ record: '0-3/101', kind: 'updated', after: { hubspot_owner_id: '77' } }],
      },
    },
    {
      shows: 'From a property of the enrolled record to another.',
      action: { fields: { source_property: 'city', target_property: 'state' } },
      properties: { city: 'Ulm' },
      outcome: { outcome: 'SUCCEEDED', detail: { property: 'state', value: 'Ulm', from: '0-1/101' } },
    },
    {
      shows: 'A deal without a contact.',
      objectTypeId: '0-3',
      action: { fields: owner },
      outcome: { outcome: 'FAILED', reason: 'ASSOCIATED_RECORD_MISSING', next: '2', changes: [] },
    },
    {
      shows: 'An address that another contact has.',
      action: { fields: { source_property: 'work_email', target_property: 'email' } },
      properties: { work_email: 'ada@example.test' },
      known: [
        {
          ask: { kind: 'uniqueValue', objectTypeId: '0-1', property: 'email', value: 'ada@example.test' },
          answer: '5',
        },
      ],
      outcome: { outcome: 'FAILED', reason: 'UNIQUE_VALUE_TAKEN', next: '2', changes: [] },
    },
    {
      shows: 'A type that there is not.',
      action: { fields: { ...owner, target_object: 'PLANET' } },
      outcome: { outcome: 'FAILED', reason: 'INVALID_CONFIGURATION', next: '2', changes: [] },
    },
  ],
});

function sourceType(
  named: string | undefined,
  { schema, objectTypeId }: CompileContext,
): ObjectType | undefined {
  return schema.objectType(named || objectTypeId);
}

function unknownType(named: string | undefined) {
  const path = 'fields.target_object';
  return {
    path,
    code: 'UNKNOWN_OBJECT_TYPE',
    message: `${path} ${quote(named)} is not an object type of this account.`,
  };
}

function notAssociated(named: string | undefined, objectTypeId: string) {
  const path = 'fields.target_object';
  const message = `${path} ${quote(named)} is not associated with the object type ${objectTypeId}.`;
  return { path, code: 'UNKNOWN_ASSOCIATION_TYPE', message };
}
