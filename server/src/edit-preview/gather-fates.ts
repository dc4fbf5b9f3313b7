import type { EpochMillis } from '@millrace/core/time';
import type { Unit } from '../history/index.ts';
import { selectStanding } from '../passages/index.ts';
import type { Fate } from './fate.ts';
import { LOOKED_AT_ONCE, LOOKED_MAX, SHOWN_MAX } from './limits.ts';
import { type Proposed, tellFates } from './tell-fates.ts';

/** Those at an action of whom the same becomes. */
export interface Gathered {
  /** Of those who wait until an instant, that of the first. */
  readonly fate: Fate;
  readonly count: number;
  /** Of them, those who are paused by themselves. */
  readonly paused: number;
  /** Of those who wait until an instant. */
  readonly until: { readonly earliest: EpochMillis; readonly latest: EpochMillis } | null;
  /** Some of them. */
  readonly shown: readonly { readonly enrollmentId: string; readonly objectId: string }[];
}

/** The fates of those whom a save may move, by the action at which they stand; null stands for everybody. */
export async function gatherFates(
  unit: Unit,
  proposed: Proposed,
  moved: readonly string[] | null,
): Promise<{
  readonly fates: ReadonlyMap<string | null, readonly Gathered[]>;
  readonly isComplete: boolean;
}> {
  const { flowId } = proposed.current;
  const byAction = new Map<string | null, Map<string, Gathered>>();
  let afterId = '0';
  let looked = 0;
  while (looked < LOOKED_MAX) {
    const standing = await selectStanding(unit, { flowId, actionIds: moved, afterId, most: LOOKED_AT_ONCE });
    const fates = await tellFates(unit, proposed, standing);
    for (const [index, fate] of fates.entries()) {
      const { id, record, actionId, isPaused } = standing[index]!;
      const gathered = byAction.get(actionId) ?? new Map<string, Gathered>();
      byAction.set(actionId, gathered);
      const known = gathered.get(keyOf(fate));
      const more = joined(known, fate, { enrollmentId: id, objectId: record.id });
      gathered.set(keyOf(fate), { ...more, paused: more.paused + Number(isPaused) });
    }
    looked += standing.length;
    if (standing.length < LOOKED_AT_ONCE) return { fates: asLists(byAction), isComplete: true };
    afterId = standing.at(-1)!.id;
  }
  return { fates: asLists(byAction), isComplete: false };
}

function asLists(byAction: ReadonlyMap<string | null, ReadonlyMap<string, Gathered>>) {
  return new Map([...byAction].map(([actionId, gathered]) => [actionId, [...gathered.values()]]));
}

/** All who wait until an instant count as one kind. */
function keyOf(fate: Fate): string {
  return fate.kind === 'WAITS_UNTIL' ? fate.kind : JSON.stringify(fate);
}

function joined(known: Gathered | undefined, fate: Fate, who: Gathered['shown'][number]): Gathered {
  const at = fate.kind === 'WAITS_UNTIL' ? fate.until : null;
  if (!known)
    return {
      fate,
      count: 1,
      paused: 0,
      until: at === null ? null : { earliest: at, latest: at },
      shown: [who],
    };
  const { until } = known;
  return {
    ...known,
    count: known.count + 1,
    until:
      until && at !== null
        ? { earliest: Math.min(until.earliest, at), latest: Math.max(until.latest, at) }
        : until,
    shown: known.shown.length < SHOWN_MAX ? [...known.shown, who] : known.shown,
  };
}
