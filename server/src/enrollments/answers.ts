/** Answers of the routes of enrollments, except explanations. */
import { z } from 'zod';
import { targetAnswer, triesAnswer } from '../effects/index.ts';
import { errorGroupAnswer as groupAnswer, stepAnswer } from '../passages/index.ts';
import { pausedByAnswer } from '../pauses/index.ts';
import { forwardPaging, instantAnswer } from '../platform/index.ts';

const positionAnswer = z
  .strictObject({
    actionId: z.string().nullable(),
    waitingFor: z.string().nullable().describe('Such as "delay", "event", "window" or "effect"'),
    since: instantAnswer.nullable(),
    until: instantAnswer.nullable().describe('When it goes on, or is looked at again'),
    says: z.string().nullable().describe('What it waits for, for people: "2 business days"'),
    held: z
      .strictObject({ reason: z.string(), message: z.string() })
      .nullable()
      .describe('Why the end is not known: at a wait that cannot be waited, until it is mended or skipped'),
    effect: z
      .strictObject({ id: z.string(), kind: z.string(), target: targetAnswer, ...triesAnswer.shape })
      .nullable(),
  })
  .meta({ id: 'Position' });

/** The cause of an enrollment. */
const triggerAnswer = z
  .strictObject({
    kind: z.enum(['EVENT', 'CRITERIA', 'SCHEDULE', 'MANUAL', 'FLOW']),
    eventTypeId: z.string().optional(),
    properties: z.record(z.string(), z.string()).optional(),
    changeId: z.string().optional(),
    scheduledAt: instantAnswer.optional().describe("The occurrence of the flow's schedule"),
    by: z
      .strictObject({ flowId: z.string(), enrollmentId: z.string(), actionId: z.string() })
      .optional()
      .describe('The action of another flow that enrolled the record'),
    keptSince: instantAnswer
      .optional()
      .describe('When it fired, of a trigger that was kept while the record was inside'),
    through: z.array(z.string()).optional().describe('The flows whose writes led here, one by one'),
  })
  .meta({ id: 'Trigger' });

export const enrollmentAnswer = z
  .strictObject({
    id: z.string(),
    flowId: z.string(),
    objectTypeId: z.string(),
    objectId: z.string(),
    status: z.enum(['ACTIVE', 'COMPLETED', 'UNENROLLED', 'FAILED']),
    endReason: z.string().nullable(),
    enrolledAt: instantAnswer,
    endedAt: instantAnswer.nullable(),
    trigger: triggerAnswer,
    position: positionAnswer.nullable().describe('Where it stands while it is active'),
    pausedBy: z
      .array(pausedByAnswer)
      .describe('What holds it while it is active: nothing goes on before all are over'),
    revisionId: z
      .string()
      .describe('The revision of the flow by which it came where it stands; each step names its own'),
    stepCount: z.int(),
    kept: z
      .strictObject({ since: instantAnswer, trigger: triggerAnswer })
      .nullable()
      .describe(
        'What fired meanwhile and enrolls the record again once it is through, where the flow keeps that',
      ),
  })
  .meta({ id: 'Enrollment' });

/** An enrollment among those of all flows. */
export const listedEnrollmentAnswer = enrollmentAnswer
  .extend({ flowName: z.string().nullable() })
  .meta({ id: 'ListedEnrollment' });

/** An enrollment with the steps of its passage. */
export const passageAnswer = enrollmentAnswer.extend({ steps: z.array(stepAnswer) }).meta({ id: 'Passage' });

/** A step in the log of all flows. */
export const anyStepAnswer = stepAnswer.extend({ flowName: z.string().nullable() }).meta({ id: 'AnyStep' });

export const errorGroupAnswer = groupAnswer
  .extend({ flowName: z.string().nullable() })
  .meta({ id: 'ErrorGroup' });

export const errorGroupsAnswer = z.strictObject({
  results: z.array(errorGroupAnswer),
  complete: z.boolean().describe('Whether all that went wrong was counted'),
  paging: forwardPaging.optional(),
});

const ADMITTED = [
  'ENROLLED',
  'ALREADY_ACTIVE',
  'ENROLLED_BEFORE',
  'SUPPRESSED',
  'GOAL_MET',
  'UNENROLLMENT_CRITERIA_MET',
] as const;

/** The outcome of enrolling one record. */
export const enrolledAnswer = z.strictObject({
  objectId: z.string(),
  outcome: z.enum([...ADMITTED, 'RECORD_NOT_FOUND']),
  enrollmentId: z.string().optional(),
});

