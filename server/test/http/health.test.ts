import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Millrace, startMillrace } from '../support/millrace.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace({ role: 'api' });
});
afterAll(() => millrace.stop());

test.each(['/health/live', '/health/ready'])('%s answers without a token', async (path) => {
  const response = await fetch(millrace.url + path);
  expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
});
