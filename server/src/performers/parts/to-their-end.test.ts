import { expect, test } from 'vitest';
import { toTheirEnd } from './to-their-end.ts';

test('one that throws is heard of when the others have ended', async () => {
  const { promise: slow, resolve: end } = Promise.withResolvers<void>();
  let isOver = false;
  const whole = toTheirEnd([Promise.reject(new Error('ours')), slow]).finally(() => {
    isOver = true;
  });
  const heard = expect(whole).rejects.toThrow('ours');
  await new Promise(setImmediate);
  expect(isOver).toBe(false);
  end();
  await heard;
});