export const unenrolledAnswer = z.strictObject({
  objectId: z.string(),
  outcome: z.enum(['UNENROLLED', 'NOT_ACTIVE']),
});

export const jobAnswer = z
  .strictObject({
    id: z.string(),
    flowId: z.string(),
    status: z.enum(['RUNNING', 'COMPLETE', 'CANCELED', 'FAILED']),
    total: z.int(),
    looked: z.int(),
    matching: z.int(),
    enrolled: z.int(),
    outcomes: z.record(z.string(), z.int()),
    createdAt: instantAnswer,
    finishedAt: instantAnswer.nullable(),
    message: z.string().optional(),
  })
  .meta({ id: 'EnrollmentJob' });

export const previewAnswer = z
  .strictObject({
    matching: z.int(),
    wouldEnroll: z.int(),
    alreadyActive: z.int().describe('A record is counted under the first reason there is'),
    enrolledBefore: z.int(),
    refused: z.int(),
    sample: z.array(z.strictObject({ objectId: z.string(), properties: z.record(z.string(), z.string()) })),
  })
  .meta({ id: 'Preview' });

export const occurrenceAnswer = z.strictObject({
  at: instantAnswer,
  day: z.string().describe('YYYY-MM-DD'),
  localTime: z.string().describe("On the account's clock: where that skips the time of day, it comes later"),
  records: z
    .int()
    .optional()
    .describe('Of a schedule by a property: the records that have this day and meet the filters now'),
});

export const scheduleAnswer = z
  .strictObject({
    flowId: z.string(),
    type: z.string(),
    isEnabled: z.boolean(),
    timeZone: z.string(),
    nextAt: instantAnswer.nullable().describe('Null when none comes, and while the flow is off'),
    occurrences: z.array(occurrenceAnswer).describe('The next ten; of a flow that is off, as if it were on'),
    matching: z.int().describe('Records that meet the filters now'),
    wouldEnroll: z.int().describe('Of these, the ones whom the door would let in'),
    latest: z
      .strictObject({
        at: instantAnswer,
        status: jobAnswer.shape.status,
        looked: z.int(),
        matching: z.int(),
        enrolled: z.int(),
        outcomes: z.record(z.string(), z.int()),
        finishedAt: instantAnswer.nullable(),
        message: z.string().optional(),
      })
      .nullable()
      .describe(
        'The occurrence that has come last, and whom it has enrolled; of a schedule by a property always null',
      ),
  })
  .meta({ id: 'Schedule' });

export const conversionAnswer = z
  .strictObject({
    enrolled: z.int().describe('Records that were ever enrolled'),
    metGoal: z
      .int()
      .describe('Of these, the ones who met the goal after the flow had sent them a marketing email'),
    conversionRate: z.number().describe('Of a hundred; 0 when none was enrolled'),
  })
  .meta({ id: 'GoalConversion' });

/** Those who go through an earlier revision of their flow. */
export const pinnedAnswer = z
  .strictObject({ revisionId: z.string(), inside: z.int() })
  .meta({ id: 'Pinned' });

export const releasedAnswer = z.strictObject({ flowId: z.string(), released: z.int() });

const actionCountsAnswer = z
  .strictObject({
    waiting: z.int().describe('Who stands there now'),
    oldestSince: instantAnswer.nullable().describe('When the one who has waited longest came there'),
    succeeded: z.int(),
    failed: z.int(),
    skipped: z.int(),
    branches: z.record(z.string(), z.int()).describe('How many went each way, by the name that it had then'),
    connections: z
      .record(z.string(), z.int())
      .describe(
        'The same for the ways that the flow has now, by their members, as "listBranches[1].connection" or "defaultBranch"',
      ),
    lastAt: instantAnswer.nullable().describe('When it was run last'),
  })
  .meta({ id: 'ActionCounts' });

export const flowCountsAnswer = z
  .strictObject({
    flowId: z.string(),
    asOf: instantAnswer.describe('Of when it is who waits; what steps came to is as of now'),
    since: instantAnswer.nullable().describe('The hour from which steps are counted'),
    active: z.int(),
    actions: z.record(z.string(), actionCountsAnswer).describe('By action id'),
  })
  .meta({ id: 'FlowCounts' });

export const seriesAnswer = z.strictObject({
  bucket: z
    .string()
    .describe(
      'The date that it begins with, in the zone of the account; of an hour its first minute, with the offset from UTC: 2026-01-05T14:00+01:00',
    ),
  enrolled: z.int(),
  completed: z.int(),
  metGoal: z.int(),
  unenrolled: z.int(),
  failed: z.int(),
});
