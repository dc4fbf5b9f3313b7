import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Millrace, startMillrace } from '../support/millrace.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace({ role: 'api' });
});
afterAll(() => millrace.stop());

test('what is answered without a token takes smaller bodies', async () => {
  const text = JSON.stringify({ tokenKey: 'x'.repeat(1024 * 1024) });
  const open = await millrace.call('POST', '/oauth/v2/private-apps/get/access-token-info', text);
  expect([open.status, open.body.message]).toEqual([413, 'The body has more than 1048576 bytes.']);
  const closed = await millrace.call('POST', '/crm/v3/lists/search', JSON.stringify({ query: text }));
  expect(closed.status).not.toBe(413);
});

test('form-encoded bodies are smaller still', async () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const send = (body: string) => millrace.call('POST', '/oauth/v1/token', body, form);
  const many = await send('a=&'.repeat(30_000));
  expect([many.status, many.body.message]).toEqual([413, 'The form-encoded body has more than 65536 bytes.']);
  expect((await send(`code=${'x'.repeat(60_000)}`)).status).toBe(400);
});

test('a list of empty objects is refused as one, not item by item', async () => {
  const many = `[${'{},'.repeat(100_000)}{}]`;
  const answer = await millrace.call('PUT', '/crm/v4/objects/contacts/1/associations/companies/1', many);
  expect(answer.status).toBe(400);
  expect(JSON.stringify(answer.body).length).toBeLessThan(2_000);
});
