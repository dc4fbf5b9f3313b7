/** The flow that is run: a branch, two properties set, a ticket made for the contact, the end. */
export const BENCH_FLOW = {
  name: 'Bench',
  type: 'CONTACT_FLOW',
  flowType: 'WORKFLOW',
  isEnabled: true,
  objectTypeId: '0-1',
  startActionId: '1',
  actions: [
    {
      type: 'LIST_BRANCH',
      actionId: '1',
      listBranches: [
        {
          branchName: 'Leads',
          connection: { edgeType: 'STANDARD', nextActionId: '2' },
          filterBranch: lifecycleStageIs('lead'),
        },
      ],
      defaultBranchName: 'Others',
    },
    setProperty('2', 'jobtitle', 'Engineer', '3'),
    setProperty('3', 'city', 'Utrecht', '4'),
    {
      type: 'SINGLE_CONNECTION',
      actionId: '4',
      actionTypeVersion: 0,
      actionTypeId: '0-14',
      fields: {
        object_type_id: '0-5',
        properties: [
          { targetProperty: 'subject', value: { type: 'STATIC_VALUE', staticValue: 'Call the new lead' } },
          { targetProperty: 'hs_pipeline_stage', value: { type: 'STATIC_VALUE', staticValue: '1' } },
        ],
        associations: [
          {
            target: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 16 },
            value: { type: 'ENROLLED_OBJECT' },
          },
        ],
        use_explicit_associations: 'true',
      },
    },
  ],
  enrollmentCriteria: { type: 'MANUAL', shouldReEnroll: false },
};

/** Rows in the action log that one enrollment leaves behind. */
export const STEPS_PER_ENROLLMENT = BENCH_FLOW.actions.length;

function setProperty(actionId: string, name: string, staticValue: string, nextActionId: string) {
  return {
    type: 'SINGLE_CONNECTION',
    actionId,
    actionTypeVersion: 0,
    actionTypeId: '0-5',
    connection: { edgeType: 'STANDARD', nextActionId },
    fields: { property_name: name, value: { type: 'STATIC_VALUE', staticValue } },
  };
}

function lifecycleStageIs(value: string) {
  return {
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
            property: 'lifecyclestage',
            operation: {
              operationType: 'ENUMERATION',
              operator: 'IS_ANY_OF',
              includeObjectsWithNoValueSet: false,
              values: [value],
            },
          },
        ],
      },
    ],
  };
}
