import { flowIds, requireFlowRecords } from '../flows/index.ts';
import type { Store } from '../history/index.ts';
import { findPassage, listPassageSteps } from '../passages/index.ts';
import { type AnswerOf, type Caller, notFound } from '../platform/index.ts';
import type { passageAnswer } from './answers.ts';
import { type EnrollmentView, presentPassages } from './present-passages.ts';
import { shownTo } from './shown-steps.ts';

/** 404 when it does not exist, 403 when its flow is closed to the caller. */
export async function requireEnrollment(
  { sql }: Store,
  caller: Caller,
  id: string,
  access: 'read' | 'write',
): Promise<EnrollmentView> {
  const passage = await findPassage(sql, caller.accountId, id, flowIds(sql, caller.accountId));
  if (!passage) throw notFound(`There is no enrollment ${id}.`);
  await requireFlowRecords(sql, caller, passage.flowId, access, 'any');
  const [enrollment] = await presentPassages(sql, caller, [passage]);
  return enrollment!;
}

/** An enrollment with its steps, as the caller may see them. */
export async function presentPassage(
  { sql }: Store,
  caller: Caller,
  enrollment: EnrollmentView,
): Promise<AnswerOf<typeof passageAnswer>> {
  const steps = await listPassageSteps(sql, caller.accountId, enrollment.flowId, enrollment.id);
  return { ...enrollment, steps: await shownTo(sql, caller, steps) };
}
