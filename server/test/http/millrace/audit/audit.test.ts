import { afterAll, beforeAll, expect, test } from 'vitest';
import { contactFlow, delayMinutes, inARow, setProperty } from '../../../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../../../support/story.ts';

let story: Story;

beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story?.stop());

async function entries(query = ''): Promise<Body[]> {
  const { status, body } = await story.millrace.get(`/millrace/v1/audit${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body.results;
}

const kinds = (found: readonly Body[]) => found.map(({ kind }) => kind);

test('a flow: made, turned on, saved, restored, turned off, deleted, brought back, each by whom and with its revisions', async () => {
  const { millrace } = story;
  const flow = await story.givenFlow({
    ...contactFlow(inARow(setProperty('lifecyclestage', 'lead'))),
    name: 'Welcome',
    isEnabled: false,
  });
  const path = `/millrace/v1/flows/${flow}`;
  const answers = [
    await millrace.post(`${path}/turn-on`),
    await millrace.put(`/automation/v4/flows/${flow}`, {
      ...(await millrace.get(`/automation/v4/flows/${flow}`)).body,
      name: 'Greeting',
      isEnabled: false,
    }),
    await millrace.post(`${path}/revisions/2/restore`),
    await millrace.delete(`/automation/v4/flows/${flow}`),
    await millrace.post(`${path}/undelete`),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 204, 200]);
  const found = await entries(`?targetType=FLOW&targetId=${flow}`);
  expect(kinds(found).toReversed()).toEqual([
    'FLOW_CREATED',
    'FLOW_TURNED_ON',
    'FLOW_SAVED',
    'FLOW_TURNED_OFF',
    'FLOW_RESTORED',
    'FLOW_TURNED_ON',
    'FLOW_DELETED',
    'FLOW_UNDELETED',
  ]);
  expect(found.find(({ kind }) => kind === 'FLOW_SAVED')).toMatchObject({
    by: { kind: 'TOKEN', tokenId: expect.stringMatching(/^\d+$/), tokenName: 'configured' },
    target: { type: 'FLOW', id: flow, name: 'Greeting' },
    summary: `Saved flow ${flow} "Greeting": revision 2 became 3.`,
    detail: { revisionId: { from: '2', to: '3' }, name: { from: 'Welcome', to: 'Greeting' } },
  });
  const restored = found.find(({ kind }) => kind === 'FLOW_RESTORED');
  expect(restored.detail).toMatchObject({ revisionId: { from: '3', to: '4' }, restored: '2' });
});

test('what is refused, or changes nothing, leaves no entry', async () => {
  const flow = await story.givenFlow(contactFlow(inARow(setProperty('lifecyclestage', 'lead'))));
  const before = await entries();
  await story.millrace.post(`/millrace/v1/flows/${flow}/turn-on`);
  await story.millrace.put(`/automation/v4/flows/${flow}`, { revisionId: '99' });
  await story.millrace.patch('/millrace/v1/settings', { timeZone: 'Mars/Olympus' });
  await story.millrace.patch('/millrace/v1/settings', { name: 'Millrace' });
  await story.millrace.delete('/millrace/v1/secrets/nothing_here');
  expect(await entries()).toEqual(before);
});

test('a secret is named and never told; settings are told before and after', async () => {
  await story.millrace.put('/millrace/v1/secrets/crm_key', { value: 'hunter2-very-secret' });
  await story.millrace.patch('/millrace/v1/settings', {
    timeZone: 'Europe/Berlin',
    email: { trackOpens: false },
  });
  await story.millrace.delete('/millrace/v1/secrets/crm_key');
  const found = await entries('?kind=SECRET_STORED,SECRET_DELETED,SETTINGS_CHANGED');
  expect(kinds(found)).toEqual(['SECRET_DELETED', 'SETTINGS_CHANGED', 'SECRET_STORED']);
  expect(found[2].target).toEqual({ type: 'SECRET', id: 'crm_key', name: 'crm_key' });
  expect(found[1].detail).toEqual({
    timeZone: { before: 'America/New_York', after: 'Europe/Berlin' },
    'email.trackOpens': { before: true, after: false },
  });
  const rows = await story.millrace.sql`select audit_entries::text as text from audit_entries`;
  expect(JSON.stringify(rows)).not.toContain('hunter2');
});

test('tokens and apps; an app acts under its own name', async () => {
  const { millrace } = story;
  const token = (await millrace.post('/millrace/v1/tokens', { name: 'deploys', scopes: ['automation'] }))
    .body;
  const made = await millrace.call('POST', '/automation/v4/flows', contactFlow(inARow(delayMinutes(1))), {
    authorization: `Bearer ${token.token}`,
    'user-agent': 'millrace-cli/1.2.3',
  });
  expect(made.status).toBe(201);
  const [byCommand] = await entries(`?tokenId=${token.id}&kind=FLOW_CREATED`);
  expect(byCommand.by).toMatchObject({
    kind: 'COMMAND_LINE',
    tokenId: token.id,
    tokenName: 'deploys',
    client: 'millrace-cli/1.2.3',
    correlationId: made.headers.get('x-hubspot-correlation-id'),
  });
  const app = (await millrace.post('/millrace/v1/apps', { name: 'Sync', scopes: ['automation'] })).body;
  const granted = await fetch(`${millrace.url}/oauth/v1/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: app.clientId,
      client_secret: app.clientSecret,
    }),
  });
  const { access_token } = (await granted.json()) as { access_token: string };
  await millrace.call('POST', '/automation/v4/flows', contactFlow(inARow(delayMinutes(1))), {
    authorization: `Bearer ${access_token}`,
  });
  const byApp = (await entries('?actor=APP')).at(-1);
  expect(byApp).toMatchObject({
    kind: 'FLOW_CREATED',
    by: { kind: 'APP', appId: app.id, tokenName: 'Sync' },
  });
  await millrace.delete(`/millrace/v1/tokens/${token.id}`);
  await millrace.delete(`/millrace/v1/apps/${app.id}`);
  const found = await entries('?kind=TOKEN_CREATED,TOKEN_REVOKED,APP_CREATED,APP_DELETED');
  expect(found.map(({ summary }) => summary)).toEqual([
    `Deleted the app ${app.id} "Sync" with its tokens.`,
    `Revoked the access token ${token.id} "deploys".`,
    `Registered the app ${app.id} "Sync".`,
    `Made the access token ${token.id} "deploys".`,
  ]);
  expect(JSON.stringify(found)).not.toContain(token.token);
  expect(JSON.stringify(found)).not.toContain(app.clientSecret);
});

