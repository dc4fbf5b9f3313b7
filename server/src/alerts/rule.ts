import { isAddress } from '@millrace/core/property';
import { z } from 'zod';
import { idOf } from '../platform/index.ts';
import { isoDuration } from './window.ts';

const NAME_CHARACTERS_MAX = 200;
const DESTINATIONS_MAX = 10;
const FLOWS_MAX = 500;
const REASONS_MAX = 100;
/** Failed steps that a rule may ask for. */
const FAILURES_MAX = 10_000;

const webhook = z.strictObject({
  type: z.literal('WEBHOOK'),
  url: z
    .string()
    .max(2_000)
    .refine(
      (text) => ['http:', 'https:'].includes(URL.parse(text)?.protocol ?? ''),
      'must be an http or https address',
    ),
  auth: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('SIGNATURE'), appId: z.int().positive() }),
      z.strictObject({
        type: z.literal('AUTH_KEY'),
        name: z.string().regex(/^[\w-]{1,100}$/, 'must be the name of a header'),
        secretName: z.string().min(1).max(100),
      }),
    ])
    .optional(),
});

const mail = z.strictObject({
  type: z.literal('EMAIL'),
  to: z.string().max(254).refine(isAddress, 'must be an email address'),
});

/** When somebody is told, and how. */
export const ruleInput = z.strictObject({
  name: z.string().trim().min(1).max(NAME_CHARACTERS_MAX),
  isEnabled: z.boolean().default(true),
  /** All flows by default, those made later too. */
  flowIds: z.array(idOf('the id of a flow')).min(1).max(FLOWS_MAX).optional(),
  /** All reasons by default, without those that are expected. */
  reasons: z.array(z.string().min(1).max(100)).min(1).max(REASONS_MAX).optional(),
  includeExpected: z.boolean().default(false),
  /** What is told of by itself: a flow, each of its actions, or each reason there. */
  per: z.enum(['FLOW', 'ACTION', 'REASON']).default('REASON'),
  /** So many failed steps … */
  failures: z.int().min(1).max(FAILURES_MAX).default(1),
  /** … in so long. */
  window: isoDuration.default('PT1H'),
  destinations: z
    .array(z.discriminatedUnion('type', [webhook, mail]))
    .min(1)
    .max(DESTINATIONS_MAX),
});

export type RuleDocument = z.output<typeof ruleInput>;

export type Destination = RuleDocument['destinations'][number];
