import type { EpochMillis } from '@millrace/core/time';
import type { Author } from '../platform/index.ts';

/**
 * What time does in a pause. STANDS_STILL: what waits for a length of time waits on for what was left of it. GOES_ON: it may be over by
 * the end. Waits for a date or an event are the same in both.
 */
export type Time = 'STANDS_STILL' | 'GOES_ON';

/** What is asked for by whoever pauses. */
export interface Pausing {
  readonly time: Time;
  readonly reason: string | null;
}

interface Begun extends Pausing {
  readonly since: EpochMillis;
  readonly by: Author | null;
}

export type PauseScope = { readonly flowId: string } | 'ACCOUNT';

/** A pause of a flow or of the account that is not over. */
export interface Pause extends Begun {
  readonly id: string;
  readonly scope: PauseScope;
  /** It was ended, and what stood still is being moved; null while it lasts. */
  readonly resumedAt: EpochMillis | null;
}

/** The pause of an enrollment by itself, as its row holds it. */
export interface EnrollmentPause extends Begun {
  /** It is over; a wider pause has still to count it. */
  readonly resumedAt?: EpochMillis;
}

export function isOver(pause: EnrollmentPause | null): boolean {
  return pause === null || pause.resumedAt !== undefined;
}

export function scopeName(scope: PauseScope): string {
  return scope === 'ACCOUNT' ? 'The account' : `The flow ${scope.flowId}`;
}

/**
 * How long time stood still by the end of a pause that no other pause will count. Pauses overlap: each instant is counted by the last to end of
 * those that it lies in. So one that ends counts up to where another begins that lasts longer.
 */
export function stillFor(
  { time, since }: Pick<Begun, 'time' | 'since'>,
  end: EpochMillis,
  others: readonly { readonly time: Time; readonly since: EpochMillis; readonly end: EpochMillis | null }[],
): number {
  if (time === 'GOES_ON') return 0;
  const lasting = others.filter(
    (other) => other.time === 'STANDS_STILL' && (other.end === null || other.end > end),
  );
  return Math.max(0, Math.min(end, ...lasting.map((other) => other.since)) - since);
}
