import type { FlowInput } from '../../api/index.ts';

type Json = Readonly<Record<string, unknown>>;

/** Actions by their place in the list, from 1: each leads to the next unless it says otherwise itself. */
export function inARow(...actions: readonly Json[]): Json[] {
  return actions.map((action, at) => ({
    actionId: String(at + 1),
    ...(at + 1 < actions.length ? { connection: to(at + 2) } : {}),
    ...action,
  }));
}

export const to = (place: number): Json => ({ edgeType: 'STANDARD', nextActionId: String(place) });

export const action = (actionTypeId: string, fields: Json): Json => ({
  type: 'SINGLE_CONNECTION',
  actionTypeId,
  actionTypeVersion: 0,
  fields,
});

export const delayDays = (days: number): Json => action('0-1', { delta: String(days), time_unit: 'DAYS' });

export const sendEmail = (emailId: string): Json => action('0-4', { content_id: emailId });

export const fixed = (staticValue: string): Json => ({ type: 'STATIC_VALUE', staticValue });

/** A flow over records of a type. */
export function flow(objectTypeId: string, name: string, actions: readonly Json[], more: Json): FlowInput {
  return {
    name,
    type: objectTypeId === '0-1' ? 'CONTACT_FLOW' : 'PLATFORM_FLOW',
    flowType: 'WORKFLOW',
    objectTypeId,
    isEnabled: false,
    startActionId: '1',
    nextAvailableActionId: String(actions.length + 1),
    actions,
    timeWindows: [],
    blockedDates: [],
    ...more,
  } as unknown as FlowInput;
}

/** A property filter. */
export const property = (name: string, operation: Json): Json => ({
  filterType: 'PROPERTY',
  property: name,
  operation: { includeObjectsWithNoValueSet: false, ...operation },
});

export const isAnyOf = (name: string, ...values: readonly string[]): Json =>
  property(name, { operationType: 'ENUMERATION', operator: 'IS_ANY_OF', values });

export const allOf = (...filters: readonly Json[]): Json => ({
  filterBranchType: 'AND',
  filterBranchOperator: 'AND',
  filterBranches: [],
  filters,
});

const anyOf = (...filterBranches: readonly Json[]): Json => ({
  filterBranchType: 'OR',
  filterBranchOperator: 'OR',
  filters: [],
  filterBranches,
});

/** Enrolls who meets all of the filters. */
export const whenMet = (filters: readonly Json[], more: Json = {}): Json => ({
  type: 'LIST_BASED',
  shouldReEnroll: false,
  unEnrollObjectsNotMeetingCriteria: false,
  listFilterBranch: anyOf(allOf(...filters)),
  reEnrollmentTriggersFilterBranches: [],
  ...more,
});

/** Once all of the filters are met, the way is over: it has done what it is for. */
export const goal = (...filters: readonly Json[]): Json => anyOf(allOf(...filters));
