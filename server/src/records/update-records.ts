import {
  type CrmSchema,
  checkProperties,
  type ObjectType,
  type PropertyValues,
  withDerived,
} from '@millrace/core/crm';
import type { RecordImage, WriteCause } from '@millrace/core/record';
import { done, failed, type InputResult } from '../schema/index.ts';
import { invalidProperties, recordNotFound } from './errors.ts';
import { lockFound } from './find-records.ts';
import { UniqueClaims } from './unique-claims.ts';
import type { CrmUnit } from './unit.ts';

export interface RecordUpdate {
  /** The record's id, or its value of the unique property `idProperty`. */
  readonly id: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Where it is not the unit's, as with orders of several callers in one unit. */
  readonly cause?: WriteCause;
}

interface RecordToUpdate {
  readonly image: RecordImage;
  readonly values: PropertyValues;
}

/** Changes records; an input that cannot be does not keep the others from being changed. */
export async function updateRecords(
  unit: CrmUnit,
  type: ObjectType,
  inputs: readonly RecordUpdate[],
  idProperty?: string,
): Promise<InputResult<RecordImage>[]> {
  const ids = inputs.map((input) => input.id);
  const images = await lockFound(unit, type, ids, idProperty);
  return changeRecords(unit, type, inputs, images);
}

/** Changes records that have been looked for, and locked. */
export async function changeRecords(
  unit: CrmUnit,
  type: ObjectType,
  inputs: readonly RecordUpdate[],
  images: readonly (RecordImage | undefined)[],
): Promise<InputResult<RecordImage>[]> {
  const { schema, world } = unit;
  const checked = inputs.map((input, index) => checkInput(schema, type, input, images[index]));
  const candidates = checked.flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
  const claims = await UniqueClaims.load(
    unit,
    type,
    candidates.map(({ values }) => values),
  );
  return checked.map((before, index): InputResult<RecordImage> => {
    if (!before.ok) return before;
    const input = inputs[index]!;
    const { cause = unit.cause } = input;
    // An earlier input may have written to the same record: this one is about what it is by now.
    const written = world.record(before.value.image);
    const outcome = written ? checkInput(schema, type, input, written) : before;
    if (!outcome.ok) return outcome;
    const { image, values } = outcome.value;
    const error = claims.take({ ownId: image.id, values });
    if (error) return failed(error);
    if (!written) world.load(image);
    world.setProperties(image, withDerived(schema, type, image.properties, values, cause.at), cause);
    return done(world.record(image)!);
  });
}

function checkInput(
  schema: CrmSchema,
  type: ObjectType,
  input: RecordUpdate,
  image: RecordImage | undefined,
): InputResult<RecordToUpdate> {
  const present = image && pipelineOf(type, image, input);
  const checked = checkProperties(schema, type, { ...present, ...input.properties }, 'update');
  if (!checked.ok) return failed(invalidProperties(type, checked.problems));
  if (!image || image.archivedAt !== null) return failed(recordNotFound(type, input.id));
  return done({ image, values: appended(schema, type, input, image, checked.value) });
}

/** A stage is checked against the pipeline that the record is in, unless the input names another. */
function pipelineOf(type: ObjectType, image: RecordImage, input: RecordUpdate): Record<string, string> {
  // Nothing is said of the stage: the record may be in a pipeline that has been archived since.
  if (!type.pipeline || input.properties[type.pipeline.stageProperty] === undefined) return {};
  const name = type.pipeline.pipelineProperty;
  const pipeline = image.properties[name];
  return pipeline === undefined ? {} : { [name]: pipeline };
}

/** A choice of several that is written with a leading ";" is added to what the record has, instead of replacing it. */
function appended(
  schema: CrmSchema,
  type: ObjectType,
  input: RecordUpdate,
  image: RecordImage,
  values: PropertyValues,
): PropertyValues {
  const all: Record<string, string | null> = { ...values };
  for (const [name, value] of Object.entries(values)) {
    const raw = input.properties[name];
    const present = image.properties[name];
    if (value === null || present === undefined || typeof raw !== 'string' || !raw.startsWith(';')) continue;
    if (schema.properties(type.id).get(name)?.fieldType !== 'checkbox') continue;
    all[name] = [...new Set([...present.split(';'), ...value.split(';')])].join(';');
  }
  return all;
}
