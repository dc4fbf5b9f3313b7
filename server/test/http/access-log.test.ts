import { expect, test } from 'vitest';
import { createHttp, createLog } from '../../src/platform/index.ts';
import { Metrics } from '../../src/roles/metrics/index.ts';
import { observeRequests } from '../../src/roles/observe-requests.ts';
import { startMillrace } from '../support/millrace.ts';

test('each request leaves a line: who, what, how it ended, under which correlation id; no queries, no secrets', async () => {
  const millrace = await startMillrace({ role: 'api' });
  const lines: Record<string, unknown>[] = [];
  const log = createLog('warn');
  const accessLog = log.child({}, { level: 'info' });
  accessLog.info = (line: unknown) => lines.push(line as Record<string, unknown>);
  const app = await createHttp({ log, authenticate: millrace.services.tokens.authenticate });
  observeRequests(app, {
    metrics: new Metrics({ requests: millrace.sql, lanes: millrace.sql }),
    accessLog,
  });
  app.get('/things/:id', async () => ({}));
  app.get('/open/:secret', { config: { open: 'pages' } }, async () => ({}));
  const headers = { authorization: `Bearer ${millrace.token}` };
  const answer = await app.inject({ url: '/things/7?email=ada@example.com', headers });
  await app.inject({ url: '/open/s3cret' });
  await app.inject({ url: '/things/7' });
  expect(lines).toMatchObject([
    {
      method: 'GET',
      path: '/things/7',
      status: 200,
      correlationId: answer.headers['x-hubspot-correlation-id'],
      accountId: millrace.accountId,
      tokenId: expect.stringMatching(/^\d+$/),
      tokenName: expect.stringMatching(/./),
      ms: expect.any(Number),
    },
    { path: '/open/:secret', status: 200 },
    { path: '/things/7', status: 401 },
  ]);
  expect(lines[2]).not.toHaveProperty('tokenId');
  expect(JSON.stringify(lines)).not.toMatch(/example.com|s3cret/);
  await app.close();
  await millrace.stop();
});
