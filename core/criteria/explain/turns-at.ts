import { DAY, type EpochMillis } from '../../time/index.ts';
import type { Node } from '../compile/node.ts';
import type { Subject } from '../subject.ts';

/** Instants at which time may turn an answer, looked at one after the other at most, and how far ahead the next one is looked for. */
const INSTANTS_MAX = 64;
const LOOKED_AHEAD = 10 * 366 * DAY;

/** When time alone turns the answer of a record to which nothing else happens; null when never, or not within the next instants. */
export function turnsAt(node: Node, subject: Subject, now: EpochMillis): EpochMillis | null {
  if (!node.holdsUntil) return null;
  const present = node.met(subject, now);
  let at = now;
  for (let looked = 0; looked < INSTANTS_MAX && at <= now + LOOKED_AHEAD; looked++) {
    at = node.holdsUntil(subject, at);
    if (!Number.isFinite(at)) return null;
    if (node.met(subject, at) !== present) return at;
  }
  return null;
}
