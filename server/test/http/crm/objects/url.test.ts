import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Millrace, startMillrace } from '../../../support/millrace.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace({ role: 'api' });
});
afterAll(() => millrace.stop());

test('a record carries the address of its page, whoever answers it', async () => {
  const base = '/crm/v3/objects/companies';
  const made = await millrace.post(base, { properties: { name: 'Acme' } });
  const { id } = made.body;
  const url = `${millrace.url}/contacts/${millrace.accountId}/record/0-2/${id}`;
  const batch = { inputs: [{ id, properties: { name: 'Acme AG' } }] };
  const answers = [
    made.body,
    (await millrace.get(`${base}/${id}`)).body,
    (await millrace.patch(`${base}/${id}`, { properties: { name: 'Acme' } })).body,
    (await millrace.get(base)).body.results[0],
    (await millrace.post(`${base}/search`, {})).body.results[0],
    (await millrace.post(`${base}/batch/read`, { inputs: [{ id }] })).body.results[0],
    (await millrace.post(`${base}/batch/update`, batch)).body.results[0],
  ];
  expect(answers.map((record) => [record.id, record.url])).toEqual(answers.map(() => [id, url]));

  const page = await fetch(url, { redirect: 'manual' });
  expect([page.status, page.headers.get('location')]).toEqual([302, `/records/0-2/${id}`]);
  expect((await fetch(`${millrace.url}/contacts/1/record/0-2/%3Cb%3E`)).status).toBe(400);
});
