import type { RecordRef } from '../../record/index.ts';
import type { EpochMillis } from '../../time/index.ts';
import type { Reason } from '../reasons/index.ts';

interface Waiting {
  /** Its begin, on the account's clock: ends are computed from it and the saved definition. */
  readonly since: EpochMillis;
  /** Keys of `wake-keys.ts` that end it before its instant. */
  readonly wakes?: readonly string[];
  /** How long time stood still for it, in milliseconds: a length of time that is waited ends so much later. */
  readonly stoodStill?: number;
}

/** The wait of an enrollment. */
export type Wait = Waiting &
  (
    | { readonly kind: 'delay'; readonly says?: string; readonly skipped?: true }
    /** For an event that happens behind a change. */
    | {
        readonly kind: 'event';
        readonly says?: string;
        /** The record that it is to happen to. */
        readonly of: RecordRef;
        /** Its last change when the wait began, and how many more the batch had made by then. */
        readonly after: string;
        readonly skip: number;
        /** How far its changes have been looked at, and under which revision of the flow. */
        readonly seen?: { readonly revisionId: string; readonly changeId: string };
        readonly skipped?: true;
      }
    /** Held at an invalid wait, until the flow or the record is mended. */
    | { readonly kind: 'held'; readonly reason: Reason; readonly message: string; readonly skipped?: true }
    /** For the hours in which the flow's actions may run. */
    | { readonly kind: 'window'; readonly says?: string }
    /** For its turn, by the pace of its action or flow. */
    | { readonly kind: 'pace'; readonly turn: EpochMillis }
    /** For the result of its action's effects. */
    | {
        readonly kind: 'effect';
        readonly key: string;
        /** Tells the effects apart when there are several. */
        readonly parts?: readonly string[];
      }
  );

/** The rules of a kind of wait. */
interface WaitKind {
  /** Whether the action has begun. */
  readonly hasBegun: boolean;
  /** Whether only wait actions wait so. Such a wait may be skipped. */
  readonly isWaitItself: boolean;
  /** Whether the record leaves at once when it meets the goal in the meantime. */
  readonly endsByGoal: boolean;
}

const KINDS: Readonly<Record<Wait['kind'], WaitKind>> = {
  delay: { hasBegun: true, isWaitItself: true, endsByGoal: true },
  event: { hasBegun: true, isWaitItself: true, endsByGoal: true },
  held: { hasBegun: true, isWaitItself: true, endsByGoal: true },
  window: { hasBegun: false, isWaitItself: false, endsByGoal: true },
  pace: { hasBegun: false, isWaitItself: false, endsByGoal: true },
  effect: { hasBegun: true, isWaitItself: false, endsByGoal: false },
};

/** The rules of a wait; without a wait, those of an action that has not begun. */
export function natureOf(wait: Wait | null): WaitKind {
  return wait ? KINDS[wait.kind] : { hasBegun: false, isWaitItself: false, endsByGoal: true };
}

/** The kinds of wait that may be skipped. */
export const SKIPPABLE_WAITS = (Object.keys(KINDS) as Wait['kind'][]).filter(
  (kind) => KINDS[kind].isWaitItself,
);

/** What a wait is for, for people; null where its kind says it all. */
export function saysOf(wait: Wait | null): string | null {
  return wait !== null && 'says' in wait ? (wait.says ?? null) : null;
}

/** When the length of a wait begins to count: it stood still meanwhile. */
export function countedFrom(wait: Wait): EpochMillis {
  return wait.since + (wait.stoodStill ?? 0);
}

/** Whether a wait was ended before its time. */
export function isSkipped(wait: Wait | null): boolean {
  return wait !== null && 'skipped' in wait;
}
