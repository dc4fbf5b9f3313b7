import { anyOf } from './filters.ts';

/** A contact flow that is on, lets in whoever meets one group of filters, and then waits for a day. */
export function enrollingFlow(name: string, ...groups: Readonly<Record<string, unknown>>[]): object {
  return {
    name,
    type: 'CONTACT_FLOW',
    flowType: 'WORKFLOW',
    isEnabled: true,
    objectTypeId: '0-1',
    startActionId: '1',
    actions: [
      {
        type: 'SINGLE_CONNECTION',
        actionId: '1',
        actionTypeVersion: 0,
        actionTypeId: '0-1',
        fields: { delta: '1440', time_unit: 'MINUTES' },
      },
    ],
    enrollmentCriteria: {
      type: 'LIST_BASED',
      shouldReEnroll: false,
      unEnrollObjectsNotMeetingCriteria: false,
      listFilterBranch: anyOf(...groups),
      reEnrollmentTriggersFilterBranches: [],
    },
  };
}
