/**
 * The definition of a flow: schemas of its whole body, the readonly types inferred from them, and the two parsers.
 * In: unknown JSON; out: a FlowDefinition with defaults filled in, or problems that name the member.
 * core/flow/checks judges the definition as a whole.
 */
export * from './actions/index.ts';
export {
  type AssociationSpec,
  associationCategorySchema,
  associationSpecSchema,
} from './association-spec.ts';
export { type Connection, connectionSchema } from './connection.ts';
export { connectionsOf, type OutgoingConnection } from './connections.ts';
export { type DataSource, type DataSourceSort, propertySought, typeFound } from './data-sources.ts';
export {
  type BlockedDate,
  dayOfWeekSchema,
  type EventAnchor,
  monthSchema,
  type TimeOfDay,
  type TimeWindow,
  timeOfDaySchema,
} from './dates.ts';
export type {
  DatasetEnrollment,
  EnrollmentCriteria,
  EventBasedEnrollment,
  ListBasedEnrollment,
  ManualEnrollment,
  UnEnrollmentSetting,
} from './enrollment.ts';
export {
  anchorOf,
  type ContactFlow,
  type FlowDefinition,
  type FlowUpdate,
  flowCreateSchema,
  flowUpdateSchema,
  type PlatformFlow,
} from './flow.ts';
export { definitionAfter, parseFlowForCreate, parseFlowForUpdate } from './parse.ts';
export type { EnrollmentSchedule } from './schedule.ts';
export { MAX_NESTING } from './storable.ts';
export { TIME_UNITS, type TimeDelay, type TimeUnit, timeDelaySchema, timeUnitSchema } from './time-delay.ts';
export {
  type AssociationValue,
  associationValueSchema,
  type InputVariable,
  inputVariableSchema,
  type PlainValue,
  type Value,
  type ValueType,
  valueSchema,
} from './values.ts';
export { DEFAULT_WAY, type Way, wayMember, waysOf } from './ways.ts';
