import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { OutgoingRequest } from '../../../src/outgoing/index.ts';
import { type Millrace, startMillrace } from '../../support/millrace.ts';
import { answering, startReceiver } from '../../support/receiver.ts';

const HOOK = 'https://hooks.example.test/x';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace();
});
afterAll(() => millrace.stop());
beforeEach(async () => {
  expect(await millrace.delete('/millrace/v1/outbox/rules')).toMatchObject({ status: 204 });
});

async function ask(url: string, rest: Partial<OutgoingRequest> = {}) {
  const { services, accountId } = millrace;
  const answer = await services.outgoing.request({
    accountId,
    origin: { kind: 'webhook' },
    method: 'POST',
    url,
    ...rest,
  });
  return answer.kind === 'answered' ? { status: answer.status, body: answer.body.toString() } : answer;
}

const rule = async (body: object) => (await millrace.post('/millrace/v1/outbox/rules', body)).body;
const newest = async () => (await millrace.get('/millrace/v1/outbox?limit=1')).body.results[0];

test('what would leave the machine is kept, and answered as most receivers answer', async () => {
  const origin = { kind: 'webhook', flowId: '7', enrollmentId: '8', actionId: '9', idempotencyKey: '8:9:1' };
  const record = { objectTypeId: '0-1', id: '1001' };
  expect(
    await ask(`${HOOK}?a=b`, { origin: { ...origin, record }, headers: { 'X-One': '1' }, body: '{"é":1}' }),
  ).toEqual({ status: 200, body: '{}' });
  const kept = await newest();
  expect(kept).toEqual({
    ...origin,
    id: expect.any(String),
    at: expect.any(String),
    method: 'POST',
    url: `${HOOK}?a=b`,
    host: 'hooks.example.test',
    bodyBytes: 8,
    objectTypeId: '0-1',
    objectId: '1001',
    ruleId: null,
    status: 200,
  });
  const { body } = await millrace.get(`/millrace/v1/outbox/${kept.id}`);
  expect(body).toEqual({ ...kept, headers: { 'user-agent': 'Millrace', 'x-one': '1' }, body: '{"é":1}' });
});

test('loopback is asked for real, and what production would refuse is refused', async () => {
  const receiver = await startReceiver(answering(202));
  expect(await ask(receiver.url)).toMatchObject({ status: 202 });
  expect(await ask(`http://localhost:${receiver.port}/`)).toMatchObject({ status: 202 });
  await receiver.close();
  const before = await newest();
  expect(await ask('http://hooks.example.test/')).toMatchObject({ failure: 'URL_NOT_ALLOWED' });
  expect(await ask('https://10.0.0.1/')).toMatchObject({ failure: 'ADDRESS_NOT_ALLOWED' });
  expect(await newest()).toEqual(before);
});

test('rules answer in their order, each as often as it says', async () => {
  const first = await rule({ url: `${HOOK}*`, status: 503, times: 2 });
  const second = await rule({ url: HOOK, method: 'POST', body: { ok: true }, headers: { 'X-Mine': 'yes' } });
  expect(first).toMatchObject({
    url: `${HOOK}*`,
    method: null,
    status: 503,
    times: 2,
    used: 0,
    body: '{}',
    hang: false,
  });
  const answers = [];
  for (let count = 0; count < 3; count++) answers.push(await ask(HOOK));
  expect(answers.map((answer) => 'status' in answer && answer.status)).toEqual([503, 503, 200]);
  expect(answers[2]).toMatchObject({ body: '{"ok":true}' });
  expect(await newest()).toMatchObject({ ruleId: second.id, status: 200 });
  expect(await ask(HOOK, { method: 'PUT' })).toEqual({ status: 200, body: '{}' });
  const { results } = (await millrace.get('/millrace/v1/outbox/rules')).body;
  expect(results.map(({ id, used }: { id: string; used: number }) => [id, used])).toEqual([
    [first.id, 2],
    [second.id, 1],
  ]);
  expect((await millrace.delete(`/millrace/v1/outbox/rules/${second.id}`)).status).toBe(204);
  expect((await millrace.delete(`/millrace/v1/outbox/rules/${second.id}`)).status).toBe(404);
  expect(await ask(HOOK)).toEqual({ status: 200, body: '{}' });
});

test('a delay and a hang take no time: they only count against the time that an answer has', async () => {
  await rule({ url: `${HOOK}/slow`, delay: 'PT29S', body: 'late' });
  await rule({ url: `${HOOK}/slower`, delay: 31_000 });
  await rule({ url: `${HOOK}/never`, hang: true });
  expect(await ask(`${HOOK}/slow`)).toEqual({ status: 200, body: 'late' });
  expect(await ask(`${HOOK}/slower`)).toMatchObject({ failure: 'ANSWER_TIMEOUT' });
  expect(await ask(`${HOOK}/never`)).toMatchObject({ failure: 'ANSWER_TIMEOUT' });
  expect(await newest()).toMatchObject({ status: null });
});

