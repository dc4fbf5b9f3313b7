import { type LoggedChange, pendingAmong, type Unit } from '../history/index.ts';
import type { Timeline } from '../loading/index.ts';
import { loadReaders } from './reader-index.ts';

/**
 * The changes of a timeline that have been evaluated, though their ids may be later than those of what is in hand: ids are drawn in the order of commits for one
 * record, and not for two. What is evaluated after them sees them, whatever its id; else nobody would see what both have come to meet together.
 */
export async function evaluatedBefore(
  { tx, account }: Unit,
  timeline: Timeline,
  inHand: readonly LoggedChange[],
): Promise<ReadonlySet<string>> {
  const index = await loadReaders(tx, account);
  const ours = new Set(inHand.map(({ id }) => id));
  const others = timeline.all().filter((change) => !ours.has(change.id) && index.wants(change));
  const pending = await pendingAmong(tx, account.id, others);
  return new Set(others.flatMap(({ id }) => (pending.has(id) ? [] : [id])));
}
