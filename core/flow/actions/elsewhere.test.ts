import { expect, test } from 'vitest';
import { ELSEWHERE, elsewhere } from '../catalogue/index.ts';
import { ACTION_TYPES } from './list.ts';

test('a type runs here or elsewhere, not both; each is named once, and in sentences', () => {
  const here = new Set(ACTION_TYPES.map(({ id }) => id));
  const ids = ELSEWHERE.map(({ id }) => id);
  expect(ids.filter((id) => here.has(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { why, helps } of ELSEWHERE) {
    expect(why).toMatch(/^[a-z].*[^.]$/);
    expect(helps).toMatch(/^[A-Z].*\.$/);
  }
});

test('of an unknown type, its id tells whose it is', () => {
  expect(elsewhere('1-4711').name).toBe('App action');
  expect(elsewhere('0-4711').name).toBe('Unknown action');
  expect(elsewhere('SOMETHING').name).toBe('Unknown action');
});
