import { type Parsed, type Problem, parseInput } from '@millrace/core/problem';
import { DAYS_OF_WEEK } from '@millrace/core/time';
import { z } from 'zod';
import { type ActionGraph, actionGraphOf } from './action-graph.ts';
import type { KeepSecret, Members } from './actions/index.ts';
import { filterBranchOf, hasFilters } from './filters.ts';

/** Hours of every day in which actions run: from `startHour` until `stopHour`, 24 being midnight. */
const nurtureTimeRange = z
  .object({
    enabled: z.boolean().default(false),
    startHour: z.int().min(0).max(23).default(0),
    stopHour: z.int().min(1).max(24).default(24),
  })
  .refine(
    ({ enabled, startHour, stopHour }) => !enabled || startHour < stopHour,
    'must start before it stops',
  );

/** Something that this server has no flow for, unless it says nothing. */
const unsupported = (saysNothing: (given: unknown) => boolean) =>
  z
    .unknown()
    .refine((given) => given === null || saysNothing(given), {
      message: 'is not supported here: make the flow through /automation/v4/flows',
      params: { code: 'NOT_SUPPORTED' },
    })
    .optional();
const onlyEmpty = unsupported((given) => Array.isArray(given) && given.flat().length === 0);
const onlyNone = unsupported(
  (given) => typeof given === 'object' && given !== null && 'type' in given && given.type === 'NONE',
);

const schema = z.object({
  name: z.string().min(1),
  type: z.literal('DRIP_DELAY'),
  /** The older API cannot turn a workflow on later, so it is made turned on. */
  enabled: z.boolean().default(true),
  onlyEnrollsManually: z.boolean().optional(),
  actions: z.array(z.unknown()).default([]),
  allowContactToTriggerMultipleTimes: z.boolean().default(false),
  suppressionListIds: z.array(z.int().nonnegative()).default([]),
  onlyExecOnBizDays: z.boolean().default(false),
  nurtureTimeRange: nurtureTimeRange.nullish(),
  /** Who is let in, and who has arrived: groups of filters, looked into by filterBranchOf. */
  segmentCriteria: z.unknown().optional(),
  goalCriteria: z.unknown().optional(),
  reEnrollmentTriggerSets: onlyEmpty,
  unenrollmentSetting: onlyNone,
  recurringSetting: onlyNone,
  eventAnchor: unsupported(() => false),
});
type WorkflowBody = z.infer<typeof schema>;

/**
 * The flow that a workflow of the older API is. Members that change nothing here are let pass; those that would be lost
 * are refused. Secrets are given to `keepSecret`, also those of a workflow that is refused.
 */
export function flowOfWorkflow(input: unknown, keepSecret: KeepSecret): Parsed<Members> {
  const parsed = parseInput(schema, input);
  const graph = actionGraphOf(sentActions(input), 'actions', keepSecret);
  const problems: Problem[] = [...(parsed.ok ? [] : parsed.problems), ...graph.problems];
  const criteria = (member: 'segmentCriteria' | 'goalCriteria'): Members | undefined => {
    if (!parsed.ok || !hasFilters(parsed.value[member])) return undefined;
    const branch = filterBranchOf(parsed.value[member], member);
    if (branch.ok) return branch.value;
    problems.push(...branch.problems);
    return undefined;
  };
  const segment = criteria('segmentCriteria');
  const goal = criteria('goalCriteria');
  if (parsed.ok && parsed.value.onlyEnrollsManually && segment) problems.push(manualWithSegment());
  if (!parsed.ok || problems.length > 0) return { ok: false, problems };
  return { ok: true, value: flowOf(parsed.value, graph, segment, goal) };
}

function flowOf(
  body: WorkflowBody,
  { startActionId, actions }: ActionGraph,
  segment: Members | undefined,
  goal: Members | undefined,
): Members {
  const shouldReEnroll = body.allowContactToTriggerMultipleTimes;
  return {
    type: 'CONTACT_FLOW',
    flowType: 'WORKFLOW',
    objectTypeId: '0-1',
    name: body.name,
    isEnabled: body.enabled,
    ...(startActionId === undefined ? {} : { startActionId }),
    actions,
    enrollmentCriteria: segment
      ? { type: 'LIST_BASED', shouldReEnroll, listFilterBranch: segment }
      : { type: 'MANUAL', shouldReEnroll },
    ...(goal ? { goalFilterBranch: goal } : {}),
    suppressionListIds: body.suppressionListIds,
    timeWindows: timeWindows(body),
  };
}

/** The actions can be looked at even when something else is wrong with the body. */
function sentActions(input: unknown): readonly unknown[] {
  const has = typeof input === 'object' && input !== null && 'actions' in input;
  return has && Array.isArray(input.actions) ? input.actions : [];
}

function manualWithSegment(): Problem {
  const message = 'segmentCriteria must be empty when onlyEnrollsManually is true.';
  return { path: 'segmentCriteria', code: 'NOT_ALLOWED', message };
}

const BUSINESS_DAYS = 5;

function timeWindows({ onlyExecOnBizDays, nurtureTimeRange: range }: WorkflowBody): Members[] {
  const hours = range?.enabled ? range : undefined;
  if (!onlyExecOnBizDays && !hours) return [];
  return DAYS_OF_WEEK.slice(0, onlyExecOnBizDays ? BUSINESS_DAYS : undefined).map((day) => ({
    day,
    ...(hours ? { startTime: { hour: hours.startHour, minute: 0 } } : {}),
    ...(hours && hours.stopHour < 24 ? { endTime: { hour: hours.stopHour, minute: 0 } } : {}),
  }));
}
