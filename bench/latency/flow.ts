/** Lets in every contact that comes to work for a certain company, and sets one property. */
export const LATENCY_FLOW = {
  name: 'Latency',
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
      actionTypeId: '0-5',
      fields: { property_name: 'jobtitle', value: { type: 'STATIC_VALUE', staticValue: 'Engineer' } },
    },
  ],
  enrollmentCriteria: {
    type: 'LIST_BASED',
    shouldReEnroll: false,
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
              property: 'company',
              operation: {
                operationType: 'MULTISTRING',
                operator: 'IS_EQUAL_TO',
                includeObjectsWithNoValueSet: false,
                values: ['Difference Engines'],
              },
            },
          ],
        },
      ],
    },
  },
};

/** The change that lets a contact in. */
export const LETTING_IN = { properties: { company: 'Difference Engines' } };
