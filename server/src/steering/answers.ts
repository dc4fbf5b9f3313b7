/** Answers of the routes of pauses and of steering. */
import { z } from 'zod';
import { enrollmentAnswer } from '../enrollments/index.ts';
import { pausedByAnswer } from '../pauses/index.ts';

const state = z
  .enum(['RUNNING', 'PAUSED', 'RESUMING'])
  .describe('RESUMING: no pause lasts, and what stood still is being moved');

export const stateAnswer = z
  .strictObject({
    state,
    pausedBy: z.array(pausedByAnswer),
    setAside: z.int().describe('Enrollments that fell due meanwhile; counted to 100,000'),
    jobId: z.string().optional().describe('The job that was begun to resume it'),
  })
  .meta({ id: 'PauseState' });

export const steerPreviewAnswer = z
  .strictObject({
    matching: z.int(),
    complete: z.boolean().describe('Whether all were looked at in the time there was'),
    looked: z.int(),
    total: z.int().describe('Enrollments that are looked through'),
    outcomes: z
      .record(z.string(), z.int())
      .describe('How many would be steered so, or for which reason they would not'),
    sample: z.array(z.strictObject({ outcome: z.string(), enrollment: enrollmentAnswer })),
  })
  .meta({ id: 'SteerPreview' });
