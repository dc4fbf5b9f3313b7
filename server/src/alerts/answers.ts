/** The answers of the routes of alerts. */
import { z } from 'zod';
import { authorAnswer, instantAnswer } from '../platform/index.ts';
import { ruleInput } from './rule.ts';

export const alertRuleAnswer = z
  .strictObject({
    id: z.string(),
    ...ruleInput.shape,
    isEnabled: z.boolean(),
    includeExpected: z.boolean(),
    per: z.enum(['FLOW', 'ACTION', 'REASON']),
    failures: z.int(),
    window: z.string(),
    createdAt: instantAnswer,
    updatedAt: instantAnswer,
    savedBy: authorAnswer,
  })
  .meta({ id: 'AlertRule' });

export const toldAnswer = z
  .strictObject({
    id: z.string(),
    ruleId: z.string(),
    ruleName: z.string().describe('As the rule was called then'),
    kind: z.enum(['BEGAN', 'GOES_ON', 'RECOVERED']),
    flowId: z.string(),
    actionId: z.string().nullable(),
    reason: z.string().nullable(),
    count: z.int().describe('Failed steps in the window, counted up to what the rule asks for'),
    begunAt: instantAnswer,
    at: instantAnswer,
    effectIds: z
      .array(z.string())
      .describe('What was sent, and what came of it: /millrace/v1/effects/{effectId}'),
  })
  .meta({ id: 'Alert' });
