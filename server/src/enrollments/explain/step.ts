/** Why a step led where it did, or why a passage ended: the criteria that decided, asked of the record as it was then. */
import { type Criteria, compileCriteria, explainCriteria, isEmpty } from '@millrace/core/criteria';
import type { FlowDefinition } from '@millrace/core/flow';
import { type EpochMillis, iso } from '@millrace/core/time';
import { loadRevisions, sayWith } from '../../flows/index.ts';
import { forgottenBefore, type LoggedChange, type Store } from '../../history/index.ts';
import { selectAllLists } from '../../lists/index.ts';
import { gather, subjectAt } from '../../loading/index.ts';
import type { StepView } from '../../passages/index.ts';
import type { AnswerOf, Caller } from '../../platform/index.ts';
import { loadTriggerContext } from '../../triggers/index.ts';
import type { stepExplanationAnswer } from './answers.ts';
import { explainAwaited, waitsForEvent } from './awaited.ts';
import { criteriaOf, type Decision, decisionOf } from './decision.ts';
import { sayExplained } from './say.ts';

type Answer = AnswerOf<typeof stepExplanationAnswer>;

/** What is to be explained: a step of a passage, or its end. */
export interface Moment {
  readonly flowId: string;
  readonly enrollmentId: string;
  readonly objectTypeId: string;
  readonly objectId: string;
  readonly revisionId: string;
  readonly at: EpochMillis;
  readonly reason: string | null;
  /** Null for the end of the passage. */
  readonly step: StepView | null;
  readonly steps: readonly StepView[];
}

export function explainStep(store: Store, caller: Caller, moment: Moment): Promise<Answer> {
  return store.read(caller.accountId, async (unit) => {
    const { tx, account } = unit;
    const { flowId, revisionId, at, step, objectTypeId, objectId: id } = moment;
    const [program] = await loadRevisions(tx, account, [{ flowId, revisionId }]);
    const definition = program?.definition;
    const action = definition?.actions.find(({ actionId }) => actionId === step?.actionId);
    const leaving = definition ? leavingBy(definition, moment.reason) : null;
    const trees = [...(action ? criteriaOf(action) : []), ...(leaving ? [leaving] : [])];
    const lists = new Set((await selectAllLists(tx, account.id)).map((list) => list.id));
    const context = (await loadTriggerContext(tx, account, lists))(objectTypeId);
    const reads = trees.map((tree) => compileCriteria(tree, context).reads);
    const ref = { objectTypeId, id };
    // A wait for an event is looked at from its begin.
    const from = step && waitsForEvent(action) ? Date.parse(step.startedAt) : at;
    const view = await gather(tx, account, [{ ref, reads }], { kind: 'instant', at: from - 1 });
    const own = view.timeline.of(ref);
    const keptSince = (await forgottenBefore(tx, account.id)).get('CHANGES') ?? Number.NEGATIVE_INFINITY;
    const isKept = from >= keptSince;
    const subject = isKept && trees.length > 0 ? subjectAt(ref, view, laterThan(moment, own)) : null;
    const asked = new Map(
      trees.map((tree) => [tree, subject ? explainCriteria(tree, context, subject, at) : null]),
    );
    const { decision, criteria } = await sayWith(tx, caller, (names) => {
      const explained = (tree: Criteria) => {
        const explanation = asked.get(tree);
        return explanation
          ? sayExplained(explanation, { tree, objectTypeId, context, at, tense: 'PAST' }, names)
          : null;
      };
      return {
        decision: action && step?.outcome === 'SUCCEEDED' ? decisionOf(action, step.detail, explained) : null,
        criteria: leaving && explained(leaving),
      };
    });
    return {
      flowId,
      enrollmentId: moment.enrollmentId,
      revisionId,
      objectTypeId,
      objectId: id,
      number: step?.number ?? null,
      actionId: step?.actionId ?? null,
      actionTypeId: step?.actionTypeId ?? null,
      at: iso(at),
      outcome: step?.outcome ?? null,
      reason: moment.reason,
      answer: isKept
        ? answerFor(moment, decision, trees.length > 0 && subject === null)
        : `${answerFor(moment, decision, false)} ${notKept(keptSince)}`,
      decision,
      criteria,
      events: isKept && action && step ? explainAwaited(action, step, own, context) : [],
    };
  });
}

