import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Millrace, startMillrace } from '../../support/millrace.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace();
});
afterAll(() => millrace.stop());

const BASES = ['/automation/v4', '/automation/2026-09-beta', '/automation/v4/2026-09-beta'];

async function flow(members: object = {}) {
  const kind = { type: 'CONTACT_FLOW', flowType: 'WORKFLOW', objectTypeId: '0-1' };
  const { body } = await millrace.post('/automation/v4/flows', { ...kind, ...members });
  return body;
}

const deals = { type: 'PLATFORM_FLOW', objectTypeId: '0-3' };
const byFlow = (flowId: unknown) => ({ type: 'FLOW_ID', flowId });

describe.each(BASES)('%s', (base) => {
  test('flows are read in the order asked for, each once', async () => {
    const [a, b] = [await flow({ name: 'a' }), await flow({ name: 'b' })];
    const inputs = [byFlow(b.id), byFlow(a.id), byFlow(b.id)];
    const { status, body } = await millrace.post(`${base}/flows/batch/read`, { inputs });
    expect(status).toBe(200);
    const instant = expect.stringMatching(/^\d{4}-.*Z$/);
    const times = { requestedAt: instant, startedAt: instant, completedAt: instant };
    expect(body).toEqual({ status: 'COMPLETE', results: [b, a], ...times });
  });

  test('missing flows are errors beside the results', async () => {
    const made = await flow();
    const gone = await flow();
    await millrace.delete(`/automation/v4/flows/${gone.id}`);
    const inputs = [byFlow(gone.id), byFlow(made.id), byFlow('abc'), byFlow('abc')];
    const { status, body } = await millrace.post(`${base}/flows/batch/read`, { inputs });
    expect(status).toBe(207);
    expect(body).toMatchObject({ status: 'COMPLETE', results: [made], numErrors: 2 });
    expect(body.errors[0]).toEqual({
      status: 'error',
      category: 'OBJECT_NOT_FOUND',
      subCategory: 'FlowApiStandardFriendlyError.FLOW_NOT_FOUND_BY_FLOW_ID',
      message: `There is no flow with the id "${gone.id}".`,
      context: { flowId: [gone.id] },
      errors: [],
      links: {},
    });
    expect(body.errors[1].context).toEqual({ flowId: ['abc'] });
  });

  test('ids of flows and of workflows are mapped to each other', async () => {
    const [a, b] = [await flow(), await flow()];
    const path = `${base}/workflow-id-mappings/batch/read`;
    const first = await millrace.post(path, { inputs: [byFlow(a.id), byFlow(Number(b.id))] });
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({ status: 'COMPLETE', completedAt: expect.any(String) });
    expect(first.body.results).toEqual([
      { flowId: Number(a.id), workflowId: expect.any(Number) },
      { flowId: Number(b.id), workflowId: expect.any(Number) },
    ]);
    const [ofA, ofB] = first.body.results;
    const inputs = [
      { type: 'WORKFLOW_ID', workflowId: String(ofB.workflowId) },
      byFlow(a.id),
      { type: 'WORKFLOW_ID', workflowId: ofB.workflowId },
    ];
    expect((await millrace.post(path, { inputs })).body.results).toEqual([ofB, ofA]);
  });

  test('ids come under the names of an older edition of the reference, too', async () => {
    const path = `${base}/workflow-id-mappings/batch/read`;
    const [a, b] = [await flow(), await flow()];
    const now = (await millrace.post(path, { inputs: [byFlow(a.id), byFlow(b.id)] })).body.results;
    const inputs = [
      { type: 'FLOW_ID', flowMigrationStatuses: a.id },
      { type: 'WORKFLOW_ID', flowMigrationStatusForClassicWorkflows: now[1].workflowId },
    ];
    const { status, body } = await millrace.post(path, { inputs });
    expect([status, body.results]).toEqual([200, now]);
  });

  test('what has no mapping is an error', async () => {
    const path = `${base}/workflow-id-mappings/batch/read`;
    const [contact, deal] = [await flow(), await flow(deals)];
    const inputs = [byFlow(contact.id), byFlow(deal.id), { type: 'WORKFLOW_ID', workflowId: 2 ** 31 + 5 }];
    const { status, body } = await millrace.post(path, { inputs });
    expect(status).toBe(207);
    expect(body.results).toHaveLength(1);
    expect(body).toMatchObject({
      status: 'COMPLETE',
      numErrors: 2,
      errors: [
        { category: 'OBJECT_NOT_FOUND', context: { flowId: [deal.id] } },
        { category: 'OBJECT_NOT_FOUND', context: { workflowId: ['2147483653'] } },
      ],
    });
  });
});

