import type { EpochMillis } from '@millrace/core/time';
import type { Unit } from '../history/index.ts';

/** An enrollment whose effect has finished. */
export interface Woken {
  readonly flowId: string;
  readonly enrollmentId: string;
  /** When it goes on; by default now. */
  readonly at?: EpochMillis;
}

/** Makes enrollments with finished effects due, in the finishing transaction. */
export type WakeEnrollments = (unit: Unit, woken: readonly Woken[]) => Promise<void>;

/** The passage of an effect; null for a caller's. */
export interface AskedBy {
  readonly flowId: string | null;
  readonly enrollmentId: string | null;
}

/** The passages among these that go on. */
export function wokenBy(effects: readonly AskedBy[]): Woken[] {
  return effects.flatMap(({ flowId, enrollmentId }) =>
    flowId === null || enrollmentId === null ? [] : [{ flowId, enrollmentId }],
  );
}
