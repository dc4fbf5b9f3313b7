/** As many actions in a row: properties set, branches on filters, delays, tasks, mails and webhooks by turns. */
export function longFlow(actions: number, emailId: string) {
  const to = (next: number) => ({ edgeType: 'STANDARD', nextActionId: String(next) });
  const single = (actionTypeId: string, fields: object) => ({
    ...{ type: 'SINGLE_CONNECTION', actionTypeId, actionTypeVersion: 0, fields },
  });
  const set = (value: string) =>
    single('0-5', { property_name: 'city', value: { type: 'STATIC_VALUE', staticValue: value } });
  const kinds = [
    () => set('Bern'),
    (next: object) => ({
      type: 'LIST_BRANCH',
      listBranches: [{ branchName: 'In Bern', filterBranch: inBern, connection: next }],
      defaultBranch: next,
    }),
    () => single('0-1', { delta: '60', time_unit: 'MINUTES' }),
    () => single('0-3', { task_type: 'TODO', subject: 'Call {{ enrolled_object.firstname }}' }),
    () => set('{{ enrolled_object.firstname|upper }}'),
    () => single('0-4', { content_id: emailId }),
    () => ({ type: 'WEBHOOK', method: 'POST', webhookUrl: 'https://hooks.example.test/x', queryParams: [] }),
    () => single('0-33', { template: '{{ concat(enrolled_object.city, "!") }}' }),
  ];
  return {
    ...{ name: 'A long flow', type: 'CONTACT_FLOW', flowType: 'WORKFLOW', objectTypeId: '0-1' },
    ...{ isEnabled: false, startActionId: '1', enrollmentCriteria: { type: 'MANUAL' } },
    actions: Array.from({ length: actions }, (_, index) => {
      const next = index + 1 < actions ? to(index + 2) : undefined;
      const action = kinds[index % kinds.length]!(next ?? {});
      const leads = next && action.type !== 'LIST_BRANCH' ? { connection: next } : {};
      return { actionId: String(index + 1), ...action, ...leads };
    }),
  };
}

const inBern = {
  filterBranchType: 'AND',
  filters: [
    {
      filterType: 'PROPERTY',
      property: 'city',
      operation: { operationType: 'MULTISTRING', operator: 'IS_EQUAL_TO', values: ['Bern'] },
    },
  ],
};
