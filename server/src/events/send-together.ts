import { recordKey } from '@millrace/core/record';
import { type Store, together, type Unit } from '../history/index.ts';
import type { Caller } from '../platform/index.ts';
import { lockNamed } from '../records/index.ts';
import type { OccurrenceInput } from './occurrence-input.ts';
import { releaseMarks } from './occurrences.ts';
import { checkAll, freshOnes, type Matched, record, type Sent, sendEvents, whose } from './send-events.ts';

interface Order {
  readonly caller: Caller;
  readonly input: OccurrenceInput;
}

/** Records single occurrences as `sendEvents` does, but those of an account that come at a time in one transaction. */
export function eventSender(store: Store): (order: Order) => Promise<Sent> {
  const send = together<Order, Sent>(store, {
    alone: ({ caller, input }) => sendEvents(store, caller, [input], () => ''),
    together: sendTogether,
  });
  return (order) => send(order.caller.accountId, 'events', order);
}

/** Left to be done alone are those that are not right, and those whose record is not there or locked, with all that bear the same mark. */
async function sendTogether(unit: Unit, orders: readonly Order[]): Promise<(Sent | undefined)[]> {
  const inputs = orders.map(({ input }) => input);
  const checked = await checkAll(unit, inputs, () => '');
  const right = checked.flatMap((each, index) => (each.ok ? [{ index, occurrence: each.value }] : []));
  const fresh = new Set(
    await freshOnes(
      unit,
      right.map(({ occurrence }) => occurrence),
    ),
  );
  const news = right.filter(({ occurrence }) => fresh.has(occurrence));
  const refs = await whose(
    unit,
    news.map(({ occurrence }) => occurrence),
  );
  const named = await lockNamed(
    unit,
    refs.flatMap((ref) => ref ?? []),
    'skip',
  );
  const results = checked.map((each): Sent | undefined => (each.ok ? { unmatched: 0 } : undefined));
  const matched: Matched[] = [];
  const given = new Set<string>();
  news.forEach(({ index, occurrence }, number) => {
    const ref = refs[number];
    const image = ref && named.get(recordKey(ref));
    if (ref && !image) {
      results[index] = undefined;
      if (occurrence.input.uuid) given.add(occurrence.input.uuid);
    } else if (image?.archivedAt !== null) results[index] = { unmatched: 1 };
    else matched.push({ occurrence, image, caller: orders[index]!.caller });
  });
  await releaseMarks(unit, [...given]);
  await record(unit, matched);
  return results.map((result, index) => (given.has(inputs[index]!.uuid ?? '') ? undefined : result));
}
