import type { EpochMillis } from '../../time/index.ts';

interface Waiting {
  /** When it began, on the account's clock: ends are computed from it and the definition as it is saved. */
  readonly since: EpochMillis;
  /** What ends it beside its instant: keys of `wake-keys.ts`. */
  readonly wakes?: readonly string[];
}

/** What an enrollment waits for. */
export type Wait = Waiting &
  (
    | { readonly kind: 'delay'; readonly skipped?: true }
    /** At a wait that cannot be waited, until the flow or the record is mended. */
    | { readonly kind: 'held'; readonly reason: string; readonly message: string; readonly skipped?: true }
    /** For the hours in which the flow's actions may run. */
    | { readonly kind: 'window' }
    /** For the result of what its action has asked of the outside world. */
    | {
        readonly kind: 'effect';
        readonly key: string;
        /** Tells the effects apart when there are several. */
        readonly parts?: readonly string[];
      }
  );

/** What holds for every wait of a kind. */
interface WaitKind {
  /** Whether the action is under way, and no longer to be kept from beginning. */
  readonly hasBegun: boolean;
  /** Whether only an action that is there to wait waits so. It may be let go on before its time. */
  readonly isWaitItself: boolean;
  /** Whether a flow whose goal is met in the meantime lets go of the record at once. */
  readonly endsByGoal: boolean;
}

const KINDS: Readonly<Record<Wait['kind'], WaitKind>> = {
  delay: { hasBegun: true, isWaitItself: true, endsByGoal: true },
  held: { hasBegun: true, isWaitItself: true, endsByGoal: true },
  window: { hasBegun: false, isWaitItself: false, endsByGoal: true },
  effect: { hasBegun: true, isWaitItself: false, endsByGoal: false },
};

/** What a wait says of itself; of an enrollment that does not wait, what holds before its action begins. */
export function natureOf(wait: Wait | null): WaitKind {
  return wait ? KINDS[wait.kind] : { hasBegun: false, isWaitItself: false, endsByGoal: true };
}

/** The kinds of wait that may be skipped. */
export const SKIPPABLE_WAITS = (Object.keys(KINDS) as Wait['kind'][]).filter(
  (kind) => KINDS[kind].isWaitItself,
);

/** Whether a wait was ended before its time. */
export function isSkipped(wait: Wait | null): boolean {
  return wait !== null && 'skipped' in wait;
}
