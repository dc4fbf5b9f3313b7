import type { Unit } from '../history/index.ts';

/** An enrollment whose effect has finished. */
export interface Woken {
  readonly flowId: string;
  readonly enrollmentId: string;
}

/** Makes enrollments due whose effects have finished, in the transaction that says so. */
export type WakeEnrollments = (unit: Unit, woken: readonly Woken[]) => Promise<void>;

/** The passage that asked for an effect; null where a caller did. */
export interface AskedBy {
  readonly flowId: string | null;
  readonly enrollmentId: string | null;
}

/** Those passages among these that are to go on. */
export function wokenBy(effects: readonly AskedBy[]): Woken[] {
  return effects.flatMap(({ flowId, enrollmentId }) =>
    flowId === null || enrollmentId === null ? [] : [{ flowId, enrollmentId }],
  );
}
