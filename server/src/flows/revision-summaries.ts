import { setImmediate as breath } from 'node:timers/promises';
import { joined, type Part, sayDiff } from '@millrace/core/sentences';
import type { Caller, Db } from '../platform/index.ts';
import { sayWith } from './names.ts';
import { selectBodies } from './queries/revisions.ts';
import { closedRevisions } from './read-revision.ts';

/** Bodies that one listing of revisions compares; what is beyond has no summary there, and can be compared by itself. */
const SUMMARY_BYTES_MAX = 16_000_000;

/**
 * What each revision changed of the one before it, in sentences, by its id. None for the first one, for one that touches (or whose
 * predecessor touches) what the caller may not see, and beyond the size of a listing.
 */
export async function revisionSummaries(
  db: Db,
  caller: Caller,
  flowId: string,
  /** The latest first; the last of them is only compared with. */
  revisionIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const closed = await closedRevisions(db, caller, flowId, revisionIds);
  const bodies = await selectBodies(db, caller.accountId, flowId, revisionIds, SUMMARY_BYTES_MAX);
  const pairs = revisionIds.flatMap((id, index) => {
    const previous = revisionIds[index + 1];
    if (previous === undefined || closed.has(id) || closed.has(previous)) return [];
    const [before, after] = [bodies.get(previous), bodies.get(id)];
    return before === undefined || after === undefined ? [] : [{ id, before, after }];
  });
  const read: { readonly id: string; readonly before: unknown; readonly after: unknown }[] = [];
  for (const { id, before, after } of pairs) {
    read.push({ id, before: JSON.parse(before), after: JSON.parse(after) });
    // Large flows take a while each; what else the process has to do comes in between.
    await breath();
  }
  return sayWith(
    db,
    caller,
    (names) => new Map(read.map(({ id, before, after }) => [id, linesOf(sayDiff(before, after, names))])),
  );
}

/** Each sentence as a line of text. */
export function linesOf(sentences: readonly (readonly Part[])[]): string[] {
  return sentences.map(joined);
}
