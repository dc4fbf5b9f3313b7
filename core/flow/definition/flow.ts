/** The whole body of a flow, as it is created and as it is updated. */
import * as z from 'zod';
import { filterBranchSchema } from '../../criteria/index.ts';
import { actionSchema } from './actions/index.ts';
import { dataSourceSchema } from './data-sources.ts';
import { blockedDateSchema, type EventAnchor, eventAnchorSchema, timeWindowSchema } from './dates.ts';
import { enrollmentCriteriaSchema, unEnrollmentSettingSchema } from './enrollment.ts';
import { type DeepReadonly, flag, idText, listOf, nameText, optional, withDefault } from './members.ts';
import { objectTypeIdSchema } from './object-type-id.ts';
import { enrollmentScheduleSchema } from './schedule.ts';

const flowTypeSchema = z.enum(['WORKFLOW', 'ACTION_SET', 'UNKNOWN']);

/** Members of every flow, in a create and in an update. */
const common = {
  name: optional(nameText),
  description: optional(z.string()),
  uuid: optional(idText),
  isEnabled: flag(),
  startActionId: optional(idText),
  actions: listOf(actionSchema),
  enrollmentCriteria: optional(enrollmentCriteriaSchema),
  enrollmentSchedule: optional(enrollmentScheduleSchema),
  timeWindows: listOf(timeWindowSchema),
  blockedDates: listOf(blockedDateSchema),
  customProperties: withDefault(z.record(z.string(), z.string()), {}),
};

/** Members of flows over contacts only. */
const contact = {
  type: z.literal('CONTACT_FLOW'),
  canEnrollFromSalesforce: flag(),
  suppressionListIds: listOf(z.int()),
  goalFilterBranch: optional(filterBranchSchema),
  eventAnchor: optional(eventAnchorSchema),
  unEnrollmentSetting: optional(unEnrollmentSettingSchema),
};

/** Members of flows over other object types only. */
const platform = {
  type: z.literal('PLATFORM_FLOW'),
  suppressionFilterBranch: optional(filterBranchSchema),
};

/** Fixed when a flow is made. */
const creation = {
  flowType: flowTypeSchema,
  objectTypeId: objectTypeIdSchema,
  dataSources: listOf(dataSourceSchema),
};

/** Clients send answers back, so an update may repeat unchanged members. */
const update = {
  revisionId: idText,
  flowType: optional(flowTypeSchema),
  objectTypeId: optional(objectTypeIdSchema),
  dataSources: optional(z.array(dataSourceSchema)),
};

export const flowCreateSchema = z.discriminatedUnion('type', [
  z.object({ ...contact, ...creation, ...common }),
  z.object({ ...platform, ...creation, ...common }),
]);

export const flowUpdateSchema = z.discriminatedUnion('type', [
  z.object({ ...contact, ...update, ...common }),
  z.object({ ...platform, ...update, ...common }),
]);

/** A flow as the engine reads it: defaults filled in, unknown members gone. */
export type FlowDefinition = DeepReadonly<z.infer<typeof flowCreateSchema>>;
export type ContactFlow = Extract<FlowDefinition, { type: 'CONTACT_FLOW' }>;
export type PlatformFlow = Extract<FlowDefinition, { type: 'PLATFORM_FLOW' }>;

/** A full replacement of a flow, by a client that saw revision `revisionId`. */
export type FlowUpdate = DeepReadonly<z.infer<typeof flowUpdateSchema>>;

/** The date that the delays of an old date-centred flow count from. */
export function anchorOf(flow: FlowDefinition): EventAnchor | undefined {
  return flow.type === 'CONTACT_FLOW' ? flow.eventAnchor : undefined;
}
