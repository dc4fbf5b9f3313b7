/** The enrollment of records into a flow. */
import * as z from 'zod';
import { filterBranchSchema, unifiedEventsBranchSchema } from '../../criteria/index.ts';
import { type DeepReadonly, flag, listOf, optional } from './members.ts';

const shouldReEnroll = flag();

/** Enrolls a record that comes to match. Re-enrolls only through the listed triggers. */
const listBasedSchema = z.object({
  type: z.literal('LIST_BASED'),
  shouldReEnroll,
  listFilterBranch: filterBranchSchema,
  reEnrollmentTriggersFilterBranches: listOf(filterBranchSchema),
  unEnrollObjectsNotMeetingCriteria: flag(),
});

/** Any of the events, or joining a list, while the refinement holds. */
const eventBasedSchema = z.object({
  type: z.literal('EVENT_BASED'),
  shouldReEnroll,
  eventFilterBranches: listOf(unifiedEventsBranchSchema),
  listMembershipFilterBranches: listOf(filterBranchSchema),
  refinementCriteria: optional(filterBranchSchema),
});

const manualSchema = z.object({ type: z.literal('MANUAL'), shouldReEnroll });

const datasetSchema = z.object({
  type: z.literal('DATASET'),
  shouldReEnroll,
  datasetId: z.int(),
  subviewId: optional(z.string()),
});

export const enrollmentCriteriaSchema = z.discriminatedUnion('type', [
  listBasedSchema,
  eventBasedSchema,
  manualSchema,
  datasetSchema,
]);
export type EnrollmentCriteria = DeepReadonly<z.infer<typeof enrollmentCriteriaSchema>>;
export type ListBasedEnrollment = Extract<EnrollmentCriteria, { type: 'LIST_BASED' }>;
export type EventBasedEnrollment = Extract<EnrollmentCriteria, { type: 'EVENT_BASED' }>;
export type ManualEnrollment = Extract<EnrollmentCriteria, { type: 'MANUAL' }>;
export type DatasetEnrollment = Extract<EnrollmentCriteria, { type: 'DATASET' }>;

/** The other flows that a contact leaves on entering this one. */
export const unEnrollmentSettingSchema = z.object({
  type: z.enum(['ALL', 'SELECTIVE']),
  flowIds: listOf(z.string().min(1)),
});
export type UnEnrollmentSetting = DeepReadonly<z.infer<typeof unEnrollmentSettingSchema>>;
