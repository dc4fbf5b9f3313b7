import type { Criteria } from '@millrace/core/criteria';
import type { LeaveReason } from '@millrace/core/flow';
import type { Tense } from '@millrace/core/sentences';
import type { EpochMillis } from '@millrace/core/time';
import type { Exit, FlowTriggers } from '../../triggers/index.ts';

/** A rule of the door: a reason to keep a record out of a flow. */
export interface DoorRule<R extends Refusal = Refusal> {
  /** Its name in explanations. */
  readonly name: 'NOT_ACTIVE' | 'RE_ENROLLMENT' | 'NOT_SUPPRESSED' | 'NOT_TO_LEAVE' | 'GOAL_NOT_MET';
  /** The outcome for a record that it keeps out. */
  readonly refusal: R;
  ask(at: AtTheDoor): Ruling;
  /** What it has found, in a sentence. */
  tell(ruling: Ruling, at: AtTheDoor, tense: Tense): string;
  /** Whether it keeps out the record of the row `r`, as SQL; null when the flow has no such rule. */
  sql(at: SqlAtTheDoor): string | null;
}

export type Refusal = PassageRefusal | LeaveReason;
export type PassageRefusal = 'ALREADY_ACTIVE' | 'ENROLLED_BEFORE';

/** UNKNOWN: it takes too much work to tell, and keeps no record out. */
export type Ruling = 'LETS_IN' | 'KEEPS_OUT' | 'NOT_ASKED' | 'UNKNOWN';

/** A flow's settings for its door. */
export type Guards = Pick<FlowTriggers, 'suppressionLists' | 'exits'>;

/** A present or former passage of the record, with its begin where it is shown. */
export interface Stay {
  readonly since?: EpochMillis;
}

/** A record at the door of a flow. */
export interface AtTheDoor {
  readonly inside: Stay | null;
  readonly insideBefore: Stay | null;
  /** Whether a trigger that fires while the record is inside is kept. */
  readonly keepsTriggers?: boolean;
  /** Whether a record that was inside before may come again. */
  readonly comesAgain: boolean;
  readonly guards: Guards;
  /** The suppression lists that the record is in. */
  readonly suppressedBy: readonly string[];
  /** Whether the record meets criteria; null when it takes too much work to tell. */
  isMet(exit: Exit): boolean | null;
}

/** The rows `r` of records at the door of a flow, in a statement. */
export interface SqlAtTheDoor {
  readonly flowId: string;
  readonly comesAgain: boolean;
  readonly guards: Guards;
  param(value: unknown, type: string): string;
  met(tree: Criteria): string;
}
