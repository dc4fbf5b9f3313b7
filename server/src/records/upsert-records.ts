import { type ObjectType, UniqueValueTaken } from '@millrace/core/crm';
import type { RecordImage } from '@millrace/core/record';
import { failed, type InputResult } from '../schema/index.ts';
import { createRecords } from './create-records.ts';
import { recordNotFound } from './errors.ts';
import { findRecords, lockFound } from './find-records.ts';
import type { CrmUnit } from './unit.ts';
import { changeRecords, type RecordUpdate } from './update-records.ts';

export interface Upserted {
  readonly image: RecordImage;
  readonly isNew: boolean;
}

/**
 * Changes the records that these inputs name by a unique property, and makes the missing ones.
 * Without `idProperty` an input names its record by id, and one that does not exist is an error.
 */
export async function upsertRecords(
  unit: CrmUnit,
  type: ObjectType,
  inputs: readonly RecordUpdate[],
  idProperty: string | undefined,
): Promise<InputResult<Upserted>[]> {
  const images = await lockFound(
    unit,
    type,
    inputs.map(({ id }) => id),
    idProperty,
  );
  const numbered = inputs.map((input, index) => ({ input, index, image: images[index] }));
  const there = numbered.filter(({ image }) => image !== undefined);
  const absent = numbered.filter(({ image }) => image === undefined);
  const outcomes = new Array<InputResult<Upserted>>(inputs.length);
  const changed = await changeRecords(
    unit,
    type,
    there.map(({ input }) => input),
    there.map(({ image }) => image),
  );
  there.forEach(({ index }, number) => {
    outcomes[index] = withNewness(changed[number]!, false);
  });
  const made = await makeAbsent(
    unit,
    type,
    absent.map(({ input }) => input),
    idProperty,
  );
  absent.forEach(({ index }, number) => {
    outcomes[index] = withNewness(made[number]!, true);
  });
  return outcomes;
}

async function makeAbsent(
  unit: CrmUnit,
  type: ObjectType,
  inputs: readonly RecordUpdate[],
  idProperty: string | undefined,
): Promise<InputResult<RecordImage>[]> {
  if (idProperty === undefined || idProperty === 'hs_object_id') {
    return inputs.map((input) => failed(recordNotFound(type, input.id)));
  }
  // The id is the value of the property, unless the properties say another.
  const outcomes = await createRecords(
    unit,
    type,
    inputs.map(({ id, properties }) => ({ properties: { [idProperty]: id, ...properties } })),
  );
  if (outcomes.some((outcome) => !outcome.ok && outcome.error.status === 409)) {
    await beginAgainIfLost(unit, type, inputs, idProperty);
  }
  return outcomes;
}

/** Another may have made the record since we looked for it: then it is there to be changed. */
async function beginAgainIfLost(
  unit: CrmUnit,
  type: ObjectType,
  inputs: readonly RecordUpdate[],
  idProperty: string,
): Promise<void> {
  const place = { db: unit.tx, accountId: unit.account.id, schema: unit.schema, type };
  const ids = inputs.map(({ id }) => id);
  const images = await findRecords(place, ids, idProperty);
  images.forEach((image, index) => {
    if (image) throw new UniqueValueTaken(type.id, idProperty, ids[index] ?? '', image.id);
  });
}

function withNewness(outcome: InputResult<RecordImage>, isNew: boolean): InputResult<Upserted> {
  return outcome.ok ? { ok: true, value: { image: outcome.value, isNew } } : outcome;
}
