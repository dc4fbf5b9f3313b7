import { DAYS_OF_WEEK } from '@millrace/core/flow';
import { type Parsed, type Problem, parseWith } from '@millrace/core/problem';
import { z } from 'zod';
import { actionToFlow, type Members } from './actions/index.ts';

/** Actions that one workflow may be made of, as in the original. */
const WORKFLOW_ACTIONS_MAX = 500;

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
  onlyEnrollsManually: z.boolean().default(true),
  actions: z.array(z.unknown()).max(WORKFLOW_ACTIONS_MAX).default([]),
  allowContactToTriggerMultipleTimes: z.boolean().default(false),
  suppressionListIds: z.array(z.int().nonnegative()).default([]),
  onlyExecOnBizDays: z.boolean().default(false),
  nurtureTimeRange: nurtureTimeRange.nullish(),
  segmentCriteria: onlyEmpty,
  goalCriteria: onlyEmpty,
  reEnrollmentTriggerSets: onlyEmpty,
  unenrollmentSetting: onlyNone,
  recurringSetting: onlyNone,
  eventAnchor: unsupported(() => false),
});
type WorkflowBody = z.infer<typeof schema>;

/**
 * The flow that a workflow of the older API is: its actions in a row, enrolled by hand. Members that change nothing here
 * are let pass; those that would be lost are refused.
 */
export function flowOfWorkflow(input: unknown): Parsed<Members> {
  const parsed = parseWith(schema, input);
  const sent =
    typeof input === 'object' && input !== null && 'actions' in input && Array.isArray(input.actions)
      ? input.actions.slice(0, WORKFLOW_ACTIONS_MAX)
      : [];
  const actions = sent.map((action, index) => actionToFlow(action, `actions[${index}]`));
  const problems: Problem[] = [parsed, ...actions].flatMap((each) => (each.ok ? [] : each.problems));
  if (!parsed.ok || problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: flowOf(
      parsed.value,
      actions.flatMap((each) => (each.ok ? [each.value] : [])),
    ),
  };
}

function flowOf(body: WorkflowBody, actions: readonly Members[]): Members {
  return {
    type: 'CONTACT_FLOW',
    flowType: 'WORKFLOW',
    objectTypeId: '0-1',
    name: body.name,
    isEnabled: body.enabled,
    ...(actions.length > 0 ? { startActionId: '1' } : {}),
    actions: actions.map((action, index) => ({
      ...action,
      actionId: String(index + 1),
      ...(index + 1 < actions.length
        ? { connection: { edgeType: 'STANDARD', nextActionId: String(index + 2) } }
        : {}),
    })),
    enrollmentCriteria: { type: 'MANUAL', shouldReEnroll: body.allowContactToTriggerMultipleTimes },
    suppressionListIds: body.suppressionListIds,
    timeWindows: timeWindows(body),
  };
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
