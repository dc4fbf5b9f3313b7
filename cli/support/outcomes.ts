import { sayReason } from '@millrace/core/sentences';
import { table } from './table.ts';

interface Result {
  readonly objectId: string;
  readonly outcome: string;
  readonly enrollmentId?: string;
}

/** What became of each record. */
export function sayOutcomes(results: readonly Result[]): string[] {
  return table(
    ['record', 'outcome', 'enrollment'],
    results.map(({ objectId, outcome, enrollmentId = '' }) => [objectId, sayReason(outcome), enrollmentId]),
  );
}

/** How many records had which outcome. */
export function sayOutcomesOf(counts: Readonly<Record<string, number>>): string[] {
  return Object.entries(counts).map(([outcome, count]) => `${count}  ${sayReason(outcome)}`);
}
