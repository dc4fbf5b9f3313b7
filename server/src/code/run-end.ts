import type { CodeFailure, Odd } from './job.ts';
import type { ErrorReport } from './reports.ts';
import type { RunLog } from './run-log.ts';

/** The end of a run, before its error is interpreted. */
export type RunEnd =
  | { readonly kind: 'returned'; readonly value: unknown; readonly odd: readonly Odd[] }
  | { readonly kind: 'threw'; readonly error: ErrorReport }
  | { readonly kind: 'failed'; readonly reason: CodeFailure; readonly message: string };

/** What has come of a run so far: the first of each counts. */
export interface Given {
  readonly result: { readonly value: unknown; readonly odd: readonly Odd[] } | null;
  readonly error: ErrorReport | null;
}

/** The end that was given; null when the code said nothing. */
export function endOf({ result, error }: Given): RunEnd | null {
  if (result) return { kind: 'returned', ...result };
  return error ? { kind: 'threw', error } : null;
}

export const NOTHING: RunEnd = { kind: 'returned', value: undefined, odd: [] };

export const NEVER_SETTLED = failed(
  'NEVER_SETTLED',
  'The code waits for something that can never come: its promise is open, and nothing is under way any more.',
);

/** A result that was given counts, though the code went on behind it. */
export function tooLong({ result }: Given, log: RunLog, timeoutMs: number): RunEnd {
  const seconds = timeoutMs / 1_000;
  if (!result)
    return failed(
      'TIME_LIMIT_EXCEEDED',
      `The code was still running after ${seconds} seconds, and was stopped.`,
    );
  log.add(
    `\nThe code was still running ${seconds} seconds after its start, and was stopped; its result counts.\n`,
  );
  return { kind: 'returned', ...result };
}

export function tooMuch(memoryMb: number): RunEnd {
  return failed(
    'MEMORY_LIMIT_EXCEEDED',
    `The code used more than ${memoryMb} MB of memory, and was stopped.`,
  );
}

export function failed(reason: CodeFailure, message: string): RunEnd & { readonly kind: 'failed' } {
  return { kind: 'failed', reason, message };
}
