/** Answers of the routes of jobs. */
import { iso } from '@millrace/core/time';
import { z } from 'zod';
import { type AnswerOf, authorAnswer, instantAnswer } from '../platform/index.ts';
import type { Job } from './job.ts';

export const JOB_STATES = ['QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED'] as const;

export const jobAnswer = z
  .strictObject({
    id: z.string(),
    kind: z.string(),
    state: z.enum(JOB_STATES),
    progress: z.strictObject({
      done: z.int(),
      total: z.int().nullable().describe('Null when it cannot be told'),
    }),
    outcomes: z.record(z.string(), z.int()).describe('What came of so many'),
    asked: z.record(z.string(), z.unknown()).describe('The request'),
    askedBy: authorAnswer.nullable(),
    result: z.unknown().describe('In members of its kind; null where the outcomes say all'),
    error: z.string().nullable(),
    createdAt: instantAnswer,
    startedAt: instantAnswer.nullable(),
    finishedAt: instantAnswer.nullable(),
  })
  .meta({ id: 'Job' });

/** A job as the API shows it. */
export function presentJob(job: Job): AnswerOf<typeof jobAnswer> {
  const { id, kind, state, done, total, outcomes, asked, askedBy, result, error } = job;
  const at = (instant: number | null) => (instant === null ? null : iso(instant));
  return {
    id,
    kind,
    state,
    progress: { done, total },
    outcomes,
    asked,
    askedBy,
    result,
    error,
    createdAt: iso(job.createdAt),
    startedAt: at(job.startedAt),
    finishedAt: at(job.finishedAt),
  };
}
