import { afterAll, beforeAll, expect, test } from 'vitest';
import { BETAS, FAMILIES, RELEASES } from '../../src/roles/index.ts';
import { givenApp } from '../support/app-actions.ts';
import { contactFlow, inARow, sendEmail } from '../support/flow-bodies.ts';
import { type Story, tellStory } from '../support/story.ts';
import { ask, codeFor, REDIRECT_URI, registerApp } from './oauth/app.test-support.ts';

let story: Story;
let contact: string;
let companies: string[];
let flow: string;
let appId: number;
beforeAll(async () => {
  story = await tellStory({ role: 'api' });
  contact = await story.givenContact({ email: 'dora@example.com' });
  // In the order of their ids, in which pages come.
  companies = (await Promise.all(['Acme', 'Bolt', 'Cask'].map(givenCompany))).sort(
    (a, b) => Number(a) - Number(b),
  );
  ({ appId } = await givenApp(story.millrace));
  flow = await story.givenFlow(contactFlow(inARow(sendEmail('70010001'))));
});
afterAll(() => story.stop());

async function givenCompany(name: string): Promise<string> {
  const { body } = await story.millrace.post('/crm/v3/objects/companies', { properties: { name } });
  return body.id;
}

/** Something of each family that reads without changing anything, as it follows the number or the month. */
const PROBES: Readonly<Record<string, () => readonly [method: string, rest: string, body?: unknown]>> = {
  '/crm/objects': () => ['GET', `/contacts/${contact}?properties=email`],
  '/crm/associations': () => ['POST', '/contacts/companies/batch/read', { inputs: [{ id: contact }] }],
  '/crm/properties': () => ['GET', '/contacts/email'],
  '/crm/pipelines': () => ['GET', '/deals'],
  '/crm/owners': () => ['GET', '?limit=1'],
  '/crm/lists': () => ['POST', '/search', {}],
  '/crm-object-schemas': () => ['GET', '/schemas'],
  '/automation/actions': () => ['GET', `/${appId}`],
  '/automation': () => ['GET', `/flows/${flow}`],
  '/automation/v4': () => ['GET', `/flows/email-campaigns?flowId=${flow}`],
  '/events': () => ['GET', '/event-definitions'],
  '/events/custom': () => ['GET', '/event-definitions'],
  '/events/event-occurrences': () => ['GET', '/event-types'],
  '/communication-preferences': () => ['GET', '/definitions'],
  '/marketing/forms': () => ['GET', ''],
  '/marketing/emails': () => ['GET', '/'],
  '/marketing/email-campaigns': () => ['POST', '/single-send', {}],
  '/marketing/transactional': () => ['POST', '/single-email/send', {}],
  '/account-info': () => ['GET', '/details'],
  '/settings/users': () => ['GET', ''],
  '/oauth': () => ['POST', '/token', {}],
};

/** Families that have nothing to read: there the probe is a body that is refused. */
const REFUSED: ReadonlySet<string> = new Set([
  '/oauth',
  '/marketing/email-campaigns',
  '/marketing/transactional',
]);

const each = FAMILIES.flatMap(({ dated, numbered, versions }) =>
  versions.map((version) => ({ path: `${dated}/${version}`, dated, numbered })),
);

test.each(each)('$path answers as $numbered does', async ({ path, dated, numbered }) => {
  const [method, rest, body] = PROBES[dated]!();
  const ours = await story.millrace.call(method, path + rest, body);
  const known = await story.millrace.call(method, numbered + rest, body);
  expect(known.status).toBe(REFUSED.has(dated) ? 400 : known.status < 300 ? known.status : 200);
  expect(ours.status).toBe(known.status);
  expect(withoutInstants(ours.body)).toEqual(withoutInstants(known.body));
});

/** What differs between two calls whatever their path. */
function withoutInstants({
  correlationId,
  startedAt,
  requestedAt,
  completedAt,
  ...body
}: Record<string, unknown>) {
  return body;
}

test('flows are in betas only, and months that nobody announced lead nowhere', async () => {
  for (const version of RELEASES) {
    const path = `/automation/${version}/flows`;
    const { status, body } = await story.millrace.get(path);
    expect([status, body.message]).toEqual([404, expect.stringContaining(path)]);
  }
  for (const base of ['/automation', '/automation/v4']) {
    for (const version of BETAS)
      expect((await story.millrace.get(`${base}/${version}/action-types`)).status).toBe(200);
  }
  for (const path of [
    '/crm/objects/2024-03/contacts',
    '/crm/objects/2026-03-gamma/contacts',
    '/crm/2026-03/objects',
  ])
    expect((await story.millrace.get(path)).status).toBe(404);
  const refused = await story.millrace.delete('/crm/owners/2026-03');
  expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  expect(refused.body.message).toContain('/crm/owners/2026-03');
});

