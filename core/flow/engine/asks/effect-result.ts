import type { EffectResult } from '../effect-result.ts';
import { askKind } from './ask-kind.ts';

/** The result of an effect, by its idempotency key. */
export interface EffectResultAsk {
  readonly kind: 'effectResult';
  readonly key: string;
}

/** Null while the effect has not finished. */
export const effectResult = askKind<EffectResultAsk, EffectResult | null>(
  'effectResult',
  ({ key }) => key,
  () => null,
);
