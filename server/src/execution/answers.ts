/** Answers of the routes of the clock. */
import { z } from 'zod';
import { instantAnswer } from '../platform/index.ts';

export const clockAnswer = z
  .strictObject({
    now: instantAnswer,
    timeZone: z.string(),
    mode: z.enum(['development', 'production']),
    nextDueAt: instantAnswer
      .nullable()
      .describe(
        'When the next thing falls due; null when nothing will, and in production, where nobody asks',
      ),
  })
  .meta({ id: 'Clock' });

export const settledAnswer = z.strictObject({
  now: instantAnswer,
  done: z.int().describe('How much was done'),
});

export const movedAnswer = settledAnswer.extend({
  from: instantAnswer,
  stops: z.int().describe('Instants at which something fell due'),
  stepByStep: z
    .string()
    .nullable()
    .describe(
      'Why the clock stopped at each of them, for a part of the way at least; null where it did not have to',
    ),
});
