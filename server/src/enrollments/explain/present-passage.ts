import { iso } from '@millrace/core/time';
import type { PassageThen } from '../../passages/index.ts';
import type { AnswerOf } from '../../platform/index.ts';
import type { explainedPassageAnswer } from './answers.ts';

/** A passage as the answer shows it. */
export function presentPassage({
  id,
  entered,
  enrolledAt,
  endedAt,
  endReason,
}: PassageThen): AnswerOf<typeof explainedPassageAnswer> {
  return {
    enrollmentId: id,
    outcome: !entered ? 'REFUSED' : endedAt === null ? 'ACTIVE' : 'ENDED',
    enrolledAt: iso(enrolledAt),
    endedAt: endedAt === null ? null : iso(endedAt),
    endReason,
  };
}
