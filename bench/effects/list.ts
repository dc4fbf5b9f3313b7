import { code } from './code/index.ts';
import { mail } from './mail/index.ts';
import type { EffectsPart } from './part.ts';
import { webhookBeside } from './webhook/beside.ts';
import { webhook } from './webhook/index.ts';

/** Every part of the bench `effects`. */
export const PARTS: readonly EffectsPart[] = [code, mail, webhook, webhookBeside];
