import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Millrace, startMillrace } from '../../support/millrace.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace();
});
afterAll(() => millrace.stop());

const FLOWS = '/automation/v4/flows';
const OURS = '/millrace/v1/flows';

const step = (actionId: string, actionTypeId: string, next?: string) => ({
  type: 'SINGLE_CONNECTION',
  actionId,
  actionTypeId,
  actionTypeVersion: 0,
  fields: { note: actionId },
  ...(next === undefined ? {} : { connection: { edgeType: 'STANDARD', nextActionId: next } }),
});

/** A flow with three revisions: two actions, one of them gone, another instead. */
async function flow() {
  const kind = { type: 'CONTACT_FLOW', flowType: 'WORKFLOW', objectTypeId: '0-1' };
  const two = { name: 'two', startActionId: '1', actions: [step('1', '0-1', '2'), step('2', '0-5')] };
  const { body: first } = await millrace.post(FLOWS, { ...kind, ...two });
  const put = async (revisionId: string, members: object) =>
    (await millrace.put(`${FLOWS}/${first.id}`, { ...first, revisionId, ...members })).body;
  await put('1', { name: 'one', actions: [step('1', '0-1')] });
  const current = await put('2', { name: 'other', actions: [step('1', '0-1', '3'), step('3', '0-4')] });
  expect(current.revisionId).toBe('3');
  return { id: first.id as string, first, current };
}

test('revisions are listed, the latest first, and read as the flow was', async () => {
  const { id, first } = await flow();
  const page = await millrace.get(`${OURS}/${id}/revisions?limit=2`);
  const savedBy = { tokenId: expect.any(String), tokenName: expect.any(String) };
  expect(page.body.results).toEqual([
    {
      revisionId: '3',
      name: 'other',
      isEnabled: false,
      actions: 2,
      createdAt: expect.any(String),
      savedBy,
      restoredFrom: null,
      isCurrent: true,
      summary: expect.any(Array),
    },
    {
      revisionId: '2',
      name: 'one',
      isEnabled: false,
      actions: 1,
      createdAt: expect.any(String),
      savedBy,
      restoredFrom: null,
      isCurrent: false,
      summary: expect.any(Array),
    },
  ]);
  const next = await millrace.get(page.body.paging.next.link.replace(millrace.url, ''));
  expect(next.body.results.map((row: { revisionId: string }) => row.revisionId)).toEqual(['1']);
  const read = await millrace.get(`${OURS}/${id}/revisions/1`);
  expect(read.body).toMatchObject({ id, revisionId: '1', flow: { name: 'two', actions: first.actions } });
});

test('two revisions differ by action and member', async () => {
  const { id } = await flow();
  const { status, body } = await millrace.get(`${OURS}/${id}/diff?from=1&to=3`);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    flowId: id,
    from: '1',
    to: '3',
    flow: [{ kind: 'changed', path: 'name', before: 'two', after: 'other' }],
    actions: [
      {
        kind: 'changed',
        actionId: '1',
        changes: [{ path: 'connection.nextActionId', before: '2', after: '3' }],
      },
      { kind: 'removed', actionId: '2', actionType: '0-5' },
      { kind: 'added', actionId: '3', actionType: '0-4' },
    ],
  });
  expect(body.text.split('\n')).toContain('- action 2 (0-5)');
  expect((await millrace.get(`${OURS}/${id}/diff?from=1`)).status).toBe(400);
  expect((await millrace.get(`${OURS}/${id}/diff?from=1&to=9`)).status).toBe(404);
});

test('an earlier revision is not restored over one that the caller has not seen', async () => {
  const { id } = await flow();
  const restore = (seen: string) =>
    millrace.post(`${OURS}/${id}/revisions/1/restore?currentRevisionId=${seen}`);
  const { status, body } = await restore('2');
  expect([status, body.errors[0].in]).toEqual([400, 'revisionId']);
  expect(body.message).toContain('"3"');
  expect((await millrace.get(`${FLOWS}/${id}`)).body).toMatchObject({ revisionId: '3', name: 'other' });
  expect((await restore('x')).status).toBe(400);
  expect((await restore('3')).body).toMatchObject({ revisionId: '4', name: 'two' });
});

