import { type Action, connectionsOf, type FlowDefinition } from '@millrace/core/flow';
import { z } from 'zod';
import type { PassageCounts } from '../passages/index.ts';
import type { AnswerOf } from '../platform/index.ts';
import { actionFromFlow } from './actions/index.ts';
import type { workflowAnswer, workflowSummaryAnswer } from './answers.ts';
import type { Workflow } from './read-workflows.ts';

/** A workflow on a listing. There are no people and no lists behind it here, so where those stand, nothing does. */
export function summaryOf(
  { legacyId, flow }: Workflow,
  accountId: string,
  counts = NOBODY,
): AnswerOf<typeof workflowSummaryAnswer> {
  const portalId = Number(accountId);
  return {
    id: legacyId,
    name: flow.name ?? '',
    type: typeOf(flow.definition),
    enabled: flow.isEnabled,
    description: '',
    portalId,
    insertedAt: flow.createdAt,
    updatedAt: flow.updatedAt,
    contactCounts: counts,
    contactListIds: NO_LISTS,
    personaTagIds: [],
    creationSource: { sourceApplication: SOURCE, createdAt: flow.createdAt },
    updateSource: { sourceApplication: SOURCE, updatedAt: flow.updatedAt },
    // How clients get from here to the flow.
    migrationStatus: {
      portalId,
      workflowId: legacyId,
      flowId: Number(flow.id),
      migrationStatus: 'EXECUTION_MIGRATED',
      enrollmentMigrationStatus: 'PLATFORM_OWNED',
      platformOwnsActions: true,
      lastSuccessfulMigrationTimestamp: null,
      enrollmentMigrationTimestamp: null,
    },
  };
}

const NOBODY: PassageCounts = { active: 0, enrolled: 0 };
const NO_LISTS = { enrolled: null, active: null, completed: null, succeeded: null };
const SOURCE = { source: 'DIRECT_API', serviceName: 'millrace' };

/** A workflow in full. What this server does not keep is there, and empty. */
export function workflowOf(
  workflow: Workflow,
  accountId: string,
  counts?: PassageCounts,
): AnswerOf<typeof workflowAnswer> {
  const { definition } = workflow;
  const criteria = definition.enrollmentCriteria;
  const isManual = criteria === undefined || criteria.type === 'MANUAL';
  return {
    ...summaryOf(workflow, accountId, counts),
    internal: false,
    actions: firstPath(definition).map((action, index) => actionOf(action, index)),
    ...hoursOf(definition),
    listening: workflow.flow.isEnabled && !isManual,
    allowContactToTriggerMultipleTimes: criteria?.shouldReEnroll ?? false,
    unenrollmentSetting: unenrollmentOf(definition),
    recurringSetting: { type: 'NONE' },
    enrollOnCriteriaUpdate: false,
    onlyEnrollsManually: isManual,
    goalCriteria: [],
    reEnrollmentTriggerSets: [],
    suppressionListIds: definition.type === 'CONTACT_FLOW' ? definition.suppressionListIds : [],
    lastUpdatedBy: null,
    segmentCriteria: [],
    metaData: {
      triggeredByWorkflowIds: [],
      succeededListId: null,
      contactListIds: NO_LISTS,
    },
  };
}

/** The actions from the first on, at each branch along its first connection, each once. */
export function firstPath({ actions, startActionId }: FlowDefinition): Action[] {
  const byId = new Map(actions.map((action) => [action.actionId, action]));
  const path = new Set<Action>();
  let next = startActionId;
  while (next !== undefined) {
    const action = byId.get(next);
    if (!action || path.has(action)) break;
    path.add(action);
    next = connectionsOf(action)[0]?.connection.nextActionId;
  }
  return [...path];
}

function actionOf(action: Action, index: number): AnswerOf<typeof workflowAnswer>['actions'][number] {
  const { actionId } = action;
  return {
    ...actionFromFlow(action),
    actionId: /^\d{1,15}$/.test(actionId) ? Number(actionId) : actionId,
    stepId: index + 1,
  };
}

const anchored = z.object({ eventAnchor: z.object({ type: z.string() }).nullish() });

/** Old date-centred flows have an anchor. Asked of the stored text, of which a listing parses no more. */
function typeOf(definition: string): 'DRIP_DELAY' | 'STATIC_ANCHOR' | 'PROPERTY_ANCHOR' {
  switch (anchored.parse(JSON.parse(definition)).eventAnchor?.type) {
    case 'STATIC_DATE_ANCHOR':
      return 'STATIC_ANCHOR';
    case 'CONTACT_PROPERTY_ANCHOR':
      return 'PROPERTY_ANCHOR';
    default:
      return 'DRIP_DELAY';
  }
}

/** The hours as far as the older API can say them: the same on all days. */
function hoursOf({ timeWindows }: FlowDefinition) {
  const [first] = timeWindows;
  const days = new Set(timeWindows.map(({ day }) => day));
  const startHour = first?.startTime?.hour ?? 0;
  const stopHour = first?.endTime?.hour ?? 24;
  return {
    onlyExecOnBizDays: days.size > 0 && !days.has('SATURDAY') && !days.has('SUNDAY'),
    nurtureTimeRange: {
      enabled: first?.startTime !== undefined || first?.endTime !== undefined,
      startHour,
      stopHour,
    },
  };
}

/** Which flows a contact leaves on entering is said the other way round there, and not told. */
function unenrollmentOf(definition: FlowDefinition) {
  const setting = definition.type === 'CONTACT_FLOW' ? definition.unEnrollmentSetting : undefined;
  return { type: setting?.type ?? 'NONE', excludedWorkflows: [] };
}
