/** Bodies of the flows of this bench. */

export function action(actionTypeId: string, fields: object) {
  return { type: 'SINGLE_CONNECTION', actionTypeId, actionTypeVersion: 0, fields };
}

export const inCity = (city: string) => ({
  type: 'LIST_BASED',
  shouldReEnroll: true,
  unEnrollObjectsNotMeetingCriteria: false,
  reEnrollmentTriggersFilterBranches: [],
  listFilterBranch: {
    filterBranchType: 'OR',
    filterBranchOperator: 'OR',
    filters: [],
    filterBranches: [
      {
        filterBranchType: 'AND',
        filterBranchOperator: 'AND',
        filterBranches: [],
        filters: [
          {
            filterType: 'PROPERTY',
            property: 'city',
            operation: {
              operationType: 'MULTISTRING',
              operator: 'IS_EQUAL_TO',
              includeObjectsWithNoValueSet: false,
              values: [city],
            },
          },
        ],
      },
    ],
  },
});

/** Actions one after the other. */
export function contactFlow(actions: readonly object[], enrollmentCriteria: object, more: object = {}) {
  return {
    ...{ name: 'Crowd', type: 'CONTACT_FLOW', flowType: 'WORKFLOW', isEnabled: true, objectTypeId: '0-1' },
    startActionId: '1',
    actions: actions.map((each, index) => ({
      actionId: String(index + 1),
      ...each,
      ...(index + 1 < actions.length
        ? { connection: { edgeType: 'STANDARD', nextActionId: String(index + 2) } }
        : {}),
    })),
    enrollmentCriteria,
    ...more,
  };
}
