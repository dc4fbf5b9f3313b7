import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Millrace, startMillrace } from '../../support/millrace.ts';

let millrace: Millrace;
let form = '';
beforeAll(async () => {
  millrace = await startMillrace();
  const fields = [
    { objectTypeId: '0-1', name: 'email', fieldType: 'email' },
    { objectTypeId: '0-1', name: 'hs_buying_role', fieldType: 'multiple_checkboxes' },
    { objectTypeId: '0-2', name: 'name', fieldType: 'single_line_text' },
  ];
  form = (await millrace.post('/marketing/v3/forms', { name: 'Demo', fieldGroups: [{ fields }] })).body.id;
});
afterAll(() => millrace.stop());

const list = (query = '') => millrace.get(`/form-integrations/v1/submissions/forms/${form}${query}`);

async function submit(email: string, fields: readonly object[] = [], more: object = {}): Promise<void> {
  const body = { fields: [{ name: 'email', value: email }, ...fields], ...more };
  const answer = await millrace.post(
    `/submissions/v3/integration/submit/${millrace.accountId}/${form}`,
    body,
  );
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
}

const emailsOf = (results: { values: { name: string; value: string }[] }[]) =>
  results.map(({ values }) => values.find(({ name }) => name === 'email')?.value);

test('what a form was submitted with is read back, newest first, fifty a page', async () => {
  expect((await list()).body).toEqual({ results: [] });
  for (let number = 1; number <= 55; number++) await submit(`p${number}@example.test`);
  const newest = Array.from({ length: 55 }, (_, index) => `p${55 - index}@example.test`);

  const first = await list('?limit=50');
  expect(emailsOf(first.body.results)).toEqual(newest.slice(0, 50));
  const { after, link } = first.body.paging.next;
  expect(link).toContain(`after=${after}`);
  await submit('late@example.test');
  const second = await list(`?limit=50&after=${after}`);
  expect(emailsOf(second.body.results)).toEqual(newest.slice(50));
  expect(second.body.paging).toBeUndefined();
  expect((await list()).body.results).toHaveLength(20);
});

test('with every value, its object type, the page and the time', async () => {
  const roles = ['END_USER', 'CHAMPION'].map((value) => ({ name: 'hs_buying_role', value }));
  const company = { objectTypeId: '0-2', name: 'name', value: 'Acme' };
  await submit('Full@Example.test', [...roles, company], { context: { pageUri: 'www.example.com/page' } });
  const [newest] = (await list('?limit=1')).body.results;
  expect(newest).toEqual({
    submittedAt: expect.any(Number),
    pageUrl: 'www.example.com/page',
    values: [
      { name: 'email', value: 'Full@Example.test', objectTypeId: '0-1' },
      { name: 'hs_buying_role', value: 'END_USER', objectTypeId: '0-1' },
      { name: 'hs_buying_role', value: 'CHAMPION', objectTypeId: '0-1' },
      { name: 'name', value: 'Acme', objectTypeId: '0-2' },
    ],
  });
});

test('what is wrong with the question is said', async () => {
  for (const [query, at] of [
    ['?limit=51', 'limit'],
    ['?limit=0', 'limit'],
    ['?after=yesterday', 'after'],
  ] as const)
    expect(await list(query)).toMatchObject({ status: 400, body: { errors: [{ in: at }] } });
  const nowhere = '/form-integrations/v1/submissions/forms/00000000-0000-4000-8000-000000000000';
  expect((await millrace.get(nowhere)).status).toBe(404);
  const { token } = (await millrace.post('/millrace/v1/tokens', { name: 'x', scopes: ['content'] })).body;
  const path = `/form-integrations/v1/submissions/forms/${form}`;
  expect((await millrace.call('GET', path, undefined, { authorization: `Bearer ${token}` })).status).toBe(
    403,
  );
});

test('who is erased has submitted nothing', async () => {
  await submit('gone@example.test');
  await millrace.post('/crm/v3/objects/contacts/gdpr-delete', {
    objectId: 'gone@example.test',
    idProperty: 'email',
  });
  expect(emailsOf((await list('?limit=50')).body.results)).not.toContain('gone@example.test');
});
