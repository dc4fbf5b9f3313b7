import type { Step, TimelineEntry } from '../api/index.ts';

type Change = Extract<TimelineEntry, { readonly kind: 'CHANGE' }>;

/** A property before and after. */
export type Written = Change['properties'][number];

/** A line of the timeline of a passage. */
export type Entry =
  | { readonly kind: 'STEP'; readonly step: Step; readonly written: readonly Written[] }
  /** What somebody else did to the record meanwhile. */
  | { readonly kind: 'MEANWHILE'; readonly change: Change }
  /** Nothing happened for so long. */
  | { readonly kind: 'GAP'; readonly id: string; readonly ms: number };

/** Idle times from here on are told: less is the pace of the engine. */
const GAP_MS = 10 * 60_000;

/** Steps and what happened to the record, in the order of time, with what was idle between as one line. */
export function entriesOf(enteredAt: string, steps: readonly Step[], changes: readonly Change[]): Entry[] {
  const [own, others] = split(steps, changes);
  const placed = [
    ...steps.map((step) => ({ at: Date.parse(step.at), entry: stepEntry(step, own.get(step.number) ?? []) })),
    ...others.map((change) => ({ at: Date.parse(change.at), entry: { kind: 'MEANWHILE', change } as const })),
  ].toSorted((a, b) => a.at - b.at);
  let before = Date.parse(enteredAt);
  return placed.flatMap(({ at, entry }): Entry[] => {
    const ms = at - before;
    before = at;
    return ms < GAP_MS ? [entry] : [{ kind: 'GAP', id: `before ${at}`, ms }, entry];
  });
}

function stepEntry(step: Step, written: readonly Written[]): Entry {
  return { kind: 'STEP', step, written };
}

/** Changes by the step that made them, and those of others. A change of the passage is made by the step of its action at its instant. */
function split(
  steps: readonly Step[],
  changes: readonly Change[],
): readonly [ReadonlyMap<number, readonly Written[]>, readonly Change[]] {
  const byMoment = new Map(steps.map((step) => [`${step.actionId} ${step.at}`, step.number]));
  const [enrollmentId] = steps.map((step) => step.enrollmentId);
  const own = new Map<number, Written[]>();
  const others: Change[] = [];
  for (const change of changes) {
    const { source, at, properties } = change;
    if (enrollmentId === undefined || source.enrollmentId !== enrollmentId) others.push(change);
    else {
      const number = byMoment.get(`${source.actionId} ${at}`);
      if (number !== undefined) own.set(number, [...(own.get(number) ?? []), ...properties]);
    }
  }
  return [own, others];
}