/** The criteria by which a record had to leave. */
function leavingBy(definition: FlowDefinition, reason: string | null): Criteria | null {
  const tree = treeFor(definition, reason);
  return tree && !isEmpty(tree) ? tree : null;
}

function treeFor(definition: FlowDefinition, reason: string | null): Criteria | undefined {
  switch (reason) {
    case 'GOAL_MET':
      return definition.type === 'CONTACT_FLOW' ? definition.goalFilterBranch : undefined;
    case 'UNENROLLMENT_CRITERIA_MET':
      return definition.type === 'PLATFORM_FLOW' ? definition.suppressionFilterBranch : undefined;
    case 'CRITERIA_NO_LONGER_MET':
      return definition.enrollmentCriteria?.type === 'LIST_BASED'
        ? definition.enrollmentCriteria.listFilterBranch
        : undefined;
    default:
      return undefined;
  }
}

/**
 * The changes that the moment did not know. Many steps may be of one instant: what later ones have written came behind it, and so did what
 * is numbered behind that.
 */
function laterThan({ at, enrollmentId, step, steps }: Moment, own: readonly LoggedChange[]) {
  const number = step?.number ?? Number.POSITIVE_INFINITY;
  const atOnce = steps.filter((each) => Date.parse(each.at) === at);
  const earlier = new Set(atOnce.flatMap((each) => (each.number < number ? [each.actionId] : [])));
  const later = new Set(atOnce.flatMap((each) => (each.number > number ? [each.actionId] : [])));
  const firstLater = own.find(
    (change) =>
      change.at === at &&
      change.source.enrollmentId === enrollmentId &&
      later.has(change.source.actionId ?? '') &&
      !earlier.has(change.source.actionId ?? ''),
  );
  const bound = firstLater === undefined ? null : BigInt(firstLater.id);
  return (change: LoggedChange): boolean =>
    change.at > at || (change.at === at && bound !== null && BigInt(change.id) >= bound);
}

function notKept(since: EpochMillis): string {
  return `What the record was then is not kept any longer: changes before ${iso(since)} have been given up.`;
}

function answerFor({ step, reason }: Moment, decision: Decision | null, isGone: boolean): string {
  if (isGone) return 'The record is gone, and what it was then is no longer known.';
  const taken = decision?.branches.find((branch) => branch.taken);
  if (taken) {
    const way = taken.nextActionId === null ? 'where the path ends' : `to the action ${taken.nextActionId}`;
    return `It went by ${JSON.stringify(taken.name)}, ${way}: ${because(decision!, taken.index)}.`;
  }
  if (step === null) return `The passage ended: ${reason ?? 'it has not yet'}.`;
  const why = reason === null ? '' : `: ${reason}`;
  return `The action ${step.actionId} ${OUTCOMES[step.outcome]}${why}; it decided nothing.`;
}

const OUTCOMES = { SUCCEEDED: 'succeeded', FAILED: 'failed', SKIPPED: 'was skipped' } as const;

function because({ actionType, value }: Decision, index: number | null): string {
  switch (actionType) {
    case 'LIST_BRANCH':
      return index === null ? 'the filters of no branch were met' : 'it is the first whose filters were met';
    case 'STATIC_BRANCH':
      return index === null
        ? `no branch has the value ${JSON.stringify(value)}`
        : `the value was ${JSON.stringify(value)}`;
    case 'AB_TEST_BRANCH':
      return 'it was drawn';
  }
}
