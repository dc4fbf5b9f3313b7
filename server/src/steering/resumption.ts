import type { EpochMillis } from '@millrace/core/time';
import { type AsideEffect, nextAsideEffects, releaseEffects } from '../effects/index.ts';
import { BATCH_LIMITS, runClaimed } from '../execution/index.ts';
import type { Unit } from '../history/index.ts';
import type { Chunk, Job, JobKind } from '../jobs/index.ts';
import {
  type AsideKey,
  claimWaiting,
  type InsideKey,
  lockAside,
  lockForTurn,
  nextInside,
  releaseAside,
  setDueAside,
  storeStill,
} from '../passages/index.ts';
import { isOver, type PauseScope, pausesAt, settlePause, stillFor, type Time } from '../pauses/index.ts';
import { pacedFrom } from './pace.ts';

export const RESUMPTION = 'RESUMPTION';

/** Enrollments that one chunk moves or releases. */
const ENROLLMENTS_PER_CHUNK = 1_000;

/** What a resumption was asked for. */
interface Asked {
  readonly scope: PauseScope;
  readonly perMinute: number;
  readonly pause: {
    readonly id: string;
    readonly time: Time;
    readonly since: EpochMillis;
    readonly resumedAt: EpochMillis;
  };
}

/** Where a resumption is. */
type Place =
  /** What is due and no batch has seen is set aside. */
  | { readonly phase: 'ASIDE' }
  /** Waits go on for what was left of them. */
  | { readonly phase: 'WAITS'; readonly after: InsideKey | null }
  /** The pause holds nothing any more. */
  | { readonly phase: 'SETTLE' }
  /** What was set aside is due again, one by one. */
  | (Releasing & { readonly phase: 'ENROLLMENTS'; readonly after: AsideKey | null })
  | (Releasing & { readonly phase: 'EFFECTS'; readonly after: AsideEffect | null });

interface Releasing {
  readonly from: EpochMillis;
  readonly given: number;
  /** Flows that are paused by themselves: theirs stays aside. */
  readonly without: readonly string[];
}

/**
 * The end of a pause of a flow or of the account. The pause holds until all waits are moved, which is a matter of seconds; then what was set
 * aside comes back, in the order in which it fell due.
 */
export const resumption: JobKind = {
  name: RESUMPTION,
  most: ENROLLMENTS_PER_CHUNK,
  mustFinish: 'what it has not come to would stand still for ever. To stop what it lets go on, pause again.',
  chunk(unit, job, most) {
    const asked = askedOf(job);
    const place = (job.place as Place | null) ?? { phase: 'ASIDE' };
    switch (place.phase) {
      case 'ASIDE':
        return asideDue(unit, asked, most);
      case 'WAITS':
        return moveWaits(unit, asked, place.after, most);
      case 'SETTLE':
        return settle(unit, asked);
      case 'ENROLLMENTS':
        return releaseEnrollments(unit, asked, place, most);
      case 'EFFECTS':
        return releaseEffectsOf(unit, asked, place, most);
    }
  },
};

function askedOf({ asked }: Job): Asked {
  const { scope, flowId, perMinute, pause } = asked as {
    scope: 'ACCOUNT' | 'FLOW';
    flowId: string;
    perMinute: number;
    pause: { id: string; time: Time; since: string; resumedAt: string };
  };
  const { since, resumedAt } = pause;
  return {
    scope: scope === 'ACCOUNT' ? 'ACCOUNT' : { flowId },
    perMinute,
    pause: { ...pause, since: Date.parse(since), resumedAt: Date.parse(resumedAt) },
  };
}

async function asideDue(unit: Unit, { scope, pause }: Asked, most: number): Promise<Chunk> {
  const moved = await setDueAside(unit, scope, most);
  if (moved === most) return goOn({ phase: 'ASIDE' });
  return goOn(pause.time === 'STANDS_STILL' ? { phase: 'WAITS', after: null } : { phase: 'SETTLE' });
}

/**
 * Adds to the waits of those inside for how long time stood still, and tells their ends anew, as a batch does in a pause: one that is not over
 * is due at its end.
 */