test('an earlier revision is restored as a new one', async () => {
  const { id, first } = await flow();
  const { status, body } = await millrace.post(`${OURS}/${id}/revisions/1/restore`);
  expect(status).toBe(200);
  expect(body).toEqual({
    ...first,
    revisionId: '4',
    updatedAt: expect.any(String),
    nextAvailableActionId: '4',
  });
  expect((await millrace.get(`${FLOWS}/${id}`)).body).toEqual(body);
  expect((await millrace.post(`${OURS}/${id}/revisions/9/restore`)).status).toBe(404);
});

test('a deleted flow keeps its revisions, and comes back', async () => {
  const { id, current } = await flow();
  expect((await millrace.post(`${OURS}/${id}/undelete`)).status).toBe(404);
  await millrace.delete(`${FLOWS}/${id}`);
  const deleted = await millrace.get(`${OURS}/deleted?after=${BigInt(id) - 1n}`);
  expect(deleted.body.results).toMatchObject([
    { id, name: 'other', revisionId: '3', deletedAt: expect.any(String) },
  ]);
  expect((await millrace.get(`${OURS}/${id}/revisions`)).body.results).toHaveLength(3);
  expect((await millrace.get(`${OURS}/${id}/revisions/1`)).status).toBe(200);
  expect((await millrace.post(`${OURS}/${id}/revisions/1/restore`)).status).toBe(404);

  const back = await millrace.post(`${OURS}/${id}/undelete`);
  expect([back.status, back.body]).toEqual([200, current]);
  expect((await millrace.get(`${FLOWS}/${id}`)).body).toEqual(current);
  expect((await millrace.put(`${FLOWS}/${id}`, current)).body.revisionId).toBe('4');
});

