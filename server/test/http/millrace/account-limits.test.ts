import { expect, test } from 'vitest';
import { startMillrace } from '../../support/millrace.ts';

test('the limits that are set are told, and how far they are used', async () => {
  const millrace = await startMillrace({ rateLimits: { burst: 50, daily: 1000 } });
  await millrace.get('/millrace/v1/settings');
  const { status, body } = await millrace.get('/millrace/v1/account/limits');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    calls: { perTenSeconds: 50, perDay: 1000, usedToday: 2, resetsAt: expect.any(String) },
    outgoing: { connectionsPerHost: 20, requestsPerSecondPerHost: 20 },
    request: { bodyBytes: 10 * 1024 * 1024 },
    session: { idleHours: 12, days: 30 },
  });
  await millrace.stop();
  const unlimited = await startMillrace();
  expect((await unlimited.get('/millrace/v1/account/limits')).body.calls).toMatchObject({
    perTenSeconds: null,
    perDay: null,
  });
  await unlimited.stop();
});
