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

test('metrics tell what waits to be done', async () => {
  const response = await fetch(`${millrace.url}/metrics`);
  const text = await response.text();
  expect(response.status).toBe(200);
  for (const lane of ['changes', 'enrollments', 'effects']) {
    expect(text).toContain(`millrace_backlog_rows{lane="${lane}"} 0`);
  }
});
