import {
  type CompiledCriteria,
  type Criteria,
  type CriteriaContext,
  compileCriteria,
  isEmpty,
} from '@millrace/core/criteria';
import {
  type EnrollmentSchedule,
  enrollsAgain,
  type FlowDefinition,
  type FlowProgram,
  type LeaveReason,
  scheduledFilters,
  scheduleOf,
} from '@millrace/core/flow';
import type { Problem } from '@millrace/core/problem';
import { type EventTrigger, eventTrigger, type ReEnrollTrigger, reEnrollTriggers } from './event-trigger.ts';
import { withKnownLists, withoutRefinements } from './map-filters.ts';

/**
 * The criteria of a flow's exit: its goal and those for leaving. They keep a record out, and unenroll a record at the change
 * by which it meets them. The engine asks the goal again before every action: the flow may have got it meanwhile.
 */
export interface Exit {
  readonly tree: Criteria;
  readonly criteria: CompiledCriteria;
  readonly reason: LeaveReason;
}

/** A flow's criteria of entry and exit, compiled. */
export type FlowTriggers = {
  readonly program: FlowProgram;
  /** The last change from before the flow was turned on, or got its criteria. */
  readonly afterChange: string;
  readonly shouldReEnroll: boolean;
  readonly suppressionLists: readonly string[];
  readonly exits: readonly Exit[];
  /** Parts that cannot be evaluated, with their places in the flow. */
  readonly problems: readonly Problem[];
} & (
  | {
      readonly kind: 'CRITERIA';
      readonly tree: Criteria;
      readonly criteria: CompiledCriteria;
      /** The criteria without refinements, for a record that was inside before. */
      readonly held: CompiledCriteria;
      readonly reEnrollTriggers: readonly ReEnrollTrigger[];
      /** Whether a record inside has to leave when it no longer meets the criteria. */
      readonly exitsWhenUnmet: boolean;
    }
  | {
      readonly kind: 'EVENT';
      readonly gate: Criteria | null;
      readonly events: readonly EventTrigger[];
      /** Met by the members of the list: joining or leaving it enrolls a record. */
      readonly joins: readonly CompiledCriteria[];
      readonly refinement: CompiledCriteria | null;
    }
  | {
      readonly kind: 'SCHEDULE';
      readonly schedule: EnrollmentSchedule;
      /** Whom an occurrence enrolls; null: every record. */
      readonly tree: Criteria | null;
      readonly criteria: CompiledCriteria | null;
      readonly exitsWhenUnmet: boolean;
    }
  | { readonly kind: 'NONE' }
);

/** The context for compiling triggers. */
export interface TriggerContext extends CriteriaContext {
  readonly isKnownList: (listId: string) => boolean;
}

/** Compiles a flow's criteria of entry and exit. With a schedule, its filters are asked when that comes. Datasets trigger nothing. */
export function compileTriggers(
  program: FlowProgram,
  context: TriggerContext,
  afterChange = '0',
): FlowTriggers {
  const problems: Problem[] = [];
  const compile = compiler(context, problems);
  const { definition } = program;
  const criteria = definition.enrollmentCriteria;
  const common = {
    program,
    afterChange,
    problems,
    shouldReEnroll: criteria?.shouldReEnroll ?? false,
    suppressionLists: definition.type === 'CONTACT_FLOW' ? definition.suppressionListIds.map(String) : [],
    exits: exitsOf(definition, compile),
  };
  for (const list of common.suppressionLists)
    if (!context.isKnownList(list)) problems.push(unknownSuppressionList(list));
  const schedule = scheduleOf(definition);
  if (schedule) {
    const filters = scheduledFilters(definition);
    return {
      ...common,
      kind: 'SCHEDULE',
      schedule,
      shouldReEnroll: enrollsAgain(schedule, definition),
      tree: filters && withKnownLists(filters, context.isKnownList),
      criteria: filters && compile(filters, 'enrollmentCriteria.listFilterBranch'),
      exitsWhenUnmet: criteria?.type === 'LIST_BASED' && criteria.unEnrollObjectsNotMeetingCriteria,
    };
  }
  switch (criteria?.type) {
    case 'LIST_BASED': {
      const tree = criteria.listFilterBranch;
      if (isEmpty(tree)) return { ...common, kind: 'NONE' };
      const compiled = compile(tree, 'enrollmentCriteria.listFilterBranch');
      const bare = withoutRefinements(tree);
      const isRefined = JSON.stringify(bare) !== JSON.stringify(tree);
      return {
        ...common,
        kind: 'CRITERIA',
        tree: withKnownLists(tree, context.isKnownList),
        criteria: compiled,
        held: isRefined ? compile(bare, 'enrollmentCriteria.listFilterBranch') : compiled,
        reEnrollTriggers: criteria.reEnrollmentTriggersFilterBranches.flatMap((branch, index) =>
          reEnrollTriggers(branch, context, (each) =>
            compile(
              withoutRefinements(each),
              `enrollmentCriteria.reEnrollmentTriggersFilterBranches[${index}]`,
            ),
          ),
        ),
        exitsWhenUnmet: criteria.unEnrollObjectsNotMeetingCriteria,
      };
    }
    case 'EVENT_BASED': {
      const { refinementCriteria: gate } = criteria;
      return {
        ...common,
        kind: 'EVENT',
        gate: gate && !isEmpty(gate) ? withKnownLists(gate, context.isKnownList) : null,
        events: criteria.eventFilterBranches.map((branch) => eventTrigger(branch, context)),
        joins: criteria.listMembershipFilterBranches
          .filter((branch) => !isEmpty(branch))
          .map((branch, index) =>
            compile(branch, `enrollmentCriteria.listMembershipFilterBranches[${index}]`),
          ),
        refinement: gate && !isEmpty(gate) ? compile(gate, 'enrollmentCriteria.refinementCriteria') : null,
      };
    }
    default:
      return { ...common, kind: 'NONE' };
  }
}

type Compile = (tree: Criteria, at: string) => CompiledCriteria;

/** Compiles trees, and gathers their problems by place. */
function compiler(context: TriggerContext, problems: Problem[]): Compile {
  return (tree, at) => {
    const compiled = compileCriteria(withKnownLists(tree, context.isKnownList), context);
    for (const problem of compiled.problems) {
      const path = problem.path === '' ? at : `${at}.${problem.path}`;
      if (!problems.some((known) => known.path === path && known.code === problem.code))
        problems.push({ ...problem, path });
    }
    return compiled;
  };
}

function exitsOf(definition: FlowDefinition, compile: Compile): Exit[] {
  const exits: Exit[] = [];
  const add = (tree: Criteria | undefined, at: string, reason: LeaveReason) => {
    if (tree && !isEmpty(tree)) exits.push({ tree, criteria: compile(tree, at), reason });
  };
  if (definition.type === 'CONTACT_FLOW') add(definition.goalFilterBranch, 'goalFilterBranch', 'GOAL_MET');
  else add(definition.suppressionFilterBranch, 'suppressionFilterBranch', 'UNENROLLMENT_CRITERIA_MET');
  return exits;
}

function unknownSuppressionList(list: string): Problem {
  return {
    path: 'suppressionListIds',
    code: 'UNKNOWN_LIST',
    message: `suppressionListIds: there is no list with the id ${list}; it keeps nobody out.`,
  };
}
