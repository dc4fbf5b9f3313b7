import { type AssociationType, checkProperties, type ObjectType } from '../../../crm/index.ts';
import type { PropertyDefinition } from '../../../property/index.ts';
import type { RecordImage } from '../../../record/index.ts';
import type { SingleConnectionAction, Value } from '../../definition/index.ts';
import type { Outcome, RunContext, Write } from '../../engine/index.ts';
import { readsRecordAlone, resolveValue } from '../../values/index.ts';
import { type ActionProblem, type CompileContext, internal, misconfigured } from '../action-type.ts';
import { association, type Given, optional, propertyName, said, text, value } from '../fields.ts';
import { associationFrom, unknownAssociation } from '../parts/association.ts';
import { atMember, foreseenOf, writtenOut } from '../parts/foreseen-values.ts';
import { notATarget, readTarget, targetRecord, typeOfTarget } from '../parts/target-record.ts';
import { recordsToWrite, type Targets, unknownProperty, writeOf } from '../parts/written-property.ts';
import { saySetProperty } from './set-property.say.ts';

const CONTACT_101 = { objectTypeId: '0-1', id: '101' };
const COMPANY_201 = { objectTypeId: '0-2', id: '201' };
const TO_COMPANY = { category: 'HUBSPOT_DEFINED', typeId: 279 } as const;
const companyWithoutCity: RecordImage = {
  ...COMPANY_201,
  properties: { name: 'Acme' },
  createdAt: 0,
  updatedAt: 0,
  archivedAt: null,
  createdByFlow: null,
};

const fields = {
  property_name: said(propertyName('Property'), 'The property to set.', {
    of: ['association', 'targetObject'],
  }),
  value: said(
    value('Value'),
    'Fixed, of another property, or what an earlier action gave; an empty text clears the property.',
    { of: ['property_name'] },
  ),
  association: said(
    association('Of associated records'),
    'Empty: of the enrolled record. Otherwise of every record associated with it so.',
  ),
  targetObject: said(
    optional(text('Of one record')),
    'A token that names the record that a data source finds.',
  ),
};

export const setProperty = internal({
  id: '0-5',
  say: saySetProperty,
  name: 'Set property',
  says: 'Sets a property of the enrolled record, of every record associated with it by `association`, or of the one that `targetObject` names: `{{ fetched_objects.fetched_object_1 }}`. The empty text clears it.',
  summary: 'Sets, changes or clears a property.',
  icon: 'pencil',
  group: 'CRM',
  reasons: { UNIQUE_VALUE_TAKEN: 'Another record has the value, and the property is unique.' },
  fields,
  compile: (given, action: SingleConnectionAction, context) => {
    const bearer = bearerOf(given, context);
    if ('problems' in bearer) return misconfigured(bearer.problems);
    const { type } = bearer;
    const { property_name, value } = given;
    if (!type || !context.schema.properties(type.id).has(property_name))
      return misconfigured([unknownProperty('fields.property_name', property_name, type, context)]);
    const setting = { property_name, value, type, context };
    return (run) => {
      const targets = bearer.records(run);
      return targets.kind === 'ready' ? setOn(targets.images, setting, run, action) : targets;
    };
  },
  // A unique value is one that no other record may have.
  staysWithRecord: ({ property_name, value, association, targetObject }, _, { schema, objectTypeId }) =>
    association === undefined &&
    (targetObject === undefined || readTarget(targetObject)?.kind === 'enrolled') &&
    !schema.uniqueProperties(objectTypeId).includes(property_name) &&
    readsRecordAlone(value),
  foresee: (given, _, context) => {
    const bearer = bearerOf(given, context);
    const type = 'problems' in bearer ? undefined : bearer.type;
    const property = type && context.schema.properties(type.id).get(given.property_name);
    if (!type || !property) return [];
    return [
      ...foreseenText(given.value, type, property, context),
      ...foreseenOf(given.value, property, VALUE, context),
    ];
  },
  examples: [
    {
      shows: 'A value that is written out.',
      action: {
        fields: {
          property_name: 'lifecyclestage',
          value: { type: 'STATIC_VALUE', staticValue: 'customer' },
        },
      },
      properties: { lifecyclestage: 'lead' },
      outcome: {
        outcome: 'SUCCEEDED',
        next: '2',
        detail: { property: 'lifecyclestage', value: 'customer', records: 1 },
      },
    },
    {
      shows: 'A property of the associated companies, taken from the enrolled contact.',
      action: {
        fields: {
          property_name: 'city',
          value: { type: 'OBJECT_PROPERTY', propertyName: 'city' },
          association: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 279 },
        },
      },
      properties: { city: 'Ulm' },
      known: [
        {
          ask: { kind: 'associated', from: CONTACT_101, association: TO_COMPANY },
          answer: ['201'],
        },
        {
          ask: { kind: 'record', ref: COMPANY_201, toWrite: true },
          answer: { hold: 'write', image: companyWithoutCity },
        },
      ],
      outcome: {
        outcome: 'SUCCEEDED',
        changes: [{ record: '0-2/201', kind: 'updated', after: { city: 'Ulm' } }],
      },
    },
    {
      shows: 'An address that another contact has.',
      action: {
        fields: {
          property_name: 'email',
          value: { type: 'STATIC_VALUE', staticValue: 'ada@example.test' },
        },
      },
      known: [
        {
          ask: { kind: 'uniqueValue', objectTypeId: '0-1', property: 'email', value: 'ada@example.test' },
          answer: '5',
        },
      ],
      outcome: { outcome: 'FAILED', reason: 'UNIQUE_VALUE_TAKEN', next: '2', changes: [] },
    },
    {
      shows: 'An association type by a text that spells no number; one that spells a number is taken.',
      action: {
        fields: {
          property_name: 'city',
          value: { type: 'STATIC_VALUE', staticValue: 'Ulm' },
          association: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 'Primary' },
        },
      },
      outcome: {
        outcome: 'FAILED',
        reason: 'INVALID_CONFIGURATION',
        next: '2',
        detail: { message: 'fields.association.associationTypeId must be a number, not "Primary".' },
      },
    },
    {
      shows: 'A value that the property cannot have fails the step, and the record goes on.',
      action: {
        fields: { property_name: 'email', value: { type: 'STATIC_VALUE', staticValue: 'nobody' } },
      },
      outcome: { outcome: 'FAILED', reason: 'INVALID_EMAIL', next: '2', changes: [] },
    },
  ],
});

