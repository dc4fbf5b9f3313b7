import { recordKey } from '@millrace/core/record';
import type { LoggedChange, Unit } from '../history/index.ts';
import { aroundChange } from '../loading/index.ts';
import { evaluate, type Findings } from './evaluate.ts';
import type { Evaluation } from './evaluation.ts';
import { type Reached, reach } from './reach.ts';
import { loadReaders } from './reader-index.ts';

/** The findings of changes, and the changes left for lack of room or time. */
export interface EvaluatedChanges<Change extends LoggedChange> extends Findings {
  readonly left: readonly Change[];
}

/** The findings of these changes for flows and lists, in the order of the changes. A constant number of statements a slice. */
export async function evaluateChanges<Change extends LoggedChange>(
  unit: Unit,
  changes: readonly Change[],
  askingMs?: number,
): Promise<EvaluatedChanges<Change>> {
  const index = await loadReaders(unit.tx, unit.account);
  const starts = changes.flatMap((change) =>
    index.concerned(change).map((concerned) => ({ change, concerned })),
  );
  const [first] = starts;
  if (!first) return { flows: [], memberships: [], instants: [], failures: [], left: [] };
  const { reached, leftFrom: beyondReach } = await reach(unit, starts);
  const { left, ...findings } = await evaluate(unit, evaluationsOf(reached), {
    since: { kind: 'change', id: first.change.id },
    inHand: changes,
    askingMs,
  });
  const [next] = left;
  const leftFrom = next?.occasion.kind === 'change' ? next.occasion.change : beyondReach;
  return {
    ...findings,
    left: leftFrom ? changes.slice(changes.findIndex(({ id }) => id === leftFrom.id)) : [],
  };
}

/** A reader evaluates a record once for a change, over whichever way. */
function evaluationsOf(reached: readonly Reached[]): Evaluation[] {
  const evaluations = new Map<string, Evaluation>();
  for (const { change, concerned, ref } of reached) {
    const { reader } = concerned;
    const isOwn = recordKey(ref) === recordKey(change.ref);
    const key = `${change.id} ${reader.reader}/${reader.id} ${recordKey(ref)}`;
    if (evaluations.has(key)) continue;
    evaluations.set(key, {
      reader,
      ref,
      occasion: { kind: 'change', change, of: isOwn ? 'the record' : 'another' },
      beyond: aroundChange(change.id),
      beforeAt: change.at,
      at: change.at,
      depth: change.depth,
    });
  }
  return [...evaluations.values()];
}
