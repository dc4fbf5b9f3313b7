import type { EffectResult, Reason, RetryPolicy } from '@millrace/core/flow';
import type { EpochMillis } from '@millrace/core/time';
import { type Foresight, retryAt } from '../effects/index.ts';

/** What is taken to come of the effects of an action, at one of its visits. */
export interface AssumedResult {
  readonly actionId: string;
  readonly outcome: 'SUCCEEDED' | 'FAILED';
  readonly outputs: Readonly<Record<string, string>>;
  readonly reason: string | undefined;
  readonly message: string | undefined;
  /** What the receiver of a request answers. */
  readonly status: number | undefined;
}

/** A result, and when it is there. */
export interface ResultAt {
  readonly result: EffectResult;
  readonly at: EpochMillis;
}

/** The result of an effect as it is assumed; a receiver that does not take a request is asked again, as its policy says. */
export function assumedResult(
  { outcome, outputs, reason, message, status }: AssumedResult,
  { sends, result: usual }: Foresight,
  retry: RetryPolicy,
  now: EpochMillis,
): ResultAt {
  if (status !== undefined) return ofStatus(status, outputs, hostOf(sends), retry, now);
  if (outcome === 'FAILED') {
    const told = {
      // Whoever simulates may think of a reason of their own: nothing of it is kept.
      reason: (reason ?? 'ASSUMED_FAILURE') as Reason,
      message: message ?? 'The simulation takes it to fail.',
    };
    return { result: { kind: 'failed', ...told, ...(hasAny(outputs) ? { outputs } : {}) }, at: now };
  }
  const before: EffectResult = usual.kind === 'done' ? usual : { kind: 'done' };
  return { result: { ...before, outputs: { ...before.outputs, ...outputs } }, at: now };
}

function ofStatus(
  status: number,
  outputs: AssumedResult['outputs'],
  host: string,
  retry: RetryPolicy,
  now: EpochMillis,
): ResultAt {
  const all = { ...outputs, hs_status_code: String(status) };
  if (status >= 200 && status < 300)
    return { result: { kind: 'done', outputs: all, detail: { status } }, at: now };
  const message = `${host} answered ${status}.`;
  if (status !== 429 && status < 500) {
    const failed = { kind: 'failed', reason: 'REFUSED_BY_RECEIVER', message, detail: { status } } as const;
    return { result: failed, at: now };
  }
  const { tries, at } = lastTry(retry, now);
  const given = `Given up after ${tries} ${tries === 1 ? 'try' : 'tries'}: ${message}`;
  return { result: { kind: 'failed', reason: 'RETRIES_EXHAUSTED', message: given }, at };
}

/** When a receiver that never takes it is asked for the last time. */
function lastTry(
  retry: RetryPolicy,
  createdAt: EpochMillis,
): { readonly tries: number; readonly at: EpochMillis } {
  let at = createdAt;
  for (let attempts = 1; ; attempts++) {
    const next = retryAt({ createdAt, attempts, retry }, at, undefined);
    if (next === null) return { tries: attempts, at };
    at = next;
  }
}

function hostOf(sends: Foresight['sends']): string {
  return sends?.kind === 'REQUEST' ? new URL(sends.url).host : 'The receiver';
}

function hasAny(outputs: AssumedResult['outputs']): boolean {
  return Object.keys(outputs).length > 0;
}
