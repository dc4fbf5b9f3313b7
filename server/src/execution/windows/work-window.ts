import { setTimeout as sleep } from 'node:timers/promises';
import type { EpochMillis } from '@millrace/core/time';
import { type AccountId, closeWindow, rowsUntil } from '../../accounts/index.ts';
import { firstPendingChange, lastPendingChange } from '../../history/index.ts';
import type { ClockService } from '../clock-service.ts';
import { nextOfRecords } from './front.ts';
import { OWN_ROWS, ROWS_PER_WINDOW, type Window } from './open-window.ts';

/** Rows that are read in a pass, of each kind: those that the stretch began with, and what has come since. */
const ROWS_PER_PASS = 2 * ROWS_PER_WINDOW;

/** Pause while other processes or loops hold the last of the work. */
const LOOK_AGAIN_MS = 5;

export interface Worked {
  readonly done: number;
  /** Instants at which something fell due. */
  readonly stops: number;
  readonly passes: number;
}

/**
 * Works a stretch of time to its end, and closes it: the clock stands at its last instant then. Pass by pass, each takes of every record the
 * rows of its next instant, and does with them what settling does at one: so for each record everything comes in the order of time, and there
 * are as many passes as the longest story of a record has instants and turns. Whoever finds a stretch open goes on with it: the rows are the truth.
 */
export async function workWindow(
  service: ClockService,
  accountId: AccountId,
  window: Window,
): Promise<Worked> {
  const instants = new Set<EpochMillis>();
  let done = 0;
  let passes = 0;
  for (;;) {
    const pass = await workPass(service, accountId, window, instants);
    if (pass === null) break;
    done += pass;
    passes++;
    if (pass === 0) await sleep(LOOK_AGAIN_MS);
  }
  await closeWindow(service.sql, accountId);
  return { done, stops: instants.size, passes };
}

/** How much a pass has done; null when nothing is left. In the order of the lanes: what one makes, the later ones do. */
async function workPass(
  { sql, worker }: ClockService,
  accountId: AccountId,
  { from, end }: Window,
  instants: Set<EpochMillis>,
): Promise<number | null> {
  const look = () => rowsUntil(sql, accountId, OWN_ROWS, end, ROWS_PER_PASS);
  const changes = await workChanges({ sql, worker }, accountId);
  let rows = await look();
  if (rows.length === 0) return changes > 0 ? changes : null;
  // Where each record stands in this pass: what comes later for it is for the next ones.
  const next = nextOfRecords(rows, ROWS_PER_PASS);
  let done = changes;
  let isStale = false;
  for (const { name } of OWN_ROWS) {
    if (isStale) rows = await look();
    const due = rows.filter(({ lane, recordId, at }) => lane === name && next.get(recordId) === at);
    if (due.length === 0) {
      isStale = false;
      continue;
    }
    for (const { at } of due) if (at > from) instants.add(at);
    done += await worker.pass(name, accountId, due);
    isStale = true;
  }
  return done;
}

/** Evaluates what has been changed by now, not what follows from it: records go on only when nobody has a change of theirs in hand. */
async function workChanges(
  { sql, worker }: Pick<ClockService, 'sql' | 'worker'>,
  accountId: AccountId,
): Promise<number> {
  const through = await lastPendingChange(sql, accountId);
  if (through === null) return 0;
  let done = 0;
  for (;;) {
    const did = await worker.evaluateThrough(accountId, through);
    done += did;
    const first = await firstPendingChange(sql, accountId);
    if (first === null || BigInt(first) > BigInt(through)) return done;
    if (did === 0) await sleep(LOOK_AGAIN_MS);
  }
}
