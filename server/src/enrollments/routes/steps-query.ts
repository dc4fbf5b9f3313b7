import { z } from 'zod';
import type { StepView } from '../../passages/index.ts';
import { instant, pagingQuery } from '../../platform/index.ts';
import { id } from './inputs.ts';

const PAGE_ITEMS = 100;

const OUTCOMES = ['SUCCEEDED', 'FAILED', 'SKIPPED'] as const;

/** The filters of steps, for every use. */
export const stepMembers = {
  reason: z.string().min(1).max(100).optional(),
  actionId: z.string().max(100).optional(),
  actionTypeId: z.string().max(100).optional(),
  from: instant.optional(),
  to: instant.optional(),
};

/** The query of an action log. */
export const stepsQuery = z.object({
  ...stepMembers,
  limit: pagingQuery(PAGE_ITEMS).limit,
  after: z.string().transform(cursorOf).optional(),
  outcome: z.enum(OUTCOMES).optional(),
  objectId: id.optional(),
  enrollmentId: id.optional(),
});

export function stepCursorText(step: StepView): string {
  return `${Date.parse(step.at)}-${step.enrollmentId}-${step.number}`;
}

function cursorOf(text: string, context: z.RefinementCtx) {
  const match = /^(\d{1,15})-(\d{1,18})-(\d{1,9})$/.exec(text);
  if (match) return { at: Number(match[1]), enrollmentId: match[2]!, number: Number(match[3]) };
  context.addIssue({ code: 'custom', message: 'must be the cursor of an earlier page' });
  return z.NEVER;
}
