import type { Ask } from './asks/index.ts';
import type { EffectResult } from './effect-result.ts';
import type { Wait } from './wait.ts';
import type { Workspace } from './workspace.ts';

/** The result of one effect of a visit; `part` tells it from the others. */
export interface PartResult {
  readonly part: string | undefined;
  readonly result: EffectResult;
}

/** The results of all effects of an action. */
export type Results =
  | { readonly kind: 'finished'; readonly results: readonly PartResult[] }
  | { readonly kind: 'pending' }
  | { readonly kind: 'needs'; readonly asks: readonly Ask[] };

/** The idempotency key of one effect of a visit. */
export function effectKey(visit: string, part: string | undefined): string {
  return part === undefined ? visit : `${visit}:${part}`;
}

export function resultsOf(wait: Extract<Wait, { kind: 'effect' }>, workspace: Workspace): Results {
  const parts = wait.parts ?? [undefined];
  const questions = parts.map((part) => ({ kind: 'effectResult', key: effectKey(wait.key, part) }) as const);
  const found = questions.map((ask) => workspace.answer(ask));
  const asks = questions.filter((_, index) => found[index] === undefined);
  if (asks.length > 0) return { kind: 'needs', asks };
  const results = parts.flatMap((part, index) => (found[index] ? [{ part, result: found[index] }] : []));
  return results.length < parts.length ? { kind: 'pending' } : { kind: 'finished', results };
}