async function moveWaits(
  unit: Unit,
  { scope, pause }: Asked,
  after: InsideKey | null,
  most: number,
): Promise<Chunk> {
  const { id: account } = unit.account;
  const keys = await nextInside(unit, scope, after, most);
  const flowIds = [...new Set(keys.map(({ flowId }) => flowId))];
  const others = (await pausesAt(unit.tx, account, flowIds, pause.resumedAt)).filter(
    ({ id }) => id !== pause.id,
  );
  const moving = (await lockForTurn(unit, keys)).filter(
    ({ waits, paused, hasEnded }) => !hasEnded && (waits || paused),
  );
  const stood = moving.map(({ flowId, id, paused }) => {
    const beside = others.filter((other) => other.scope === 'ACCOUNT' || other.scope.flowId === flowId);
    const alone = paused ? [{ ...paused, resumedAt: paused.resumedAt ?? null }] : [];
    const ends = [...beside, ...alone].map((other) => ({ ...other, end: other.resumedAt }));
    // An enrollment's own pause that is over was kept for us, or for one that has still to come.
    const kept =
      paused && (!isOver(paused) || beside.some(({ resumedAt }) => resumedAt !== null)) ? paused : null;
    return { flowId, id, stillMs: stillFor(pause, pause.resumedAt, ends), kept };
  });
  await storeStill(unit, stood);
  const waiting = await claimWaiting(
    unit,
    moving.filter(({ waits }) => waits),
  );
  await runClaimed(unit, waiting, { limits: BATCH_LIMITS, isPaused: () => true });
  const done = waiting.length;
  if (keys.length < most) return { ...goOn({ phase: 'SETTLE' }), done, outcomes: { WAITS_MOVED: done } };
  const { flowId, recordId } = keys.at(-1)!;
  return { ...goOn({ phase: 'WAITS', after: { flowId, recordId } }), done, outcomes: { WAITS_MOVED: done } };
}

/**
 * From the commit on batches and claims of effects pass. What they have set aside before is found: they keep the pause from being settled
 * until they have committed. Where a wider pause lasts, all stays aside, for that one to release.
 */
async function settle(unit: Unit, { scope, pause }: Asked): Promise<Chunk> {
  await setDueAside(unit, scope, null);
  const lasting = await settlePause(unit, pause.id);
  const isHeld = lasting.some((other) => other.scope === 'ACCOUNT' || isSame(other.scope, scope));
  if (isHeld) return { done: 0, outcomes: { STILL_PAUSED: 1 } };
  const without = lasting.flatMap((other) => (other.scope === 'ACCOUNT' ? [] : [other.scope.flowId]));
  return goOn({ phase: 'ENROLLMENTS', from: unit.account.now, given: 0, without, after: null });
}

function isSame(one: PauseScope, other: PauseScope): boolean {
  return one !== 'ACCOUNT' && other !== 'ACCOUNT' && one.flowId === other.flowId;
}

async function releaseEnrollments(
  unit: Unit,
  { scope, perMinute }: Asked,
  place: Place & { phase: 'ENROLLMENTS' },
  most: number,
): Promise<Chunk> {
  const { from, given, without, after } = place;
  const found = await lockAside(unit, scope, after, most);
  const due = found.flatMap(({ place, isPaused, flowId }) =>
    place === null || isPaused || without.includes(flowId) ? [] : [place],
  );
  const at = pacedFrom(from, perMinute, given);
  await releaseAside(
    unit,
    due.map((place, index) => ({ place, dueAt: at(index) })),
  );
  const last = found.at(-1);
  const next: Place = last
    ? { phase: 'ENROLLMENTS', from, without, given: given + due.length, after: keyOf(last) }
    : { phase: 'EFFECTS', from, without, given: 0, after: null };
  return { ...goOn(next), done: due.length, outcomes: { RELEASED: due.length } };
}

function keyOf({ at, flowId, id }: AsideKey): AsideKey {
  return { at, flowId, id };
}

/** Effects of flows and enrollments that are paused by themselves are set aside again by their claim. */
async function releaseEffectsOf(
  unit: Unit,
  { scope, perMinute }: Asked,
  place: Place & { phase: 'EFFECTS' },
  most: number,
): Promise<Chunk> {
  const { given, after } = place;
  const found = await nextAsideEffects(unit, scope, after, most);
  const at = pacedFrom(place.from, perMinute, given);
  await releaseEffects(
    unit,
    found.map(({ id }, index) => ({ id, dueAt: at(index) })),
  );
  const done = found.length;
  const outcomes = { EFFECTS_RELEASED: done };
  const last = found.at(-1);
  return last ? { next: { ...place, given: given + done, after: last }, done, outcomes } : { done, outcomes };
}

function goOn(next: Place): Chunk {
  return { next, done: 0 };
}
