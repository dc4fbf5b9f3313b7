import { expect, test } from 'vitest';
import { timesOf } from './cases.ts';

test('how many times as many cases is a number above 0, and what is none is quoted', () => {
  expect([timesOf(undefined), timesOf('10'), timesOf('0.5')]).toEqual([1, 10, 0.5]);
  for (const said of ['', '0', '-1', 'many', 'Infinity'])
    expect(() => timesOf(said), said).toThrow(`a number above 0, such as 10, and not "${said}"`);
});
