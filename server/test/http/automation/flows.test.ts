import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Millrace, startMillrace } from '../../support/millrace.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace();
});
afterAll(() => millrace.stop());

const BASES = ['/automation/v4', '/automation/2026-09-beta', '/automation/v4/2026-09-beta'];
const FLOWS = '/automation/v4/flows';
const guide = corpus('form-ticket-email.json');

function corpus(name: string) {
  const folder = new URL('../../../../core/flow/definition/corpus/', import.meta.url);
  return JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
}

function action(actionId: string, nextActionId?: string, type = 'SINGLE_CONNECTION') {
  const edge = nextActionId === undefined ? {} : { connection: { edgeType: 'STANDARD', nextActionId } };
  return { type, actionId, actionTypeId: '0-1', actionTypeVersion: 0, fields: {}, ...edge };
}

function contactFlow(members: object = {}) {
  return {
    type: 'CONTACT_FLOW',
    flowType: 'WORKFLOW',
    objectTypeId: '0-1',
    isEnabled: false,
    actions: [],
    ...members,
  };
}

async function created(members: object = {}) {
  const answer = await millrace.post(FLOWS, contactFlow(members));
  expect(answer.status).toBe(201);
  return answer.body;
}

describe.each(BASES)('%s', (base) => {
  test("a flow is stored and answered as it came, with the server's members", async () => {
    const made = await millrace.post(`${base}/flows`, guide);
    expect(made.status).toBe(201);
    const { nextAvailableActionId, crmObjectCreationStatus, ...sent } = guide;
    expect(made.body).toMatchObject(sent);
    expect(made.body).toMatchObject({
      id: expect.stringMatching(/^\d+$/),
      revisionId: '1',
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      crmObjectCreationStatus: 'COMPLETE',
      nextAvailableActionId: '4',
      dataSources: [],
    });
    const read = await millrace.get(`${base}/flows/${made.body.id}`);
    expect([read.status, read.body]).toEqual([200, made.body]);
    expect(read.headers.get('content-type')).toBe('application/json; charset=utf-8');

    const updated = await millrace.put(`${base}/flows/${made.body.id}`, { ...read.body, name: 'Changed' });
    expect(updated.status).toBe(200);
    expect(updated.body).toEqual({
      ...read.body,
      name: 'Changed',
      revisionId: '2',
      updatedAt: expect.any(String),
    });

    expect((await millrace.delete(`${base}/flows/${made.body.id}`)).status).toBe(204);
    const gone = await millrace.get(`${base}/flows/${made.body.id}`);
    expect(gone.status).toBe(404);
    expect(gone.body).toMatchObject({
      category: 'OBJECT_NOT_FOUND',
      subCategory: 'FlowApiStandardFriendlyError.FLOW_NOT_FOUND_BY_FLOW_ID',
      context: { flowId: [made.body.id] },
    });
  });
});

test('the smallest body is answered with the defaults', async () => {
  const made = await millrace.post(FLOWS, {
    name: 'x',
    type: 'CONTACT_FLOW',
    flowType: 'WORKFLOW',
    isEnabled: false,
    objectTypeId: '0-1',
    actions: [],
  });
  expect(made.body).toEqual({
    id: expect.any(String),
    revisionId: '1',
    createdAt: expect.any(String),
    updatedAt: made.body.createdAt,
    nextAvailableActionId: '1',
    crmObjectCreationStatus: 'COMPLETE',
    name: 'x',
    type: 'CONTACT_FLOW',
    flowType: 'WORKFLOW',
    isEnabled: false,
    objectTypeId: '0-1',
    actions: [],
    blockedDates: [],
    timeWindows: [],
    customProperties: {},
    dataSources: [],
    suppressionListIds: [],
    canEnrollFromSalesforce: false,
  });
  const deals = await millrace.post(FLOWS, {
    type: 'PLATFORM_FLOW',
    flowType: 'WORKFLOW',
    objectTypeId: '0-3',
  });
  expect(deals.body).not.toHaveProperty('suppressionListIds');
  expect(deals.body).not.toHaveProperty('name');
});