test('records are made, found, put into lists and associated under a month alone', async () => {
  const { millrace } = story;
  const made = await millrace.post('/crm/objects/2026-03/contacts/batch/create', {
    inputs: [{ properties: { email: 'ed@example.com' } }],
  });
  expect(made.status).toBe(201);
  const { id } = made.body.results[0];
  const found = await millrace.post('/crm/objects/2026-09/contacts/search', {
    filterGroups: [{ filters: [{ propertyName: 'email', operator: 'EQ', value: 'ed@example.com' }] }],
  });
  expect(found.body.results).toMatchObject([{ id }]);

  const list = await millrace.post('/crm/lists/2026-03', {
    name: 'By month',
    objectTypeId: '0-1',
    processingType: 'MANUAL',
  });
  const { listId } = list.body.list;
  const added = await millrace.put(`/crm/lists/2026-03/${listId}/memberships/add`, [id]);
  expect(added.body.recordsIdsAdded).toEqual([id]);
  expect((await millrace.post('/crm/lists/2026-03/idmapping', [listId])).status).toBe(200);

  const below = `/crm/objects/2026-03/contacts/${id}/associations`;
  expect((await millrace.put(`${below}/default/companies/${companies[0]}`)).status).toBe(200);
  const typed = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 279 }];
  expect((await millrace.put(`${below}/companies/${companies[1]}`, typed)).status).toBe(201);
  const associated = await millrace.get(`${below}/companies`);
  expect(associated.body.results.map((one: { toObjectId: unknown }) => String(one.toObjectId))).toEqual(
    companies.slice(0, 2),
  );
  expect((await millrace.delete(`${below}/companies/${companies[1]}`)).status).toBe(204);
  expect((await millrace.get('/crm/associations/2026-03/contacts/companies/labels')).status).toBe(200);
});

test('links stay under the version that was called', async () => {
  const { millrace } = story;
  for (const base of ['/crm/objects/2026-09', '/crm/v3/objects']) {
    const { body } = await millrace.get(`${base}/companies?limit=2&properties=name`);
    const link = new URL(body.paging.next.link);
    expect(link.pathname).toBe(`${base}/companies`);
    const next = await millrace.get(link.pathname + link.search);
    expect(next.body.results.map((one: { id: string }) => one.id)).toEqual(companies.slice(2));
  }
  for (const company of companies)
    await millrace.put(`/crm/v4/objects/contacts/${contact}/associations/default/companies/${company}`);
  const listed = await millrace.get(
    `/crm/objects/2026-03/contacts/${contact}/associations/companies?limit=1`,
  );
  expect(new URL(listed.body.paging.next.link).pathname).toBe(
    `/crm/objects/2026-03/contacts/${contact}/associations/companies`,
  );
  const flows = await millrace.get('/automation/v4/2027-03-beta/flows?limit=1');
  expect(flows.body.results).toHaveLength(1);
});

test('tokens are exchanged, looked into and revoked under a month', async () => {
  const { millrace } = story;
  const app = await registerApp(millrace);
  const other = await registerApp(millrace);
  const form = (path: string, more: Readonly<Record<string, string>>, by = app) =>
    ask(millrace, by, more, path);
  const base = '/oauth/2026-03/token';
  const code = await codeFor(millrace, app, { scope: 'oauth automation' });
  const grant = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI };
  const { body: tokens } = await form(base, grant);
  expect(tokens).toMatchObject({ token_use: 'access_token', expires_in: 1800 });

  const access = await form(`${base}/introspect`, { token: tokens.access_token });
  expect(access.body).toMatchObject({
    active: true,
    token_use: 'access_token',
    client_id: app.clientId,
    hub_id: Number(millrace.accountId),
    scopes: ['oauth', 'automation'],
    expires_in: expect.any(Number),
  });
  const refresh = await form(`${base}/introspect`, {
    token: tokens.refresh_token,
    token_type_hint: 'refresh_token',
  });
  expect(refresh.body).toMatchObject({ active: true, token_use: 'refresh_token' });
  expect((await form(`${base}/introspect`, { token: tokens.access_token }, other)).body).toEqual({
    active: false,
  });
  const wrong = await form(`${base}/introspect`, { token: tokens.access_token, client_secret: 'guess' });
  expect([wrong.status, wrong.body.status]).toEqual([400, 'BAD_CLIENT_SECRET']);

  const revoke = { token: tokens.refresh_token };
  expect((await form(`${base}/revoke`, revoke, other)).status).toBe(204);
  expect((await form(`${base}/introspect`, revoke)).body.active).toBe(true);
  expect((await form(`${base}/revoke`, revoke)).status).toBe(204);
  expect((await form(`${base}/introspect`, revoke)).body).toEqual({ active: false });
  expect((await form(`${base}/introspect`, { token: tokens.access_token })).body).toEqual({ active: false });
});
