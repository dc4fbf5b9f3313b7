import type { Connection, EffectRequest, Outcome, RunContext } from '@millrace/core/flow';

/** Asks for an effect at the first visit, and, once it has finished, makes an outcome of what came of it. */
export function awaitEffect(
  context: RunContext,
  effect: EffectRequest,
  connection: Connection | undefined,
): Outcome {
  const { enrollment, workspace, idempotencyKey: key } = context;
  if (enrollment.wait?.kind !== 'effect') return { kind: 'effect', effect };
  const result = workspace.effectResult(key);
  if (result === undefined) return { kind: 'needs', asks: [{ kind: 'effectResult', key }] };
  if (result === null) return { kind: 'effect', effect };
  if (result.kind === 'failed' && result.reason === 'CANCELLED')
    return { kind: 'skipped', reason: result.reason, message: result.message };
  if (result.kind === 'failed') return { kind: 'failed', reason: result.reason, message: result.message };
  const { outputs, detail } = result;
  return { kind: 'done', connection, ...(outputs ? { outputs } : {}), ...(detail ? { detail } : {}) };
}
