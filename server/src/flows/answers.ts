/** The answers of the routes of flows. A flow is answered as it was sent, so it has whatever members its client gave it. */
import { policiesSchema } from '@millrace/core/flow';
import { z } from 'zod';
import { authorAnswer, errorDetail, instantAnswer, pageOf } from '../platform/index.ts';

const actionAnswer = z
  .looseObject({
    actionId: z.string(),
    type: z.string().optional().describe('Such as "SINGLE_CONNECTION" or "LIST_BRANCH"'),
    actionTypeId: z.string().optional().describe('Such as "0-5"'),
    connection: z.looseObject({ edgeType: z.string().optional(), nextActionId: z.string() }).nullish(),
    fields: z.record(z.string(), z.unknown()).nullish(),
  })
  .meta({ id: 'FlowAction' });

const enrollmentCriteriaAnswer = z
  .looseObject({
    type: z.enum(['LIST_BASED', 'EVENT_BASED', 'DATASET', 'MANUAL']),
    shouldReEnroll: z.boolean().nullish(),
  })
  .meta({ id: 'EnrollmentCriteria' });

export const flowAnswer = z
  .looseObject({
    id: z.string(),
    revisionId: z.string(),
    createdAt: instantAnswer,
    updatedAt: instantAnswer,
    nextAvailableActionId: z.string(),
    crmObjectCreationStatus: z.literal('COMPLETE'),
    type: z.enum(['CONTACT_FLOW', 'PLATFORM_FLOW']),
    flowType: z.string(),
    objectTypeId: z.string(),
    isEnabled: z.boolean(),
    name: z.string().optional(),
    description: z.string().optional(),
    uuid: z.string().optional(),
    startActionId: z.string().optional(),
    actions: z.array(actionAnswer),
    enrollmentCriteria: enrollmentCriteriaAnswer.optional(),
    timeWindows: z.array(z.looseObject({})),
    blockedDates: z.array(z.looseObject({})),
    customProperties: z.record(z.string(), z.string()),
    dataSources: z.array(z.looseObject({})),
    suppressionListIds: z.array(z.int()).optional(),
    canEnrollFromSalesforce: z.boolean().optional(),
  })
  .meta({ id: 'Flow' });

export const listedFlowAnswer = z
  .strictObject({
    id: z.string(),
    isEnabled: z.boolean(),
    flowType: z.string(),
    type: z.enum(['CONTACT_FLOW', 'PLATFORM_FLOW']),
    objectTypeId: z.string(),
    revisionId: z.string(),
    name: z.string().optional(),
    uuid: z.string().optional(),
    createdAt: instantAnswer,
    updatedAt: instantAnswer,
    deletedAt: instantAnswer.optional(),
  })
  .meta({ id: 'ListedFlow' });

/** A flow as it was at a revision. */
export const flowAtRevisionAnswer = z
  .strictObject({
    id: z.string(),
    revisionId: z.string(),
    revisionCreatedAt: instantAnswer,
    flow: flowAnswer,
  })
  .meta({ id: 'FlowAtRevision' });

export const revisionAnswer = z
  .strictObject({
    revisionId: z.string(),
    createdAt: instantAnswer,
    name: z.string().optional(),
    isEnabled: z.boolean(),
    isCurrent: z.boolean(),
    actions: z.int().describe('How many there are'),
    savedBy: authorAnswer.nullable(),
    restoredFrom: z.string().nullable().describe('The earlier revision that it repeats'),
    summary: z
      .array(z.string())
      .nullable()
      .describe(
        'What it changed of the one before, in sentences; null for the first one, where that is closed to the caller, and beyond what one page compares',
      ),
  })
  .meta({ id: 'Revision' });

const memberChange = z.strictObject({
  kind: z.enum(['added', 'removed', 'changed']),
  path: z.string(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});

export const diffAnswer = z
  .strictObject({
    flowId: z.string(),
    from: z.string(),
    to: z.string(),
    flow: z.array(memberChange),
    actions: z.array(
      z.strictObject({
        kind: z.enum(['added', 'removed', 'changed']),
        actionId: z.string(),
        actionType: z.string(),
        changes: z.array(memberChange),
      }),
    ),
    text: z.string().describe('The same in lines for a person'),
    sentences: z.array(z.string()).describe('The same in sentences, one for each change'),
  })
  .meta({ id: 'Diff' });

const mendAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('PUBLISH_EMAIL'), emailId: z.string() }),
  z.strictObject({ kind: z.literal('TURN_ON_FLOW'), flowId: z.string() }),
  z.strictObject({ kind: z.literal('DEFINE_PROPERTY'), objectTypeId: z.string(), name: z.string() }),
]);