describe('lint', () => {
  test('says what is not there, with its place and how to mend it', async () => {
    const form = await millrace.post('/marketing/v3/forms', {
      formType: 'hubspot',
      name: 'Form',
      createdAt: '2026-01-01T00:00:00Z',
      archived: false,
      fieldGroups: [],
      configuration: {},
      displayOptions: {},
      legalConsentOptions: { type: 'none' },
    });
    const list = await millrace.post('/crm/v3/lists', {
      name: 'List',
      objectTypeId: '0-1',
      processingType: 'MANUAL',
    });
    const filter = (property: string) => ({
      filterType: 'PROPERTY',
      property,
      operation: { operationType: 'ALL_PROPERTY', operator: 'IS_KNOWN' },
    });
    const submission = (formId: string) => ({
      filterType: 'FORM_SUBMISSION',
      operator: 'FILLED_OUT',
      formId,
    });
    const { body } = await millrace.post(FLOWS, {
      type: 'CONTACT_FLOW',
      flowType: 'WORKFLOW',
      objectTypeId: '0-1',
      startActionId: '1',
      actions: [{ ...step('1', '1-4711', '2') }, { ...step('2', '0-4'), fields: { content_id: '99999999' } }],
      suppressionListIds: [Number(list.body.list.listId), 999_999],
      goalFilterBranch: {
        filterBranchType: 'AND',
        filters: [
          filter('email'),
          filter('no_such_property'),
          submission(form.body.id),
          submission('no-form'),
        ],
      },
    });
    const answer = await millrace.get(`${OURS}/${body.id}/lint`);
    expect(answer.status).toBe(200);
    const found = answer.body.results.map(({ severity, code, path }: Record<string, string>) => [
      severity,
      code,
      path,
    ]);
    expect(found).toEqual([
      ['error', 'UNKNOWN_PROPERTY', 'goalFilterBranch.filters[1].property'],
      ['error', 'UNKNOWN_FORM', 'goalFilterBranch.filters[3].formId'],
      ['error', 'UNKNOWN_LIST', 'suppressionListIds[1]'],
      ['error', 'UNKNOWN_EMAIL', 'actions[1].fields.content_id'],
      ['error', 'ACTION_NOT_SUPPORTED', 'actions[0].actionTypeId'],
    ]);
    for (const { message, fix } of answer.body.results)
      expect([typeof message, typeof fix]).toEqual(['string', 'string']);
  });

  test('of a body: what it would be refused for, else the advice', async () => {
    const kind = { type: 'CONTACT_FLOW', flowType: 'WORKFLOW', objectTypeId: '0-1' };
    const sound = await millrace.post(`${OURS}/lint`, {
      ...kind,
      startActionId: '1',
      actions: [step('1', '1-4711')],
    });
    expect([sound.status, sound.body.problems]).toEqual([200, []]);
    expect(sound.body.results.map(({ code }: { code: string }) => code)).toEqual(['ACTION_NOT_SUPPORTED']);
    const broken = await millrace.post(`${OURS}/lint`, { ...kind, startActionId: '9' });
    expect([broken.status, broken.body.results]).toEqual([200, []]);
    expect(broken.body.problems).toMatchObject([{ code: 'START_ACTION_NOT_FOUND', in: 'startActionId' }]);
  });

  test('the list of flows says how much there is to each', async () => {
    const create = (more: object) =>
      millrace.post(FLOWS, { type: 'PLATFORM_FLOW', flowType: 'WORKFLOW', objectTypeId: '0-3', ...more });
    const sound = (await create({ name: 'Sound' })).body.id;
    const actions = [step('1', '1-4711', '2'), step('2', '1-4711')];
    const faulty = (await create({ name: 'Faulty', startActionId: '1', actions })).body.id;
    const schedule = { type: 'DAILY', timeOfDay: { hour: 9, minute: 0 } };
    const waiting = (await create({ name: 'Waiting', enrollmentSchedule: schedule })).body.id;
    const answer = await millrace.get(OURS);
    expect(answer.status).toBe(200);
    const told = new Map(answer.body.results.map(({ id, lint }: { id: string; lint: object }) => [id, lint]));
    expect(told.get(sound)).toEqual({ errors: 0, warnings: 0, infos: 0 });
    expect(told.get(faulty)).toEqual({ errors: 2, warnings: 0, infos: 0 });
    expect(told.get(waiting)).toEqual({ errors: 0, warnings: 0, infos: 2 });
    const page = await millrace.get(`${OURS}?limit=1`);
    expect([page.body.results.length, typeof page.body.paging.next.after]).toEqual([1, 'string']);
    const listing = (await millrace.get(FLOWS)).body.results;
    expect(listing.length).toBeGreaterThan(2);
    expect(listing.filter((flow: object) => 'lint' in flow)).toEqual([]);
  });

  test('of no flow: 404', async () => {
    expect((await millrace.get(`${OURS}/999999/lint`)).status).toBe(404);
  });
});

test('a revision says whose token saved it, by whichever way, and goes on saying so when the token is gone', async () => {
  const tokens = '/millrace/v1/tokens';
  const as = (token: string) => ({ authorization: `Bearer ${token}` });
  const made = await millrace.post(tokens, { name: 'deploys', scopes: 'all' });
  const { id } = await flow();
  await millrace.call('POST', `${OURS}/${id}/turn-on`, undefined, as(made.body.token));
  await millrace.call('POST', `${OURS}/${id}/revisions/1/restore`, undefined, as(made.body.token));
  await millrace.delete(`${tokens}/${made.body.id}`);
  const { results } = (await millrace.get(`${OURS}/${id}/revisions`)).body;
  const deploys = { tokenId: made.body.id, tokenName: 'deploys' };
  expect(results.slice(0, 2).map((each: { savedBy: unknown }) => each.savedBy)).toEqual([deploys, deploys]);
  expect(results[2].savedBy.tokenName).not.toBe('deploys');
});

test('a revision says which one it repeats', async () => {
  const { id } = await flow();
  await millrace.post(`${OURS}/${id}/revisions/1/restore`);
  const { results } = (await millrace.get(`${OURS}/${id}/revisions`)).body;
  const repeats = results.map((each: { restoredFrom: unknown }) => each.restoredFrom);
  expect(repeats).toEqual(['1', ...results.slice(1).map(() => null)]);
});
