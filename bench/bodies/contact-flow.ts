/** Contact flows as clients of the API write them. */
type Json = Readonly<Record<string, unknown>>;

/** Lets in nobody by itself. */
export const MANUAL: Json = { type: 'MANUAL', shouldReEnroll: false };

/** A contact flow that is on, with its actions one after the other. */
export function contactFlow(name: string, actions: readonly Json[], enrollmentCriteria = MANUAL, more = {}) {
  return {
    name,
    type: 'CONTACT_FLOW',
    flowType: 'WORKFLOW',
    isEnabled: true,
    objectTypeId: '0-1',
    startActionId: '1',
    actions: actions.map((each, index) => ({
      actionId: String(index + 1),
      ...each,
      ...(index + 1 < actions.length ? { connection: to(index + 2) } : {}),
    })),
    enrollmentCriteria,
    ...more,
  };
}

/** A contact flow that is off and lets in nobody, with its actions as they are. */
export function idleFlow(name: string, actions: readonly Json[]) {
  return {
    name,
    type: 'CONTACT_FLOW',
    flowType: 'WORKFLOW',
    objectTypeId: '0-1',
    isEnabled: false,
    startActionId: '1',
    enrollmentCriteria: { type: 'MANUAL' },
    actions,
  };
}

/** Lets in whoever comes to meet the filters. */
export function meeting(listFilterBranch: Json, more: Json = {}): Json {
  return {
    type: 'LIST_BASED',
    shouldReEnroll: false,
    unEnrollObjectsNotMeetingCriteria: false,
    reEnrollmentTriggersFilterBranches: [],
    listFilterBranch,
    ...more,
  };
}

export function action(actionTypeId: string, fields: Json): Json {
  return { type: 'SINGLE_CONNECTION', actionTypeId, actionTypeVersion: 0, fields };
}

export function setProperty(name: string, staticValue: string): Json {
  return action('0-5', { property_name: name, value: { type: 'STATIC_VALUE', staticValue } });
}

export function waitMinutes(minutes: number): Json {
  return action('0-1', { delta: String(minutes), time_unit: 'MINUTES' });
}

export function to(actionId: number): Json {
  return { edgeType: 'STANDARD', nextActionId: String(actionId) };
}