export const findingAnswer = z
  .strictObject({
    severity: z.enum(['error', 'warning', 'info']),
    code: z.string(),
    path: z.string().describe('The member that it is about'),
    about: z.string().optional().describe('What the action does that it is about'),
    message: z.string(),
    fix: z.string().describe('How to mend it'),
    mend: mendAnswer.optional().describe('How one request outside of the flow mends it'),
  })
  .meta({ id: 'Finding' });

/** The problems of a flow that cannot be saved, or the findings about one that can. */
export const lintAnswer = z.strictObject({ problems: z.array(errorDetail), results: z.array(findingAnswer) });

export const overviewFlowAnswer = listedFlowAnswer
  .extend({
    lint: z.strictObject({ errors: z.int(), warnings: z.int(), infos: z.int() }),
    counts: z.strictObject({
      active: z.int().describe('Inside now'),
      enrolled: z.int().describe('Ever'),
      completed: z.int(),
      failedSteps: z.int(),
    }),
    lastEnrolledAt: instantAnswer.nullable(),
    lastFailedAt: instantAnswer.nullable(),
    lastChange: z
      .strictObject({ at: instantAnswer, by: authorAnswer.nullable() })
      .describe('The save that the current revision comes from'),
    paused: z
      .enum(['FLOW', 'ACCOUNT'])
      .nullable()
      .describe('What is paused: the flow by itself, or everything'),
  })
  .meta({ id: 'OverviewFlow' });

export const overviewAnswer = pageOf(overviewFlowAnswer).extend({
  total: z.int().describe('Flows that fit, on all pages'),
});

export const switchedFlowAnswer = z.strictObject({ flow: flowAnswer, findings: z.array(findingAnswer) });

/** The number of enrollments that entered or left a flow in a bucket of time. */
export const performanceAnswer = z.strictObject({
  bucket: z.iso.date().describe('The date that it begins with'),
  series: z.enum(['COMPLETED', 'ENROLLED', 'UNENROLLED']),
  frequency: z.int(),
});

export const flowEmailAnswer = z.strictObject({
  flowId: z.string(),
  emailContentId: z.string(),
  emailCampaignId: z.string(),
});

export const idPairAnswer = z.strictObject({ flowId: z.int(), workflowId: z.int() });

const inputField = { name: z.string(), type: z.string(), isRequired: z.boolean(), label: z.string() };

const optionAnswer = z.strictObject({
  value: z.string(),
  label: z.string(),
  description: z.string(),
  displayOrder: z.int(),
  doubleData: z.number(),
  hidden: z.boolean(),
  readOnly: z.boolean(),
});

const inputFieldAnswer = z
  .discriminatedUnion('fieldDefinitionType', [
    z.strictObject({ ...inputField, fieldDefinitionType: z.literal('SIMPLE') }),
    z.strictObject({ ...inputField, fieldDefinitionType: z.literal('ENUM'), options: z.array(optionAnswer) }),
    z.strictObject({
      ...inputField,
      fieldDefinitionType: z.literal('EXTERNAL_ENUM'),
      optionsUrl: z.string(),
    }),
  ])
  .meta({ id: 'InputField' });

export const actionTypeAnswer = z
  .strictObject({
    actionTypeId: z.string(),
    actionName: z.string(),
    groupId: z.string(),
    objectTypeIds: z.array(z.string()),
    inputFieldDefinitions: z.array(inputFieldAnswer),
  })
  .meta({ id: 'ActionType' });

/** How a flow is run, with the version that the next save may ask for. */
export const policiesAnswer = policiesSchema
  .extend({
    actions: policiesSchema.shape.actions.unwrap(),
    version: z.int().describe('0 when none were ever saved'),
    updatedAt: instantAnswer.nullable(),
    savedBy: authorAnswer.nullable(),
  })
  .meta({ id: 'FlowPolicies' });
