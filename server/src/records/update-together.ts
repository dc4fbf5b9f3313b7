import type { ObjectType } from '@millrace/core/crm';
import { type RecordImage, recordKey } from '@millrace/core/record';
import { type Store, together, type Unit } from '../history/index.ts';
import type { Caller } from '../platform/index.ts';
import { only } from '../schema/index.ts';
import { openOrNot, type WrittenRecord } from './create-together.ts';
import { ENGAGEMENT_TYPES } from './engagements/engagement-types.ts';
import { recordNotFoundBy } from './errors.ts';
import { lockFound } from './find-records.ts';
import { openForWrite } from './open-records.ts';
import { causeOf, writeRecords } from './unit.ts';
import { changeRecords, type RecordUpdate, updateRecords } from './update-records.ts';

/** A request for a change of a record of an object type, as a path names that; found by its id, or by a unique property. */
interface Order {
  readonly caller: Caller;
  readonly objectType: string;
  readonly input: RecordUpdate;
  readonly idProperty: string | undefined;
}

/** Changes single records; those of one type that are asked for at a time in one transaction. */
export function recordUpdater(store: Store): (order: Order) => Promise<WrittenRecord> {
  const update = together<Order, WrittenRecord>(store, {
    alone: ({ caller, objectType, input, idProperty }) =>
      writeRecords(store, caller, async (unit) => {
        const { type, hidden } = openForWrite(unit.schema, caller, objectType, [input], idProperty);
        const [outcome] = await updateRecords(unit, type, [input], idProperty);
        if (outcome?.ok === false && outcome.error.status === 404)
          throw recordNotFoundBy(type, input.id, idProperty);
        return { image: only(outcome ? [outcome] : []), hidden };
      }),
    together: updateTogether,
  });
  return (order) => update(order.caller.accountId, `${order.objectType}?${order.idProperty ?? ''}`, order);
}

/** They are names of a contact, too (`namesIn`). */
const FURTHER_ADDRESSES = 'hs_additional_emails';

/** All are of one type, and found by one property. */
async function updateTogether(unit: Unit, orders: readonly Order[]): Promise<(WrittenRecord | undefined)[]> {
  const opened = orders.map(({ caller, objectType, input, idProperty }) =>
    openOrNot(() => openForWrite(unit.schema, caller, objectType, [input], idProperty)),
  );
  const chosen = orders.flatMap((order, index) => {
    const open = opened[index];
    return open ? [{ order, index, ...open }] : [];
  });
  const results = orders.map((): WrittenRecord | undefined => undefined);
  const [first] = chosen;
  if (!first) return results;
  const { type } = first;
  const crm = { ...unit, cause: causeOf(unit, first.order.caller), caller: null };
  const ids = chosen.map(({ order }) => order.input.id);
  const images = await lockFound(crm, type, ids, first.order.idProperty, 'skip');
  const independent = independentOf(unit, type);
  const ready = chosen.flatMap((each, number) => {
    const image = images[number];
    return image && independent(image, each.order.input) ? [{ ...each, image }] : [];
  });
  const outcomes = await changeRecords(
    crm,
    type,
    ready.map(({ order }) => ({ ...order.input, cause: causeOf(unit, order.caller) })),
    ready.map(({ image }) => image),
  );
  outcomes.forEach((outcome, number) => {
    const { index, hidden } = ready[number]!;
    if (outcome.ok) results[index] = { image: outcome.value, hidden };
  });
  return results;
}

/**
 * Whether a change of a record can be written beside those before it. One of a record that has been written to can, too, unless something
 * follows from either once all are written: from a new address what is known of it, from an activity events of those around it.
 */
function independentOf({ schema }: Unit, { id: typeId }: ObjectType) {
  const unique = schema.uniqueProperties(typeId);
  const isActivity = ENGAGEMENT_TYPES.some(({ objectTypeId }) => objectTypeId === typeId);
  const written = new Map<string, 'plain' | 'named'>();
  return (image: RecordImage, { properties }: RecordUpdate): boolean => {
    const key = recordKey(image);
    const earlier = written.get(key);
    const names =
      isActivity || [...unique, FURTHER_ADDRESSES].some((name) => Object.hasOwn(properties, name));
    if (earlier !== undefined && (names || earlier === 'named')) return false;
    written.set(key, names ? 'named' : 'plain');
    return true;
  };
}
