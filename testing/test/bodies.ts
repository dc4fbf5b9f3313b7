import type { Given } from '@millrace/client';

type FlowInput = Given<'POST /automation/v4/flows'>['body'];
type ActionInput = NonNullable<FlowInput['actions']>[number];

/** A flow: waits, asks a web hook, waits again. Enrolls contacts that become leads. */
export const nurture = (hook: string): FlowInput => ({
  name: 'Nurture',
  type: 'CONTACT_FLOW',
  flowType: 'WORKFLOW',
  isEnabled: true,
  objectTypeId: '0-1',
  startActionId: '1',
  enrollmentCriteria: {
    type: 'LIST_BASED',
    shouldReEnroll: false,
    listFilterBranch: {
      filterBranchType: 'OR',
      filters: [],
      filterBranches: [
        {
          filterBranchType: 'AND',
          filterBranches: [],
          filters: [
            {
              filterType: 'PROPERTY',
              property: 'lifecyclestage',
              operation: { operationType: 'ENUMERATION', operator: 'IS_ANY_OF', values: ['lead'] },
            },
          ],
        },
      ],
    },
  },
  actions: [
    delay('1', 30, '2'),
    {
      type: 'WEBHOOK',
      actionId: '2',
      method: 'POST',
      webhookUrl: hook,
      connection: to('3'),
    },
    {
      type: 'SINGLE_CONNECTION',
      actionId: '3',
      actionTypeId: '0-5',
      actionTypeVersion: 0,
      fields: { property_name: 'jobtitle', value: { type: 'STATIC_VALUE', staticValue: 'Nurtured' } },
      connection: to('4'),
    },
    delay('4', 60),
  ],
});

function to(nextActionId: string): { edgeType: 'STANDARD'; nextActionId: string } {
  return { edgeType: 'STANDARD', nextActionId };
}

function delay(actionId: string, days: number, next?: string): ActionInput {
  return {
    type: 'SINGLE_CONNECTION',
    actionId,
    actionTypeId: '0-1',
    actionTypeVersion: 0,
    fields: { delta: String(days), time_unit: 'DAYS' },
    ...(next === undefined ? {} : { connection: to(next) }),
  };
}
