import type { EpochMillis } from '@millrace/core/time';
import type { DueRow } from '../../accounts/index.ts';

/** Up to when rows are known: of kinds of which there are more than were read, only the first are. Null when all are. */
export function knownUntil(rows: readonly DueRow[], most: number): EpochMillis | null {
  const cuts = [...Map.groupBy(rows, ({ lane }) => lane).values()].flatMap((of) =>
    of.length < most ? [] : [Math.max(...of.map(({ at }) => at))],
  );
  return cuts.length === 0 ? null : Math.min(...cuts);
}

/** When each record has its next row, of whichever kind; only what is surely the next. */
export function nextOfRecords(rows: readonly DueRow[], most: number): Map<string, EpochMillis> {
  const until = knownUntil(rows, most) ?? Number.POSITIVE_INFINITY;
  const next = new Map<string, EpochMillis>();
  for (const { recordId, at } of rows)
    if (at <= until) next.set(recordId, Math.min(at, next.get(recordId) ?? Number.POSITIVE_INFINITY));
  return next;
}
