import { type CriteriaContext, explainEvent, unifiedEventsBranchSchema } from '@millrace/core/criteria';
import { type Action, occurrencesOf } from '@millrace/core/flow';
import { parseWith } from '@millrace/core/problem';
import { iso } from '@millrace/core/time';
import type { LoggedChange } from '../../history/index.ts';
import type { StepView } from '../../passages/index.ts';
import type { AnswerOf } from '../../platform/index.ts';
import type { awaitedEventAnswer } from './answers.ts';

/** The wait for an event. */
const DELAY_UNTIL_EVENT = '0-29';
/** Events in one explanation, the latest. */
const EVENTS_SHOWN = 20;

/** The branches of events that an action waits for; none for any other. */
function branchesOf(action: Action) {
  if (action.type !== 'SINGLE_CONNECTION' || action.actionTypeId !== DELAY_UNTIL_EVENT) return [];
  const given = action.fields['event_filter_branches'];
  if (!Array.isArray(given)) return [];
  return given.flatMap((branch) => {
    const parsed = parseWith(unifiedEventsBranchSchema, branch);
    return parsed.ok ? [parsed.value] : [];
  });
}

/** What happened to the record while a step waited for an event, and what each branch of its action says of it. */
export function explainAwaited(
  action: Action,
  step: StepView,
  changes: readonly LoggedChange[],
  context: CriteriaContext,
): AnswerOf<typeof awaitedEventAnswer>[] {
  const branches = branchesOf(action);
  const [from, to] = [Date.parse(step.startedAt), Date.parse(step.at)];
  return changes
    .filter(({ at }) => at >= from && at <= to)
    .flatMap((change) => occurrencesOf(change))
    .flatMap((occurrence) => {
      const own = branches.filter(({ eventTypeId }) => eventTypeId === occurrence.eventTypeId);
      if (own.length === 0) return [];
      const triggers = own.map((branch) => explainEvent(branch, context, occurrence, to));
      const { eventTypeId, occurredAt } = occurrence;
      const verdict = triggers.some((each) => each.verdict === 'MET') ? 'MET' : 'NOT_MET';
      return [{ eventTypeId, occurredAt: iso(occurredAt), verdict, triggers } as const];
    })
    .slice(-EVENTS_SHOWN);
}

export function waitsForEvent(action: Action | undefined): boolean {
  return action !== undefined && branchesOf(action).length > 0;
}
