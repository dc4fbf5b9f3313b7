import { type EpochMillis, iso } from '@millrace/core/time';
import { type AccountId, advanceClockTo, holdClock, nextDue } from '../accounts/index.ts';
import { noteAudit } from '../audit/index.ts';
import type { Caller, Db, Sql } from '../platform/index.ts';
import type { ClockService } from './clock-service.ts';
import { LANE_ROWS } from './lanes/index.ts';
import type { Patience } from './patience.ts';
import { settle } from './settle.ts';
import { finishWindow } from './take-clock.ts';
import { openNextWindow } from './windows/open-window.ts';
import { Span } from './windows/span.ts';
import { workWindow } from './windows/work-window.ts';

export interface ClockMove {
  readonly from: EpochMillis;
  readonly to: EpochMillis;
  /** Why it stopped at every instant on the way, or for a part of it; null when it did not have to. */
  readonly stepByStep: string | null;
  /** Instants in between with due work. */
  readonly stops: number;
  /** Changes evaluated, enrollments advanced and effects performed. */
  readonly done: number;
}

/** How far a move has come. */
export interface Progress extends Omit<ClockMove, 'stepByStep'> {
  readonly at: EpochMillis;
}

/** The circumstances of a move. */
export interface Moving {
  readonly target: (now: EpochMillis) => EpochMillis;
  readonly patience: Patience;
  readonly caller: Caller | null;
  /** Asked before the clock goes on; rejects with OutOfPatience where somebody has called the move off. */
  readonly stillWanted?: (db: Db) => Promise<void>;
  /** Told between two stretches or stops. */
  readonly note?: (progress: Progress) => Promise<void>;
}

/** Moves a clock that is taken. OutOfPatience when it is to stop on the way: the clock stands where it has come. */
export async function moveTaken(
  service: ClockService,
  accountId: AccountId,
  moving: Moving,
): Promise<ClockMove> {
  const { sql, worker } = service;
  await finishWindow(service, accountId);
  // Running work has read a clock that still ran: it comes to rest first, so that its waits begin before `from`.
  const before = await settle(sql, worker, accountId, moving.patience);
  const way = await holdFor(sql, accountId, moving);
  const { done, ...travelled } = await travel(service, accountId, way, moving);
  return { ...way, ...travelled, done: before + done };
}

/** A move under way. */
interface Way {
  readonly from: EpochMillis;
  readonly to: EpochMillis;
}

/** Holds the clock, and notes where it is to go. */
function holdFor(sql: Sql, accountId: AccountId, { target, caller }: Moving): Promise<Way> {
  return sql.begin(async (tx) => {
    const from = await holdClock(tx, accountId);
    const to = target(from);
    const detail = { from: iso(from), to: iso(to) };
    const summary = `Moved the clock from ${detail.from} to ${detail.to}.`;
    const account = { id: accountId, now: from };
    await noteAudit({ tx, account }, caller, { kind: 'CLOCK_MOVED', id: null, summary, detail });
    return { from, to };
  });
}

const ASKED = { because: 'it was asked to' } as const;

/**
 * Goes all the way: through stretches of time that are worked at once, where records have nothing to do with each other, and else to the next
 * instant, until nothing is due, and on.
 */
async function travel(
  service: ClockService,
  accountId: AccountId,
  { from, to }: Way,
  { patience, note, stillWanted }: Moving,
): Promise<Omit<ClockMove, 'from' | 'to'>> {
  const { sql, worker, hints } = service;
  const span = new Span();
  let done = await settle(sql, worker, accountId, patience);
  let stops = 0;
  let stepByStep: string | null = null;
  let at = from;
  for (;;) {
    hints?.tell(accountId, [
      { topic: 'clock', kind: 'clock', about: { isMoving: true, now: iso(at), target: iso(to), done } },
    ]);
    await note?.({ from, to, at, stops, done });
    patience();
    const begun = performance.now();
    const window = service.stepByStep
      ? ASKED
      : await openNextWindow(service, accountId, { to, span, stillWanted });
    if ('end' in window) {
      const worked = await workWindow(service, accountId, window);
      at = window.end;
      stops += worked.stops;
      done += worked.done;
      span.learn({ tookMs: performance.now() - begun, passes: worked.passes });
      continue;
    }
    stepByStep ??= window.because;
    const next = await nextDue(sql, accountId, LANE_ROWS);
    if (next === null || next > to) break;
    if (next > at) {
      await stillWanted?.(sql);
      stops++;
      at = next;
      await advanceClockTo(sql, accountId, at);
    }
    done += await settle(sql, worker, accountId, patience);
  }
  await stillWanted?.(sql);
  await advanceClockTo(sql, accountId, to);
  done += await settle(sql, worker, accountId, patience);
  return { stops, done, stepByStep };
}