test('the workflow id of a flow is the same after updates, and not another flow’s', async () => {
  const made = await flow();
  const path = '/automation/v4/workflow-id-mappings/batch/read';
  const before = await millrace.post(path, { inputs: [byFlow(made.id)] });
  await millrace.put(`/automation/v4/flows/${made.id}`, { ...made, name: 'later' });
  const other = await flow();
  const after = await millrace.post(path, { inputs: [byFlow(made.id), byFlow(other.id)] });
  expect(after.body.results[0]).toEqual(before.body.results[0]);
  expect(after.body.results[1].workflowId).not.toBe(before.body.results[0].workflowId);
});

test.each<[string, unknown, string]>([
  ['flows/batch/read', { inputs: [{ id: '5' }] }, 'inputs[0].type'],
  ['flows/batch/read', { inputs: [{ type: 'FLOW_ID' }] }, 'inputs[0].flowId'],
  ['flows/batch/read', {}, 'inputs'],
  ['flows/batch/read', { inputs: Array.from({ length: 101 }, () => byFlow('1')) }, 'inputs'],
  [
    'workflow-id-mappings/batch/read',
    { inputs: [{ type: 'WORKFLOW_ID', flowId: '1' }] },
    'inputs[0].workflowId',
  ],
  ['workflow-id-mappings/batch/read', { inputs: [{ type: 'ID' }] }, 'inputs[0].type'],
])('%s refuses %j', async (path, body, member) => {
  const answer = await millrace.post(`/automation/v4/${path}`, body);
  expect([answer.status, answer.body.errors[0].in]).toEqual([400, member]);
});

test.each([
  ['flows/batch/read', { type: 'FLOW_ID', id: '5' }, 'inputs[0].flowId is required, such as "100001".'],
  ['workflow-id-mappings/batch/read', { type: 'FLOW_ID' }, 'inputs[0].flowId is required, such as "100001".'],
  [
    'workflow-id-mappings/batch/read',
    { type: 'WORKFLOW_ID' },
    'inputs[0].workflowId is required, such as "1001".',
  ],
])('%s says what an id looks like to %j', async (path, input, message) => {
  const { status, body } = await millrace.post(`/automation/v4/${path}`, { inputs: [input] });
  expect([status, body.errors[0].message]).toEqual([400, message]);
});

describe('email campaigns', () => {
  const sends = (...emails: string[]) => ({
    startActionId: '1',
    actions: emails.map((content_id, index) => ({
      type: 'SINGLE_CONNECTION',
      actionId: String(index + 1),
      actionTypeId: '0-4',
      fields: { content_id },
      ...(index + 1 < emails.length
        ? { connection: { edgeType: 'STANDARD', nextActionId: String(index + 2) } }
        : {}),
    })),
  });
  const row = (flowId: string, id: string) => ({ flowId, emailContentId: id, emailCampaignId: id });

  test('are those that the flows send, page by page, forward and back', async () => {
    const [a, b] = [await flow(sends('71', '72', '71')), await flow(sends('73'))];
    const path = `/automation/v4/flows/email-campaigns?flowId=${a.id}&flowId=${b.id}`;
    const all = [row(a.id, '71'), row(a.id, '72'), row(b.id, '73')];
    expect((await millrace.get(path)).body).toEqual({ results: all });

    const first = (await millrace.get(`${path}&limit=2`)).body;
    expect(first.results).toEqual(all.slice(0, 2));
    expect(first.paging.prev).toBeUndefined();
    const second = (await millrace.get(first.paging.next.link.replace(millrace.url, ''))).body;
    expect(second.results).toEqual(all.slice(2));
    expect(second.paging.next).toBeUndefined();
    const back = (await millrace.get(second.paging.prev.link.replace(millrace.url, ''))).body;
    expect(back.results).toEqual(first.results);
  });

  test('need a flow to be asked for', async () => {
    const none = await millrace.get('/automation/v4/flows/email-campaigns');
    expect([none.status, none.body.message]).toEqual([400, 'At least one flowId is required.']);
    expect((await millrace.get('/automation/v4/flows/email-campaigns?flowId=99')).body).toEqual({
      results: [],
    });
  });
});
