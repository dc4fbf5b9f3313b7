import { type Store, together, type Unit } from '../history/index.ts';
import type { Caller } from '../platform/index.ts';
import type { OccurrenceInput } from './occurrence-input.ts';
import {
  checkAll,
  freshOnes,
  lockWhose,
  type Matched,
  record,
  type Sent,
  sendEvents,
} from './send-events.ts';

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

/** Left to be done alone are those that are not right, and those whose record is not there or locked. */
async function sendTogether(unit: Unit, orders: readonly Order[]): Promise<(Sent | undefined)[]> {
  const checked = await checkAll(
    unit,
    orders.map(({ input }) => input),
    () => '',
  );
  const right = checked.flatMap((each) => (each.ok ? [each.value] : []));
  const about = await lockWhose(unit, right, 'skip');
  const sure = right.filter((occurrence) => !about.has(occurrence) || about.get(occurrence)!.image);
  const fresh = new Set(await freshOnes(unit, sure));
  const known = new Set(sure);
  const matched: Matched[] = [];
  const results = checked.map((each, index): Sent | undefined => {
    if (!each.ok || !known.has(each.value)) return undefined;
    const occurrence = each.value;
    const image = about.get(occurrence)?.image;
    if (!fresh.has(occurrence)) return { unmatched: 0 };
    if (image?.archivedAt !== null) return { unmatched: 1 };
    matched.push({ occurrence, image, caller: orders[index]!.caller });
    return { unmatched: 0 };
  });
  await record(unit, matched);
  return results;
}
