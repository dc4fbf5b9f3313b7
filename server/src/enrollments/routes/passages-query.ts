import { z } from 'zod';
import { cursorOfTime, instant, pagingQuery, timeCursor } from '../../platform/index.ts';
import { enrollmentAnswer } from '../answers.ts';
import type { EnrollmentView } from '../present-passages.ts';
import { id } from './inputs.ts';

const PAGE_ITEMS = 100;

/** The query of a listing of enrollments. */
export const passagesQuery = z.object({
  limit: pagingQuery(PAGE_ITEMS).limit,
  after: cursorOfTime.optional(),
  status: enrollmentAnswer.shape.status.optional(),
  reason: z.string().min(1).max(100).optional().describe('Why it ended, such as GOAL_MET'),
  actionId: z.string().min(1).max(100).optional().describe('Where it stands, or stood when it ended'),
  objectId: id.optional(),
  from: instant.optional().describe('Enrolled at this instant or later'),
  to: instant.optional().describe('Enrolled before this instant'),
});

export function passageCursor({ enrolledAt, id }: EnrollmentView): string {
  return timeCursor({ at: Date.parse(enrolledAt), id });
}
