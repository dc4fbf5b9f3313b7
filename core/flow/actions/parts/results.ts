import type { Connection } from '../../definition/index.ts';
import { CANCELLATIONS, type EffectResult, type Outcome, type PartResult } from '../../engine/index.ts';

/** The outcome of an action with one effect. */
export function outcomeOfOne(results: readonly PartResult[], connection: Connection | undefined): Outcome {
  const { result } = results[0]!;
  if (result.kind === 'failed') return notDone(result);
  const { outputs, detail } = result;
  return { kind: 'done', connection, ...(outputs ? { outputs } : {}), ...(detail ? { detail } : {}) };
}

type Failure = Extract<EffectResult, { kind: 'failed' }>;

/** A cancelled effect was not to be done. */
export function notDone({
  reason,
  message,
  detail,
}: Failure): Extract<Outcome, { kind: 'failed' | 'skipped' }> {
  if (CANCELLATIONS.has(reason)) return { kind: 'skipped', reason, message };
  return { kind: 'failed', reason, message, ...(detail ? { detail } : {}) };
}