test('an update replaces everything but what is fixed at creation', async () => {
  const source = {
    name: 'fetched_object_1',
    type: 'ASSOCIATION',
    objectTypeId: '0-2',
    associationTypeId: 279,
    associationCategory: 'HUBSPOT_DEFINED',
    sortBy: { property: 'name', order: 'ASC', missing: null },
  };
  const flow = await created({
    name: 'Before',
    description: 'gone with the update',
    dataSources: [source],
    startActionId: '1',
    actions: [action('1')],
    enrollmentCriteria: { type: 'MANUAL', shouldReEnroll: false },
  });
  const { body } = await millrace.put(`${FLOWS}/${flow.id}`, {
    revisionId: '1',
    type: 'CONTACT_FLOW',
    isEnabled: true,
  });
  expect(body).toMatchObject({
    revisionId: '2',
    isEnabled: true,
    objectTypeId: '0-1',
    flowType: 'WORKFLOW',
    dataSources: [source],
    actions: [],
    createdAt: flow.createdAt,
    nextAvailableActionId: '2',
  });
  for (const member of ['name', 'description', 'startActionId', 'enrollmentCriteria']) {
    expect(body).not.toHaveProperty(member);
  }
});

test('nextAvailableActionId is above every id ever used, and respects a higher one', async () => {
  const flow = await created({
    startActionId: '143',
    actions: [action('143', 'b'), action('b')],
    nextAvailableActionId: '147',
  });
  expect(flow.nextAvailableActionId).toBe('147');
  const put = (revisionId: string, members: object) =>
    millrace.put(`${FLOWS}/${flow.id}`, { ...contactFlow(members), revisionId });
  const emptied = await put('1', {});
  expect(emptied.body.nextAvailableActionId).toBe('147');
  const reused = await put('2', { startActionId: '143', actions: [action('143')] });
  expect([reused.status, reused.body.errors[0]]).toMatchObject([
    400,
    { code: 'ACTION_ID_REUSED', in: 'actions[0].actionId' },
  ]);
  const fresh = await put('2', { startActionId: '150', actions: [action('150')] });
  expect(fresh.body.nextAvailableActionId).toBe('151');
});

describe('refusals keep the texts of the original and explain themselves', () => {
  test.each([
    ['no type', { type: undefined }, 'Some required fields were not set: [type]', 'type'],
    ['no flowType', { flowType: undefined }, 'Some required fields were not set: [flowType]', 'flowType'],
    [
      'a type that does not fit',
      { type: 'PLATFORM_FLOW' },
      'Expected an object type other than "0-1" objectType but got "0-1"',
      'objectTypeId',
    ],
    [
      'an empty edge',
      {
        startActionId: '1',
        actions: [{ type: 'LIST_BRANCH', actionId: '1', listBranches: [], defaultBranch: {} }],
      },
      'Some required fields were not set: [nextActionId]',
      'actions[0].defaultBranch.nextActionId',
    ],
    [
      'a start that is nowhere',
      { startActionId: '9', actions: [action('1')] },
      'Invalid request to flow creation',
      'startActionId',
    ],
    [
      'an action out of reach',
      { startActionId: '1', actions: [action('1'), action('2')] },
      'Invalid request to flow creation',
      'actions[1]',
    ],
    [
      'a filter that lacks its property',
      {
        enrollmentCriteria: {
          type: 'LIST_BASED',
          listFilterBranch: { filterBranchType: 'AND', filters: [{ filterType: 'PROPERTY' }] },
        },
      },
      'Invalid request to flow creation',
      'enrollmentCriteria.listFilterBranch.filters[0].property',
    ],
  ])('%s', async (_, members, message, member) => {
    const answer = await millrace.post(FLOWS, contactFlow(members));
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      status: 'error',
      message,
      category: 'BAD_REQUEST',
      subCategory: 'FlowApiStandardFriendlyError.FLOW_CREATE_BAD_REQUEST',
      correlationId: expect.any(String),
    });
    expect(answer.body.errors[0].in).toBe(member);
    expect(answer.body.errors[0].message).toContain(member);
  });

  test('of an update', async () => {
    const flow = await created({ startActionId: '1', actions: [action('1')] });
    const branch = { type: 'LIST_BRANCH', actionId: '1', listBranches: [] };
    const answer = await millrace.put(`${FLOWS}/${flow.id}`, { ...flow, actions: [branch] });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      message: 'Invalid request to flow update',
      category: 'BAD_REQUEST',
      subCategory: 'FlowApiStandardFriendlyError.FLOW_UPDATE_BAD_REQUEST',
      errors: [{ code: 'ACTION_TYPE_CHANGED', in: 'actions[0].type' }],
    });
    const { revisionId, ...without } = flow;
    const missing = await millrace.put(`${FLOWS}/${flow.id}`, without);
    expect([missing.status, missing.body.message]).toEqual([
      400,
      'Some required fields were not set: [revisionId]',
    ]);
    expect((await millrace.get(`${FLOWS}/${flow.id}`)).body).toEqual(flow);
  });

  test('at most a hundred explanations, the last of which counts the others', async () => {
    const actions = Array.from({ length: 300 }, (_, index) => action(String(index + 1), 'nowhere'));
    const { body } = await millrace.post(FLOWS, contactFlow({ startActionId: '1', actions }));
    expect(body.errors).toHaveLength(100);
    expect(body.errors[99]).toMatchObject({ code: 'MORE_PROBLEMS', message: expect.stringContaining('500') });
  });

  test.each([undefined, [], 'text', 5, null])('a body that is %j', async (body) => {
    expect((await millrace.post(FLOWS, body === undefined ? undefined : JSON.stringify(body))).status).toBe(
      400,
    );
  });
});