/** Whose property is set. */
type Bearer =
  | {
      readonly type: ObjectType | undefined;
      readonly records: (run: RunContext) => Targets | Extract<Outcome, { kind: 'failed' }>;
    }
  | { readonly problems: readonly ActionProblem[] };

/** The enrolled record, the one that a data source picks, or all that are associated in one way. */
function bearerOf({ association, targetObject }: Given<typeof fields>, context: CompileContext): Bearer {
  const { schema, objectTypeId } = context;
  if (association) {
    const via = associationFrom(schema, association, objectTypeId);
    if (!via) return { problems: [unknownAssociation(association, objectTypeId, 'fields.association')] };
    return { type: schema.objectType(via.toObjectTypeId), records: (run) => associatedRecords(run, via) };
  }
  const target = targetObject === undefined ? ({ kind: 'enrolled' } as const) : readTarget(targetObject);
  const typeId = target && typeOfTarget(target, context);
  if (!target || typeId === undefined) return { problems: [notATarget('fields.targetObject', targetObject)] };
  return {
    type: schema.objectType(typeId),
    records(run) {
      const fetched = targetRecord(target, run);
      return fetched.kind === 'found' ? recordsToWrite(run, [fetched.image]) : fetched;
    },
  };
}

const VALUE = 'fields.value';

/** Literal text is checked as when it is stored. */
function foreseenText(
  value: Value,
  type: ObjectType,
  { name }: PropertyDefinition,
  { schema }: CompileContext,
): ActionProblem[] {
  const text = writtenOut(value);
  if (text === undefined) return [];
  const checked = checkProperties(schema, type, { [name]: text === '' ? null : text }, 'update');
  if (checked.ok) return [];
  return checked.problems.map((problem) =>
    atMember(problem.code === 'READ_ONLY_VALUE' ? 'fields.property_name' : `${VALUE}.staticValue`, problem),
  );
}

interface Setting {
  readonly property_name: string;
  readonly value: Value;
  readonly type: ObjectType;
  readonly context: CompileContext;
}

function associatedRecords(run: RunContext, via: AssociationType): Targets {
  const association = { category: via.category, typeId: via.typeId };
  const ids = run.workspace.world.associated(run.record, association);
  if (!ids) return { kind: 'needs', asks: [{ kind: 'associated', from: run.record, association }] };
  return recordsToWrite(
    run,
    ids.map((id) => ({ objectTypeId: via.toObjectTypeId, id })),
  );
}

function setOn(
  images: readonly RecordImage[],
  { property_name: name, value, type, context }: Setting,
  run: RunContext,
  action: SingleConnectionAction,
): Outcome {
  const property = context.schema.properties(type.id).get(name)!;
  const writes: Write[] = [];
  let first: string | null = null;
  for (const image of images) {
    const target = { property, current: image.properties[name] ?? null };
    const resolved = resolveValue(value, run, context.timeZone, target);
    if (resolved.kind !== 'value') return resolved;
    const written = writeOf({ type, name }, resolved.value, image, run, context);
    if (written.kind !== 'write') return written;
    if (writes.length === 0) first = written.value;
    writes.push(written.write);
  }
  return {
    kind: 'done',
    connection: action.connection,
    writes,
    detail: { property: name, value: first, records: images.length },
  };
}
