import { EVENT_TYPES } from '@millrace/core/criteria';
import { checkValue } from '@millrace/core/crm';
import { quote } from '@millrace/core/problem';
import { type RecordRef, recordKey } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import { recordIdOf } from '../enrollments/index.ts';
import type { Unit } from '../history/index.ts';
import { type ApiError, invalid, notFound } from '../platform/index.ts';
import { readNamed } from '../records/index.ts';
import { happen } from './assumed.ts';
import { makeUp, requireLists } from './made-up.ts';
import type { SimulateBody } from './request.ts';
import type { SimulatedAnswers } from './simulated-answers.ts';
import type { SimulatedState } from './state.ts';

/** The record that is simulated: one that is there, also when it was deleted, or one that is made up. 404 for one that never was. */
export async function simulatedRecord(
  unit: Unit,
  state: SimulatedState,
  objectTypeId: string,
  { objectId, idProperty, record }: SimulateBody,
  at: EpochMillis,
): Promise<RecordRef> {
  if (record) return makeUp(unit, state, objectTypeId, record, at);
  const id = await recordIdOf(unit, objectTypeId, { objectId: objectId!, idProperty });
  const ref = { objectTypeId, id };
  const image = (await readNamed(unit.tx, unit.account.id, [ref])).get(recordKey(ref));
  if (image) return { objectTypeId, id: image.id };
  const name = unit.schema.objectType(objectTypeId)?.name ?? 'record';
  throw notFound(`There is no ${name} with the id ${quote(id)}.`, { objectId: [id] });
}

/** Lets happen what is to let the record in: an event, a changed property, a list joined. */
export async function triggered(
  { event, joinedList }: Pick<SimulateBody, 'event' | 'joinedList'>,
  ref: RecordRef,
  state: SimulatedState,
  answers: SimulatedAnswers,
): Promise<void> {
  if (joinedList !== undefined) {
    await requireLists(answers.unit, ref.objectTypeId, [{ path: 'joinedList', id: joinedList }]);
    state.setMembership(ref, joinedList, true, answers.now);
  }
  if (!event || event.eventTypeId === EVENT_TYPES.OBJECT_CREATED) return;
  const occurrence = { at: answers.now, path: 'event', ref };
  const { eventTypeId, properties } = event;
  if (eventTypeId !== EVENT_TYPES.PROPERTY_CHANGED) {
    await happen({ ...occurrence, kind: 'event', eventTypeId, properties }, state, answers);
    return;
  }
  const name = properties['hs_name'];
  if (name === undefined || name === '') throw noProperty();
  const definition = answers.unit.schema.properties(ref.objectTypeId).get(name);
  if (!definition) throw unknownProperty(name, ref.objectTypeId);
  const value = properties['hs_value'] ?? null;
  const checked = checkValue(definition, value);
  await happen(
    { ...occurrence, kind: 'change', values: { [name]: checked.ok ? checked.value : value } },
    state,
    answers,
  );
}

/** A change of nothing never happens: it would let a record in that nothing ever lets in. */
function noProperty(): ApiError {
  const path = 'event.properties.hs_name';
  const message = `${path} is required: the property that changed, such as "lifecyclestage".`;
  return invalid([{ path, code: 'REQUIRED', message }]);
}

function unknownProperty(name: string, objectTypeId: string): ApiError {
  const path = 'event.properties.hs_name';
  const message = `${path} ${quote(name)} is no property of object type ${objectTypeId}.`;
  return invalid([{ path, code: 'UNKNOWN_PROPERTY', message }]);
}
