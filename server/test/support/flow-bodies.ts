/** Bodies of flows, as short as a story needs them. */

type Json = Readonly<Record<string, unknown>>;

/** Actions in a row: each leads to the next. Ids are counted from 1 unless given. */
export function inARow(...actions: Json[]): Json[] {
  return actions.map((action, index) => ({
    actionId: String(index + 1),
    ...(index + 1 < actions.length && !('connection' in action) ? { connection: to(String(index + 2)) } : {}),
    ...action,
  }));
}

export function to(nextActionId: string, edgeType: 'STANDARD' | 'GOTO' = 'STANDARD'): Json {
  return { edgeType, nextActionId };
}

export function action(actionTypeId: string, fields: Json, more: Json = {}): Json {
  return { type: 'SINGLE_CONNECTION', actionTypeId, actionTypeVersion: 0, fields, ...more };
}

export const delayMinutes = (minutes: number, more: Json = {}) =>
  action('0-1', { delta: String(minutes), time_unit: 'MINUTES' }, more);

export const setProperty = (property_name: string, value: string | Json, more: Json = {}) =>
  action(
    '0-5',
    {
      property_name,
      value: typeof value === 'string' ? { type: 'STATIC_VALUE', staticValue: value } : value,
    },
    more,
  );

export const sendEmail = (contentId: string, more: Json = {}) =>
  action('0-4', { content_id: contentId }, more);

/** An event of the type that fits the filters, if there are any, has happened. */
export function completed(eventTypeId: string, filters: readonly Json[] = []): Json {
  return {
    filterBranchType: 'UNIFIED_EVENTS',
    filterBranchOperator: 'AND',
    operator: 'HAS_COMPLETED',
    eventTypeId,
    filterBranches: [],
    filters,
  };
}

/** A flow over contacts that is turned on. */
export function contactFlow(
  actions: readonly Json[],
  enrollmentCriteria: Json = manual,
  more: Json = {},
): Json {
  return flowOver('0-1', actions, enrollmentCriteria, more);
}

export function flowOver(
  objectTypeId: string,
  actions: readonly Json[],
  enrollmentCriteria: Json,
  more: Json = {},
): Json {
  return {
    name: 'A flow',
    type: objectTypeId === '0-1' ? 'CONTACT_FLOW' : 'PLATFORM_FLOW',
    flowType: 'WORKFLOW',
    isEnabled: true,
    objectTypeId,
    ...(actions.length > 0 ? { startActionId: (actions[0] as { actionId: string }).actionId } : {}),
    actions,
    enrollmentCriteria,
    ...more,
  };
}

export const manual: Json = { type: 'MANUAL', shouldReEnroll: false };

export function whenMet(filters: readonly Json[], more: Json = {}): Json {
  return {
    type: 'LIST_BASED',
    shouldReEnroll: false,
    unEnrollObjectsNotMeetingCriteria: false,
    listFilterBranch: anyOf(allOf(filters)),
    reEnrollmentTriggersFilterBranches: [],
    ...more,
  };
}

export function whenEvent(eventTypeId: string, filters: readonly Json[], more: Json = {}): Json {
  return {
    type: 'EVENT_BASED',
    shouldReEnroll: false,
    eventFilterBranches: [completed(eventTypeId, filters)],
    listMembershipFilterBranches: [],
    ...more,
  };
}

export const anyOf = (...filterBranches: Json[]): Json => ({
  filterBranchType: 'OR',
  filterBranchOperator: 'OR',
  filters: [],
  filterBranches,
});
export const allOf = (filters: readonly Json[], filterBranches: readonly Json[] = []): Json => ({
  filterBranchType: 'AND',
  filterBranchOperator: 'AND',
  filters,
  filterBranches,
});

/** Filters of the company of a contact; 279 is the plain association, 280 its inverse. */
export function throughCompany(filters: readonly Json[], filterBranches: readonly Json[] = []): Json {
  return {
    filterBranchType: 'ASSOCIATION',
    filterBranchOperator: 'AND',
    operator: 'IN_LIST',
    objectTypeId: '0-2',
    associationCategory: 'HUBSPOT_DEFINED',
    associationTypeId: 279,
    filters,
    filterBranches,
  };
}

export function property(name: string, operationType: string, operator: string, members: Json = {}): Json {
  return {
    filterType: 'PROPERTY',
    property: name,
    operation: { operationType, operator, includeObjectsWithNoValueSet: false, ...members },
  };
}

export const is = (name: string, value: string) =>
  property(name, 'MULTISTRING', 'IS_EQUAL_TO', { values: [value] });
export const isAnyOf = (name: string, ...values: string[]) =>
  property(name, 'ENUMERATION', 'IS_ANY_OF', { values });
export const isKnown = (name: string) => property(name, 'ALL_PROPERTY', 'IS_KNOWN');
