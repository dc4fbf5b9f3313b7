import { type AssociationType, checkProperties, type ObjectType, withDerived } from '../../../crm/index.ts';
import { quote } from '../../../problem/index.ts';
import type { PropertyDefinition } from '../../../property/index.ts';
import type { RecordImage, RecordRef } from '../../../record/index.ts';
import type { SingleConnectionAction, Value } from '../../definition/index.ts';
import { type Ask, type Outcome, type RunContext, type Write, writable } from '../../engine/index.ts';
import { resolveValue } from '../../values/index.ts';
import { type ActionProblem, type CompileContext, internal, misconfigured } from '../action-type.ts';
import { association, propertyName, value } from '../fields.ts';
import { associationFrom, unknownAssociation } from '../parts/association.ts';
import { foreseenOf, writtenOut } from '../parts/foreseen-values.ts';

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
  property_name: propertyName('Property'),
  value: value('Value'),
  association: association('Of associated records'),
};

export const setProperty = internal({
  id: '0-5',
  name: 'Set property',
  says: 'Sets a property of the enrolled record, or of every record associated with it by `association`. The empty text clears it.',
  group: 'CRM',
  reasons: { UNIQUE_VALUE_TAKEN: 'Another record has the value, and the property is unique.' },
  fields,
  compile: ({ property_name, value, association }, action: SingleConnectionAction, context) => {
    const via = association && associationFrom(context.schema, association, context.objectTypeId);
    if (association && !via)
      return misconfigured([unknownAssociation(association, context.objectTypeId, 'fields.association')]);
    const type = context.schema.objectType(via?.toObjectTypeId ?? context.objectTypeId);
    const definition = type && context.schema.properties(type.id).get(property_name);
    if (!type || !definition) return misconfigured([unknownProperty(property_name, type?.name ?? 'record')]);
    const setting = { property_name, value, type, context };
    return (run) => {
      const targets = via ? associatedRecords(run, via) : ownRecord(run);
      if (targets.kind !== 'ready') return targets;
      return setOn(targets.images, setting, run, action);
    };
  },
  foresee: ({ property_name: name, value, association }, _, context) => {
    const via = association && associationFrom(context.schema, association, context.objectTypeId);
    const type = context.schema.objectType(via?.toObjectTypeId ?? context.objectTypeId)!;
    const property = context.schema.properties(type.id).get(name)!;
    return [...foreseenText(value, type, property, context), ...foreseenOf(value, property, VALUE, context)];
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
      shows: 'A value that the property cannot have fails the step, and the record goes on.',
      action: {
        fields: { property_name: 'email', value: { type: 'STATIC_VALUE', staticValue: 'nobody' } },
      },
      outcome: { outcome: 'FAILED', reason: 'INVALID_EMAIL', next: '2', changes: [] },
    },
  ],
});

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
  return checked.problems.map(({ code, message }) => {
    const path = code === 'READ_ONLY_VALUE' ? 'fields.property_name' : `${VALUE}.staticValue`;
    return { path, code, message: `${path}: ${message}.` };
  });
}

interface Setting {
  readonly property_name: string;
  readonly value: Value;
  readonly type: ObjectType;
  readonly context: CompileContext;
}

type Targets =
  | { readonly kind: 'ready'; readonly images: readonly RecordImage[] }
  | Extract<Outcome, { kind: 'needs' }>;

function ownRecord(run: RunContext): Targets {
  return recordsToWrite(run, [run.record]);
}

function associatedRecords(run: RunContext, via: AssociationType): Targets {
  const ids = run.workspace.world.associated(run.record, via);
  if (!ids)
    return {
      kind: 'needs',
      asks: [
        { kind: 'associated', from: run.record, association: { category: via.category, typeId: via.typeId } },
      ],
    };
  return recordsToWrite(
    run,
    ids.map((id) => ({ objectTypeId: via.toObjectTypeId, id })),
  );
}

function recordsToWrite(run: RunContext, refs: readonly RecordRef[]): Targets {
  const asks: Ask[] = [];
  const images: RecordImage[] = [];
  for (const ref of refs) {
    const found = writable(run.workspace, ref);
    if (found.kind === 'needs') asks.push(...found.asks);
    else if (found.kind === 'ready') images.push(found.image);
  }
  return asks.length > 0 ? { kind: 'needs', asks } : { kind: 'ready', images };
}

function setOn(
  images: readonly RecordImage[],
  setting: Setting,
  run: RunContext,
  action: SingleConnectionAction,
): Outcome {
  const { property_name, value, type, context } = setting;
  const property = context.schema.properties(type.id).get(property_name)!;
  const writes: Write[] = [];
  for (const image of images) {
    const resolved = resolveValue(value, run, context.timeZone, {
      property,
      current: image.properties[property_name] ?? null,
    });
    if (resolved.kind !== 'value') return resolved;
    const checked = checkProperties(
      context.schema,
      type,
      { ...pipelineOf(type, image), [property_name]: resolved.value },
      'update',
    );
    if (!checked.ok)
      return { kind: 'failed', reason: checked.problems[0]!.code, message: checked.problems[0]!.message };
    const taken = uniqueTaken(setting, image, checked.value[property_name] ?? null, run);
    if (taken) return taken;
    writes.push({
      kind: 'setProperties',
      ref: image,
      values: withDerived(
        context.schema,
        type,
        image.properties,
        { [property_name]: checked.value[property_name] ?? null },
        run.now,
      ),
    });
  }
  const first = writes[0]?.kind === 'setProperties' ? writes[0].values[property_name] : null;
  return {
    kind: 'done',
    connection: action.connection,
    writes,
    detail: { property: property_name, value: first, records: images.length },
  };
}

/** A stage is checked against the pipeline that the record is in. */
function pipelineOf(type: ObjectType, image: RecordImage): Record<string, string> {
  const name = type.pipeline?.pipelineProperty;
  const pipeline = name === undefined ? undefined : image.properties[name];
  return name !== undefined && pipeline !== undefined ? { [name]: pipeline } : {};
}

function uniqueTaken(
  setting: Setting,
  image: RecordImage,
  value: string | null,
  run: RunContext,
): Outcome | null {
  const { property_name: property, type, context } = setting;
  if (
    value === null ||
    image.properties[property] === value ||
    !context.schema.uniqueProperties(type.id).includes(property)
  )
    return null;
  const ask = { kind: 'uniqueValue', objectTypeId: type.id, property, value } as const;
  const holder = run.workspace.answer(ask);
  if (holder === undefined) return { kind: 'needs', asks: [ask] };
  if (holder === null || holder === image.id) return null;
  return {
    kind: 'failed',
    reason: 'UNIQUE_VALUE_TAKEN',
    message: `${quote(value)} is the ${property} of record ${holder} already.`,
  };
}

function unknownProperty(name: string, typeName: string) {
  return {
    path: 'fields.property_name',
    code: 'PROPERTY_DOESNT_EXIST',
    message: `fields.property_name ${quote(name)} is not a property of a ${typeName}.`,
  };
}