test.each(['abc', '1e3', '-1', '0', '99999999999999999999999', '1%20'])(
  'there is no flow with the id %s',
  async (id) => {
    for (const method of ['GET', 'DELETE', 'PUT']) {
      const body = method === 'PUT' ? contactFlow({ revisionId: '1' }) : undefined;
      const answer = await millrace.call(method, `${FLOWS}/${id}`, body);
      expect([method, answer.status]).toEqual([method, 404]);
      expect(answer.body.subCategory).toBe('FlowApiStandardFriendlyError.FLOW_NOT_FOUND_BY_FLOW_ID');
    }
  },
);

test('a deleted flow cannot be updated or deleted again', async () => {
  const flow = await created();
  expect((await millrace.delete(`${FLOWS}/${flow.id}`)).status).toBe(204);
  expect((await millrace.delete(`${FLOWS}/${flow.id}`)).status).toBe(404);
  expect((await millrace.put(`${FLOWS}/${flow.id}`, flow)).status).toBe(404);
});

test('of updates at once that saw the same revision, one wins and the others are stale', async () => {
  const flow = await created();
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      millrace.put(`${FLOWS}/${flow.id}`, { ...flow, name: `writer ${index}` }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400, 400, 400, 400]);
  const winner = answers.find(({ status }) => status === 200)!.body;
  const stale = answers.find(({ status }) => status === 400)!.body;
  expect(stale).toMatchObject({
    category: 'BAD_REQUEST',
    subCategory: 'FlowApiStandardFriendlyError.INVALID_REVISION_ID_IN_PUT_REQUEST',
    message: expect.stringContaining('INVALID_REVISION_ID_IN_PUT_REQUEST'),
    errors: [{ in: 'revisionId', message: expect.stringContaining('"2"') }],
  });
  expect(winner.revisionId).toBe('2');
  expect((await millrace.get(`${FLOWS}/${flow.id}`)).body).toEqual(winner);
});

test('saves of flows and writes of records at once end', async () => {
  const flow = await created();
  const writes = Array.from({ length: 20 }, (_, index) =>
    index % 2 === 0
      ? millrace.post(FLOWS, contactFlow({ name: `among records ${index}` }))
      : millrace.post('/crm/v3/objects/contacts', {
          properties: { email: `among-flows-${index}@example.test` },
        }),
  );
  const statuses = (await Promise.all(writes)).map(({ status }) => status);
  expect(statuses).toEqual(statuses.map(() => 201));
  expect((await millrace.get(`${FLOWS}/${flow.id}`)).status).toBe(200);
});

test('contact flows have a legacy id of their own, others none', async () => {
  const contact = await created();
  const deals = await millrace.post(FLOWS, {
    type: 'PLATFORM_FLOW',
    flowType: 'WORKFLOW',
    objectTypeId: '0-3',
  });
  const rows = await millrace.sql`
    select legacy_id from flows where id = any(${[contact.id, deals.body.id]}::bigint[]) order by id`;
  expect(rows.map((row) => row['legacy_id'])).toEqual([expect.any(Number), null]);
});

test('without the scope automation: 403', async () => {
  const { body } = await millrace.post('/millrace/v1/tokens', { name: 'none', scopes: ['forms'] });
  const answer = await millrace.call('GET', FLOWS, undefined, { authorization: `Bearer ${body.token}` });
  expect([answer.status, answer.body.category]).toEqual([403, 'MISSING_SCOPES']);
});

test('flows are not patched', async () => {
  const flow = await created();
  const answer = await millrace.patch(`${FLOWS}/${flow.id}`, { name: 'x' });
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'DELETE, GET, HEAD, PUT']);
});
