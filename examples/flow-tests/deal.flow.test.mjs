/** A deal that is won makes a task and calls a web hook, which is down at first. Run it with: npx millrace test, or node --test */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startMillrace } from 'millrace/testing';

const HOOK = 'https://example.test/won';

let millrace;
before(async () => {
  millrace = await startMillrace();
});
after(() => millrace.stop());

test('a deal that is won makes a task, and the web hook hears of it', async () => {
  const account = await millrace.account({ now: '2027-01-04T09:00:00Z' });
  const flow = await account.call('POST /automation/v4/flows', { body: WON });
  const deal = await account.call('POST /crm/v3/objects/{objectType}', {
    path: { objectType: 'deals' },
    body: { properties: { dealname: 'Engine', dealstage: 'qualifiedtobuy' } },
  });
  await account.settle();
  await account.expectNeverEnrolled(flow, deal);

  await account.outbox.on(HOOK).reply(503).times(2);
  await account.call('PATCH /crm/v3/objects/{objectType}/{objectId}', {
    path: { objectType: 'deals', objectId: deal.id },
    body: { properties: { dealstage: 'closedwon' } },
  });
  await account.clock.advance('P1D');

  const won = await account.enrollment(flow, deal);
  won.expectTook(1, 2).expectNoFailures().expectCompleted();
  const tried = await account.outbox.requests(HOOK);
  assert.deepEqual(
    tried.map(({ status }) => status),
    [503, 503, 200],
  );
  const { results: tasks } = await account.call('GET /crm/v3/objects/{objectType}', {
    path: { objectType: 'tasks' },
    query: { properties: 'hs_task_subject' },
  });
  assert.deepEqual(
    tasks.map(({ properties }) => properties.hs_task_subject),
    ['Thank Engine'],
  );
  assert.throws(
    () => won.expectTook(2),
    /^PassageError: Expected it to have taken 2; it took 1, then 2\.\nThe deal \d+ is no longer in "Won"/,
  );
});

const WON = {
  name: 'Won',
  type: 'PLATFORM_FLOW',
  flowType: 'WORKFLOW',
  isEnabled: true,
  objectTypeId: '0-3',
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
              property: 'dealstage',
              operation: { operationType: 'ENUMERATION', operator: 'IS_ANY_OF', values: ['closedwon'] },
            },
          ],
        },
      ],
    },
  },
  actions: [
    {
      type: 'SINGLE_CONNECTION',
      actionId: '1',
      actionTypeId: '0-3',
      actionTypeVersion: 0,
      fields: { task_type: 'TODO', subject: 'Thank {{ enrolled_object.dealname }}' },
      connection: { edgeType: 'STANDARD', nextActionId: '2' },
    },
    { type: 'WEBHOOK', actionId: '2', method: 'POST', webhookUrl: HOOK },
  ],
};
