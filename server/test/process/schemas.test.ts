import { expect, test } from 'vitest';

test('zod is told that JSON has no cycles before any schema of the server is made', async () => {
  await import('../../src/roles/index.ts');
  const { toldInTime } = await import('@millrace/core/problem');
  expect(toldInTime).toBe(true);
});