test('a redirect goes through the rules, too', async () => {
  await rule({ url: `${HOOK}/from`, status: 302, headers: { location: '/to' } });
  await rule({ url: 'https://hooks.example.test/to', body: 'there' });
  expect(await ask(`${HOOK}/from`, { method: 'GET' })).toEqual({ status: 200, body: 'there' });
});

test('the list is filtered and comes in pages', async () => {
  for (const path of ['1', '2', '3'])
    await ask(`https://paged.example.test/${path}`, { origin: { kind: 'app action', flowId: '70' } });
  const first = (await millrace.get('/millrace/v1/outbox?host=Paged.example.test&limit=2')).body;
  expect(first.results.map(({ url }: { url: string }) => url.at(-1))).toEqual(['3', '2']);
  const second = await millrace.get(first.paging.next.link.slice(millrace.url.length));
  expect(second.body.results.map(({ url }: { url: string }) => url.at(-1))).toEqual(['1']);
  expect((await millrace.get('/millrace/v1/outbox?flowId=70&method=POST')).body.results).toHaveLength(3);
  expect((await millrace.get('/millrace/v1/outbox?flowId=71')).body.results).toEqual([]);
});

test.each<[string, Uint8Array]>([
  ['a text in bytes, as code sends', Buffer.from('{"key":"hush hush & keep","name":"Zoë"}')],
  ['bytes that are no text', Buffer.concat([Buffer.from([255, 0, 254]), Buffer.from('=hush hush & keep;')])],
])('secrets are taken out of %s', async (_, bytes) => {
  await millrace.put('/millrace/v1/secrets/api_key', { value: 'hush hush & keep' });
  await ask(HOOK, { body: bytes });
  const { id } = await newest();
  const { body, bodyBase64 } = (await millrace.get(`/millrace/v1/outbox/${id}`)).body;
  const kept = body === null ? Buffer.from(bodyBase64, 'base64').toString('latin1') : body;
  expect(kept).toBe(bytes[0] === 255 ? '\xff\0\xfe=[secret];' : '{"key":"[secret]","name":"Zoë"}');
});

test('secrets are taken out of what is kept', async () => {
  await millrace.put('/millrace/v1/secrets/api_key', { value: 'hush hush & keep' });
  await ask(`${HOOK}?key=${encodeURIComponent('hush hush & keep')}`, {
    headers: { authorization: 'hush hush & keep' },
    body: JSON.stringify({ key: 'hush hush & keep' }),
  });
  const { id } = await newest();
  const { body } = await millrace.get(`/millrace/v1/outbox/${id}`);
  expect(JSON.stringify(body)).not.toMatch(/hush/);
  expect(body.headers.authorization).toBe('[secret]');
});

test('a request about a record is open to callers that may read the record', async () => {
  await ask(HOOK, { origin: { kind: 'webhook', record: { objectTypeId: '0-3', id: '5' } } });
  const { id } = await newest();
  const token = await millrace.post('/millrace/v1/tokens', {
    name: 'narrow',
    scopes: ['automation', 'crm.objects.contacts.read'],
  });
  const narrow = { authorization: `Bearer ${token.body.token}` };
  expect((await millrace.call('GET', `/millrace/v1/outbox/${id}`, undefined, narrow)).status).toBe(403);
  const list = await millrace.call('GET', '/millrace/v1/outbox?limit=1', undefined, narrow);
  expect(list.body.results[0].id).not.toBe(id);
});

test.each([
  [{}, 'url'],
  [{ url: '' }, 'url'],
  [{ url: 'with a blank' }, 'url'],
  [{ url: HOOK, status: 99 }, 'status'],
  [{ url: HOOK, method: 'CONNECT' }, 'method'],
  [{ url: HOOK, delay: 'soon' }, 'delay'],
  [{ url: HOOK, delay: -1 }, 'delay'],
  [{ url: HOOK, delay: 'P2D' }, 'delay'],
  [{ url: HOOK, times: 0 }, 'times'],
  [{ url: HOOK, headers: { 'X A': '1' } }, 'headers'],
  [{ url: HOOK, headers: { 'X-A': 'a\r\nb: c' } }, 'headers'],
  [{ url: HOOK, answers: 1 }, 'answers'],
])('a rule %j is refused, and %s named', async (body, member) => {
  const { status, body: problem } = await millrace.post('/millrace/v1/outbox/rules', body);
  expect(status).toBe(400);
  expect(problem.message).toContain(member);
});

test('where requests are sent, nothing is captured, and no rule can be made', async () => {
  const sending = await startMillrace({
    outgoing: { delivery: 'send', allow: [], connectionsPerHost: 2, requestsPerSecond: undefined },
  });
  const answer = await sending.services.outgoing.request({
    accountId: sending.accountId,
    origin: { kind: 'webhook' },
    method: 'GET',
    url: 'https://nowhere.invalid/',
  });
  expect(answer).toMatchObject({ failure: 'HOST_NOT_FOUND' });
  expect((await sending.get('/millrace/v1/outbox')).body.results).toEqual([]);
  expect(await sending.post('/millrace/v1/outbox/rules', { url: HOOK })).toMatchObject({ status: 403 });
  await sending.stop();
});
