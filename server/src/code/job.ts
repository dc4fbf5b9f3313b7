import type { AccountId } from '../accounts/index.ts';

/** The cause of a run, for what it sends over the network. */
export interface CodeOrigin {
  readonly flowId?: string | null;
  readonly enrollmentId?: string | null;
  readonly actionId?: string | null;
  readonly idempotencyKey?: string | null;
}

/** Code to run once. */
export interface CodeJob {
  readonly accountId: AccountId;
  /** As flows write it: `NODE20X`, `PYTHON311`, … */
  readonly runtime: string;
  readonly source: string;
  /** The function that the code exports; `main` by default. */
  readonly entry?: string;
  /** The function's argument: anything that JSON can hold. */
  readonly event: unknown;
  /** Environment variables. Their values are masked in the log and in errors. */
  readonly secrets?: ReadonlyMap<string, string>;
  /**
   * A name for what may share a warm process: one revision of one action. Code, runtime, secrets and account are always
   * told apart. Without it, the process is used once.
   */
  readonly reuse?: string;
  readonly timeoutMs?: number;
  readonly memoryMb?: number;
  readonly origin?: CodeOrigin;
  /** None: what the code sends is refused. By default it reaches what web hooks reach. */
  readonly network?: 'none';
  /** Aborted when nobody waits for the outcome any more. */
  readonly signal?: AbortSignal;
}

/** Why there is no result. */
export type CodeFailure =
  /** The code threw, or rejected. */
  | 'CODE_FAILED'
  | 'SYNTAX_ERROR'
  /** It exports no function of the name asked for. */
  | 'NO_ENTRY'
  | 'TIME_LIMIT_EXCEEDED'
  | 'MEMORY_LIMIT_EXCEEDED'
  /** Its process ended: by itself, or under it. */
  | 'PROCESS_ENDED'
  /** It waits for something that can never come. */
  | 'NEVER_SETTLED'
  | 'RESULT_INVALID'
  | 'RUNTIME_UNKNOWN'
  /** This server runs no code of this kind: it is turned off, or cannot be kept apart well enough. */
  | 'RUNTIME_UNAVAILABLE'
  /** No process could be started: a later try may succeed. */
  | 'NOT_STARTED'
  | 'ABORTED';

/** What a run used and said. */
export interface RunFacts {
  /** What the code wrote to its console, bounded. */
  readonly log: string;
  readonly tookMs: number;
  /** The most that its process held; null where the system does not tell. */
  readonly memoryMb: number | null;
  /** Whether the process had been used before. */
  readonly isWarm: boolean;
}

/** A member of a result that JSON cannot hold: `["outputFields.total", "a BigInt"]`. The result has null in its place. */
export type Odd = readonly [path: string, what: string];

export type CodeResult = RunFacts &
  (
    | {
        readonly kind: 'returned';
        /** The answer of the code, as JSON; undefined when it ended without one. */
        readonly value: unknown;
        readonly odd: readonly Odd[];
      }
    | {
        readonly kind: 'failed';
        readonly reason: CodeFailure;
        readonly message: string;
        /** The line of the code at fault, where it is known. */
        readonly line?: number | undefined;
        /** A rate limit, or an error of a server that the code asked: a later try may succeed. */
        readonly isRetryable: boolean;
      }
  );
