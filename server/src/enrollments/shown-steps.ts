import { closedRevisions } from '../flows/index.ts';
import { closedMails } from '../mail/index.ts';
import type { StepView } from '../passages/index.ts';
import type { Caller, Db } from '../platform/index.ts';

/**
 * Steps without their details where those are of a revision that is closed to the caller, though the present one is open, or of a
 * mail that is.
 */
export async function shownTo<Step extends StepView>(
  db: Db,
  caller: Caller,
  steps: readonly Step[],
): Promise<readonly Step[]> {
  const closed = new Set<Step>();
  for (const [flowId, own] of Map.groupBy(steps, (step) => step.flowId)) {
    const revisions = own.map(({ revisionId }) => revisionId);
    const closedOnes = await closedRevisions(db, caller, flowId, revisions);
    for (const step of own) if (closedOnes.has(step.revisionId)) closed.add(step);
  }
  for (const { step } of (await closedMails(db, caller, steps.flatMap(mailOf))).keys()) closed.add(step);
  return steps.map((step) => (closed.has(step) ? { ...step, detail: null } : step));
}

/** The mail that a step has sent. */
function mailOf<Step extends StepView>(step: Step) {
  const { detail } = step;
  if (typeof detail !== 'object' || detail === null || !('subject' in detail)) return [];
  const emailId = 'emailId' in detail && typeof detail.emailId === 'string' ? detail.emailId : null;
  return [{ step, emailId, at: Date.parse(step.at) }];
}
