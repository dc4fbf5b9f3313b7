import type { RecordImage } from '@millrace/core/record';
import { type Store, together, type Unit } from '../history/index.ts';
import { ApiError, type Caller } from '../platform/index.ts';
import { only } from '../schema/index.ts';
import { createRecords, type NewRecordInput } from './create-records.ts';
import { type OpenForWrite, openForWrite } from './open-records.ts';
import { causeOf, writeRecords } from './unit.ts';

/** A request for a record of an object type, as a path names that. */
interface Order {
  readonly caller: Caller;
  readonly objectType: string;
  readonly input: NewRecordInput;
}

/** A record as it was written, and the properties that the caller may not see. */
export interface WrittenRecord {
  readonly image: RecordImage;
  readonly hidden: ReadonlySet<string>;
}

/** Makes single records; those of one type that are asked for at a time in one transaction. */
export function recordCreator(store: Store): (order: Order) => Promise<WrittenRecord> {
  const create = together<Order, WrittenRecord>(store, {
    alone: ({ caller, objectType, input }) =>
      writeRecords(store, caller, async (unit) => {
        const { type, hidden } = openForWrite(unit.schema, caller, objectType, [input]);
        return { image: only(await createRecords(unit, type, [input])), hidden };
      }),
    together: createTogether,
  });
  return (order) => create(order.caller.accountId, order.objectType, order);
}

/** All are of one type. Two that are associated with one record depend on each other. */
async function createTogether(unit: Unit, orders: readonly Order[]): Promise<(WrittenRecord | undefined)[]> {
  const targets = new Set<string>();
  const opened = orders.map(({ caller, objectType, input }) => {
    const open = openOrNot(() => openForWrite(unit.schema, caller, objectType, [input]));
    const own = targetsOf(input);
    if (own.some((target) => targets.has(target))) return undefined;
    for (const target of own) targets.add(target);
    return open;
  });
  const type = opened.find((open) => open)?.type;
  if (!type) return orders.map(() => undefined);
  const chosen = orders.flatMap(({ caller, input }, index) =>
    opened[index] ? [{ ...input, cause: causeOf(unit, caller) }] : [],
  );
  const [first] = orders;
  const crm = { ...unit, cause: causeOf(unit, first!.caller), caller: null };
  const outcomes = (await createRecords(crm, type, chosen, 'skip')).values();
  return opened.map((open) => {
    const outcome = open && outcomes.next().value;
    return outcome?.ok ? { image: outcome.value, hidden: open!.hidden } : undefined;
  });
}

/** By their ids, which no records of two types share. */
function targetsOf({ associations = [] }: NewRecordInput): string[] {
  return associations.map(({ to }) => to.id);
}

/** Undefined when the caller may not. */
export function openOrNot(open: () => OpenForWrite): OpenForWrite | undefined {
  try {
    return open();
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}
