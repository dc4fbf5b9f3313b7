/** What the routes of the older API answer; instants are in milliseconds since 1970. */
import { z } from 'zod';

const noLists = z.strictObject({
  enrolled: z.null(),
  active: z.null(),
  completed: z.null(),
  succeeded: z.null(),
});

const source = { source: z.string(), serviceName: z.string() };

/** A workflow on a listing. */
export const workflowSummaryAnswer = z
  .strictObject({
    id: z.int(),
    name: z.string(),
    type: z.enum(['DRIP_DELAY', 'STATIC_ANCHOR', 'PROPERTY_ANCHOR']),
    enabled: z.boolean(),
    description: z.string(),
    portalId: z.int().describe('The account'),
    insertedAt: z.int(),
    updatedAt: z.int(),
    contactCounts: z.strictObject({ active: z.int(), enrolled: z.int() }),
    contactListIds: noLists,
    personaTagIds: z.array(z.unknown()),
    creationSource: z.strictObject({ sourceApplication: z.strictObject(source), createdAt: z.int() }),
    updateSource: z.strictObject({ sourceApplication: z.strictObject(source), updatedAt: z.int() }),
    migrationStatus: z
      .strictObject({
        portalId: z.int(),
        workflowId: z.int(),
        flowId: z.int(),
        migrationStatus: z.string(),
        enrollmentMigrationStatus: z.string(),
        platformOwnsActions: z.boolean(),
        lastSuccessfulMigrationTimestamp: z.null(),
        enrollmentMigrationTimestamp: z.null(),
      })
      .describe('Which flow it is'),
  })
  .meta({ id: 'WorkflowSummary' });

export const workflowsAnswer = z.strictObject({ workflows: z.array(workflowSummaryAnswer) });

/** A workflow in full; actions have members of their types. */
export const workflowAnswer = workflowSummaryAnswer
  .extend({
    internal: z.boolean(),
    actions: z.array(z.looseObject({ actionId: z.union([z.int(), z.string()]), stepId: z.int() })),
    onlyExecOnBizDays: z.boolean(),
    nurtureTimeRange: z.strictObject({ enabled: z.boolean(), startHour: z.int(), stopHour: z.int() }),
    listening: z.boolean(),
    allowContactToTriggerMultipleTimes: z.boolean(),
    unenrollmentSetting: z.strictObject({ type: z.string(), excludedWorkflows: z.array(z.unknown()) }),
    recurringSetting: z.strictObject({ type: z.literal('NONE') }),
    enrollOnCriteriaUpdate: z.boolean(),
    onlyEnrollsManually: z.boolean(),
    goalCriteria: z.array(z.unknown()),
    reEnrollmentTriggerSets: z.array(z.unknown()),
    suppressionListIds: z.array(z.int()),
    lastUpdatedBy: z.null(),
    segmentCriteria: z.array(z.unknown()),
    metaData: z.strictObject({
      triggeredByWorkflowIds: z.array(z.unknown()),
      succeededListId: z.null(),
      contactListIds: noLists,
    }),
  })
  .meta({ id: 'Workflow' });

/** With what will not run as it stands, where that is asked for. */
export const checkedWorkflowAnswer = workflowAnswer
  .extend({
    errors: z.array(z.strictObject({ actionId: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'CheckedWorkflow' });

export const logEventAnswer = z
  .strictObject({
    type: z.enum([
      'ENROLLED',
      'COMPLETED_WORKFLOW',
      'UNENROLLED',
      'EXECUTED_ACTION',
      'FAILED_ACTION',
      'SKIPPED_ACTION',
    ]),
    workflowId: z.int(),
    vid: z.int().describe('The contact'),
    timestamp: z.int(),
    enrollmentId: z.string(),
    actionId: z.string().optional(),
    reason: z.string().optional(),
  })
  .meta({ id: 'LogEvent' });

export const logAnswer = z.strictObject({
  results: z.array(logEventAnswer),
  hasMore: z.boolean(),
  offset: z.int().describe('Where the next page begins'),
});
