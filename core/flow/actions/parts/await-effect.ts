import type { Connection } from '../../definition/index.ts';
import {
  CANCELLATIONS,
  type EffectRequest,
  type EffectResult,
  effectKey,
  type Outcome,
  type RunContext,
} from '../../engine/index.ts';

/** Asks for an effect at the first visit, and, once it has finished, makes an outcome of what came of it. */
export function awaitEffect(
  context: RunContext,
  effect: EffectRequest,
  connection: Connection | undefined,
): Outcome {
  if (context.enrollment.wait?.kind !== 'effect') return { kind: 'effect', effects: [effect] };
  const finished = resultsOf(context, [undefined]);
  if (finished.kind !== 'finished') return finished;
  const [{ result }] = finished.results as [PartResult];
  if (result.kind === 'failed') return notDone(result);
  const { outputs, detail } = result;
  return { kind: 'done', connection, ...(outputs ? { outputs } : {}), ...(detail ? { detail } : {}) };
}

/** What was cancelled was not to be done. */
export function notDone({ reason, message }: Failure): Extract<Outcome, { kind: 'failed' | 'skipped' }> {
  return { kind: CANCELLATIONS.has(reason) ? 'skipped' : 'failed', reason, message };
}

type Failure = Extract<EffectResult, { kind: 'failed' }>;

export interface PartResult {
  readonly part: string | undefined;
  readonly result: EffectResult;
}

/** Effects of several parts that have been asked for: what came of each, or what to answer until all have finished. */
export type Parts =
  | { readonly kind: 'finished'; readonly results: readonly PartResult[] }
  | Extract<Outcome, { kind: 'needs' | 'effect' }>;

/** Null while none have been asked for. */
export function awaitedParts(context: RunContext): Parts | null {
  const { wait } = context.enrollment;
  return wait?.kind === 'effect' ? resultsOf(context, wait.parts ?? [undefined]) : null;
}

function resultsOf(context: RunContext, parts: readonly (string | undefined)[]): Parts {
  const questions = parts.map(
    (part) => ({ kind: 'effectResult', key: effectKey(context.idempotencyKey, part) }) as const,
  );
  const found = questions.map((ask) => context.workspace.answer(ask));
  const asks = questions.filter((_, index) => found[index] === undefined);
  if (asks.length > 0) return { kind: 'needs', asks };
  const results = parts.flatMap((part, index) => (found[index] ? [{ part, result: found[index] }] : []));
  return results.length < parts.length ? { kind: 'effect', effects: [] } : { kind: 'finished', results };
}
