import type { End, EnrollmentState, Entering, Step, Wait } from '@millrace/core/flow';
import type { Change, HandOff, Notification, World } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import type { Foresight } from '../effects/index.ts';
import type { Decision } from '../enrollments/index.ts';

/** What one step would write. */
export interface Written {
  readonly changes: readonly Change[];
  readonly notifications: readonly Notification[];
  readonly handOffs: readonly HandOff[];
  readonly entering: readonly Entering[];
}

export const NOTHING_WRITTEN: Written = { changes: [], notifications: [], handOffs: [], entering: [] };

/** A time that was waited for, on the way through an action. */
export interface Waited {
  readonly wait: Wait;
  readonly until: EpochMillis | null;
  /** When it ended; null while it lasts. */
  readonly endedAt: EpochMillis | null;
  readonly endedBy: 'TIME' | 'CHANGE' | 'RESULT' | null;
}

/** An effect of a step, and where its result comes from. */
export interface SimulatedEffect extends Foresight {
  readonly key: string;
  readonly resultFrom: 'USUAL' | 'ASSUMED' | 'RUN';
}

export interface SimulatedStep {
  readonly step: Step;
  /** Where the passage stands behind it. */
  readonly nextActionId: string | null;
  readonly outputs: Readonly<Record<string, string>>;
  readonly waited: readonly Waited[];
  readonly decision: Decision | null;
  readonly written: Written;
  readonly effects: readonly SimulatedEffect[];
}

/** How a simulation ends. */
export type SimulationEnd =
  | { readonly kind: 'ENDED'; readonly end: End; readonly at: EpochMillis }
  /** For ever: nothing that is assumed ends the wait. */
  | { readonly kind: 'WAITS_FOR_EVER'; readonly at: EpochMillis }
  /** The simulation ends before the passage. */
  | { readonly kind: 'UNTIL' | 'STEP_LIMIT' | 'TIME_LIMIT'; readonly at: EpochMillis };

export interface SimulatedPassage {
  readonly steps: readonly SimulatedStep[];
  readonly end: SimulationEnd;
  /** Where it stands in the end. */
  readonly enrollment: EnrollmentState;
  /** What it has been waiting for since its last step. */
  readonly waiting: readonly Waited[];
  /** Of the action that it waits in, or that it has left before its step was taken. */
  readonly effects: readonly SimulatedEffect[];
  /** What followed of those. */
  readonly written: Written;
}

/** How much a world holds: what comes behind is new. */
export interface Mark {
  readonly changes: number;
  readonly notifications: number;
  readonly handOffs: number;
  readonly entering: number;
}

export function markOf(world: World, entering: readonly Entering[]): Mark {
  const { changes, notifications, handOffs } = world;
  return {
    changes: changes.length,
    notifications: notifications.length,
    handOffs: handOffs.length,
    entering: entering.length,
  };
}

export function writtenSince(mark: Mark, world: World, entering: readonly Entering[]): Written {
  return {
    changes: world.changes.slice(mark.changes),
    notifications: world.notifications.slice(mark.notifications),
    handOffs: world.handOffs.slice(mark.handOffs),
    entering: entering.slice(mark.entering),
  };
}

/** Why a passage that was begun in another flow stands still there. */
export const NOT_FOLLOWED = ['NOT_ASKED', 'TOO_DEEP', 'TOO_MANY', 'CLOSED', 'OVER'] as const;

export type NotFollowed = (typeof NOT_FOLLOWED)[number];

/** A record that an action has let into another flow. */
export interface EnteredFlow {
  readonly entering: Entering;
  /** Of the flow; null where it is closed to the caller. */
  readonly name: string | null;
  readonly at: EpochMillis;
  /** Flows in a row that have led to it. */
  readonly depth: number;
  /** Null where its passage is told, too. */
  readonly passage: SimulatedPassage | NotFollowed;
}
