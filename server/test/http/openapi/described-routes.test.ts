import { expect, test } from 'vitest';
import { createHttp, createLog } from '../../../src/platform/index.ts';
import { describeApi } from '../../../src/roles/openapi/index.ts';

test.each([
  ['nothing', undefined],
  ['no summary', { response: {} }],
  ['no answer', { summary: 'Do it' }],
])('a route that says %s does not start', async (_, schema) => {
  const app = await createHttp({ log: createLog('error'), authenticate: () => Promise.reject() });
  await describeApi(app, undefined);
  const add = () => app.get('/nowhere', schema ? { schema } : {}, async () => undefined as never);
  expect(add).toThrow('What does GET /nowhere do, and what does it answer?');
  await app.close();
});
