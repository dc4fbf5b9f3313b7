import { iso } from '@millrace/core/time';
import { z } from 'zod';
import { type AnswerOf, authorAnswer, instantAnswer } from '../platform/index.ts';
import type { EnrollmentPause, Pause } from './pause.ts';

/** A pause that holds something. */
export const pausedByAnswer = z
  .strictObject({
    scope: z.enum(['ACCOUNT', 'FLOW', 'ENROLLMENT']),
    state: z
      .enum(['PAUSED', 'RESUMING'])
      .describe('RESUMING: it was ended, and what stood still is being moved'),
    time: z.enum(['STANDS_STILL', 'GOES_ON']),
    since: instantAnswer,
    by: authorAnswer.nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'PausedBy' });

export function presentPause(pause: Pause | EnrollmentPause): AnswerOf<typeof pausedByAnswer> {
  const { time, since, by, reason } = pause;
  const scope = 'scope' in pause ? (pause.scope === 'ACCOUNT' ? 'ACCOUNT' : 'FLOW') : 'ENROLLMENT';
  const state = (pause.resumedAt ?? null) === null ? 'PAUSED' : 'RESUMING';
  return { scope, state, time, since: iso(since), by, reason };
}
