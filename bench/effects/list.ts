import { mail } from './mail/index.ts';
import type { EffectsPart } from './part.ts';

/** Every part of the bench `effects`. */
export const PARTS: readonly EffectsPart[] = [mail];
