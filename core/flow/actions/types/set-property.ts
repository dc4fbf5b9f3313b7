import * as z from 'zod';
import { type AssociationType, checkProperties, type ObjectType, withDerived } from '../../../crm/index.ts';
import { quote } from '../../../problem/index.ts';
import type { PropertyDefinition } from '../../../property/index.ts';
import type { RecordImage, RecordRef } from '../../../record/index.ts';
import {
  associationSpecSchema,
  type SingleConnectionAction,
  type Value,
  valueSchema,
} from '../../definition/index.ts';
import { type Ask, type Outcome, type RunContext, type Write, writable } from '../../engine/index.ts';
import { resolveValue } from '../../values/index.ts';
import {
  type ActionProblem,
  type ActionType,
  type CompileContext,
  foreseeFields,
  misconfigured,
  withFields,
} from '../action-type.ts';
import { associationFrom, unknownAssociation } from '../parts/association.ts';
import { foreseenOf, writtenOut } from '../parts/foreseen-values.ts';

/** `association` may stand there empty, and then means the enrolled record. */
const association = z
  .union([associationSpecSchema, z.strictObject({}).transform(() => undefined)])
  .optional();

const fields = z.object({ property_name: z.string().min(1), value: valueSchema, association });

/**
 * `0-5` Set a property, of the enrolled record or of every record associated with it by `association`.
 * Fields: `property_name`, `value` (any value object; the empty text clears), `association`.
 */
export const setProperty: ActionType<SingleConnectionAction> = {
  id: '0-5',
  name: 'Set property',
  runsWhileOff: false,
  compile: (action, context) =>
    withFields(fields, action.fields, ({ property_name, value, association }) => {
      const via = association && associationFrom(context.schema, association, context.objectTypeId);
      if (association && !via)
        return misconfigured([unknownAssociation(association, context.objectTypeId, 'fields.association')]);
      const type = context.schema.objectType(via?.toObjectTypeId ?? context.objectTypeId);
      const definition = type && context.schema.properties(type.id).get(property_name);
      if (!type || !definition)
        return misconfigured([unknownProperty(property_name, type?.name ?? 'record')]);
      const setting = { property_name, value, type, context };
      return (run) => {
        const targets = via ? associatedRecords(run, via) : ownRecord(run);
        if (targets.kind !== 'ready') return targets;
        return setOn(targets.images, setting, run, action);
      };
    }),
  foresee: (action, context) =>
    foreseeFields(fields, action.fields, ({ property_name: name, value, association }) => {
      const via = association && associationFrom(context.schema, association, context.objectTypeId);
      const type = context.schema.objectType(via?.toObjectTypeId ?? context.objectTypeId)!;
      const property = context.schema.properties(type.id).get(name)!;
      return [
        ...foreseenText(value, type, property, context),
        ...foreseenOf(value, property, VALUE, context),
      ];
    }),
};

const VALUE = 'fields.value';

/** The text that is written out is checked as when it is written. */
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
