import type { Unit } from '../history/index.ts';
import { evaluate, type Findings } from './evaluate.ts';
import { type Evaluation, evaluationAtInstant } from './evaluation.ts';
import type { DueInstant } from './instants.ts';
import { loadReaders } from './reader-index.ts';

/** The findings of instants, and the instants left for lack of time. */
export interface EvaluatedInstants extends Findings {
  readonly left: readonly DueInstant[];
}

/**
 * The findings of these instants for flows and lists. Instants of deleted or disabled readers have none: turning a reader on
 * again stores its instants anew.
 */
export async function evaluateInstants(
  unit: Unit,
  instants: readonly DueInstant[],
  askingMs?: number,
): Promise<EvaluatedInstants> {
  const index = await loadReaders(unit.tx, unit.account);
  const instantOf = new Map<Evaluation, DueInstant>();
  for (const instant of instants) {
    const { reader, readerId, ref, dueAt } = instant;
    const found = index.reader(reader, readerId);
    if (found && found.timed.length > 0) instantOf.set(evaluationAtInstant(found, ref, dueAt), instant);
  }
  const { left, ...findings } = await evaluate(unit, [...instantOf.keys()], { since: null, askingMs });
  return { ...findings, left: left.map((each) => instantOf.get(each)!) };
}