test('records enrolled and unenrolled by hand, a skipped wait, a moved clock', async () => {
  const flow = await story.givenFlow(contactFlow(inARow(delayMinutes(600))));
  const [ada, ben] = [await story.givenContact(), await story.givenContact()];
  await story.enroll(flow, ada, ben, ada);
  await story.enroll(flow, ada);
  const passages = await story.enrollments(flow);
  const benIn = passages.find(({ objectId }) => objectId === ben);
  await story.millrace.post(`/millrace/v1/enrollments/${benIn.id}/skip-wait`);
  await story.millrace.post(`/millrace/v1/flows/${flow}/unenrollments`, { objectIds: [ada, '99999'] });
  await story.pass('PT5M');
  const [moved, ...others] = await entries(
    '?kind=RECORDS_ENROLLED,RECORDS_UNENROLLED,WAIT_SKIPPED,CLOCK_MOVED',
  );
  expect(Date.parse(moved.detail.to) - Date.parse(moved.detail.from)).toBe(5 * 60_000);
  expect(moved.target).toEqual({ type: 'ACCOUNT', id: null, name: null });
  expect(others).toMatchObject([
    { kind: 'RECORDS_UNENROLLED', target: { id: flow }, detail: { count: 1, objectIds: [ada] } },
    { kind: 'WAIT_SKIPPED', target: { type: 'ENROLLMENT', id: benIn.id }, detail: { flowId: flow } },
    { kind: 'RECORDS_ENROLLED', target: { id: flow }, detail: { count: 2, objectIds: [ada, ben] } },
  ]);
});

test('an adapter of actions and a definition of an app, with what was done to them', async () => {
  const { millrace } = story;
  await millrace.put('/millrace/v1/action-adapters/1-4242', { url: 'https://adapter.example.test/run' });
  await millrace.delete('/millrace/v1/action-adapters/1-4242');
  const found = await entries('?targetType=ACTION_TYPE&targetId=1-4242');
  expect(kinds(found)).toEqual(['ADAPTER_DELETED', 'ADAPTER_SAVED']);
});

test('both clocks: the account lives in the future, the machine does not', async () => {
  await story.pass('P30D');
  await story.givenFlow(contactFlow(inARow(delayMinutes(1))));
  const [entry] = await entries('?kind=FLOW_CREATED&limit=1');
  expect(Date.parse(entry.at) - Date.parse(entry.notedAt)).toBeGreaterThan(29 * 86_400_000);
});

test('pages follow one another without a gap, whatever is noted meanwhile; time bounds hold', async () => {
  const all = await entries();
  const [first, last] = [all[0], all.at(-1)];
  const found: Body[] = [];
  let after = '';
  do {
    const { body } = await story.millrace.get(`/millrace/v1/audit?limit=7${after}`);
    found.push(...body.results);
    after = body.paging ? `&after=${body.paging.next.after}` : '';
    await story.millrace.put('/millrace/v1/secrets/meanwhile', { value: 'x'.repeat(9) });
  } while (after !== '');
  expect(found).toEqual(all);
  const until = await entries(`?to=${first.at}`);
  expect(until).toEqual(all.filter(({ at }) => at < first.at));
  const since = await entries(`?from=${first.at}&to=${first.at}`);
  expect(since).toEqual([]);
  expect((await entries(`?from=${last.at}`)).length).toBeGreaterThan(all.length);
});

test('bad questions say what is wrong; a caller without the scope sees nothing', async () => {
  const { millrace } = story;
  const kind = await millrace.get('/millrace/v1/audit?kind=FLOW_SAVED,FLOW_EATEN');
  expect([kind.status, kind.body.message]).toEqual([400, expect.stringContaining('"FLOW_EATEN"')]);
  const target = await millrace.get('/millrace/v1/audit?targetId=5');
  expect([target.status, target.body.message]).toEqual([400, expect.stringContaining('targetType')]);
  expect((await millrace.get('/millrace/v1/audit?after=yesterday')).status).toBe(400);
  expect((await millrace.get('/millrace/v1/audit?who=me')).status).toBe(400);
  const reader = (await millrace.post('/millrace/v1/tokens', { name: 'reader', scopes: ['automation'] }))
    .body;
  const closed = await millrace.call('GET', '/millrace/v1/audit', undefined, {
    authorization: `Bearer ${reader.token}`,
  });
  expect(closed.status).toBe(403);
});
