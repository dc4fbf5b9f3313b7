import type { FastifyReply } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttp, createLog } from '../../../src/platform/index.ts';
import { type Answer, type Millrace, startMillrace } from '../../support/millrace.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace({ role: 'api', mode: 'production', trustedProxies: ['loopback'] });
});
afterAll(() => millrace.stop());

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

function call(from: string, method: string, path: string, body: string | undefined): Promise<Answer> {
  const type = body === undefined ? {} : FORM;
  return millrace.call(method, path, body, { authorization: '', 'x-forwarded-for': from, ...type });
}

test.each([
  ['POST', '/oauth/authorize', 'client_id=guess&token=guess'],
  ['POST', '/oauth/v1/token', 'grant_type=refresh_token&client_id=guess&refresh_token=guess'],
  ['POST', '/oauth/v3/token/introspect', 'client_id=guess&token=guess'],
  ['GET', '/oauth/v1/refresh-tokens/guess', undefined],
  ['GET', '/metrics', undefined],
])('%s %s cannot be tried without end from one address, and can from another', async (method, path, body) => {
  const at = `192.0.2.${path.length}`;
  const first = await call(at, method, path, body);
  expect(first.status).not.toBe(429);
  // All at once, so that they fall into the same ten seconds.
  const answers = await Promise.all(Array.from({ length: 320 }, () => call(at, method, path, body)));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.length).toBeLessThan(230);
  expect(refused[0]!.body.category).toBe('RATE_LIMITS');
  expect(Number(refused[0]!.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  // Neither another address is meant, nor the same one with a token.
  expect((await call('192.0.2.250', method, path, body)).status).toBe(first.status);
  const closed = await millrace.call('GET', '/account-info/v3/details', undefined, { 'x-forwarded-for': at });
  expect(closed.status).toBe(200);
});

test('what a route does first is done for those who are refused too: a browser has to be let read it', async () => {
  const log = createLog('silent');
  const app = await createHttp({ log, authenticate: millrace.services.tokens.authenticate });
  const onRequest = async (_request: unknown, reply: FastifyReply) => {
    reply.header('access-control-allow-origin', '*');
  };
  app.get('/open', { config: { open: 'consent' }, onRequest }, async () => ({}));
  const answers = await Promise.all(Array.from({ length: 120 }, () => app.inject('/open')));
  const refused = answers.find(({ statusCode }) => statusCode === 429)!;
  expect(refused.headers['access-control-allow-origin']).toBe('*');
  expect(refused.json().correlationId).toBe(refused.headers['x-hubspot-correlation-id']);
  await app.close();
});
