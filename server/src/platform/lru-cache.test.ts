import { expect, test } from 'vitest';
import { LruCache } from './lru-cache.ts';

test('keeps one value for a key', () => {
  const cache = new LruCache<string, string>({ most: 2 });
  cache.set('a', 'first');
  cache.set('a', 'second');
  cache.set('b', 'third');
  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual(['second', 'third', undefined]);
});

test('lets go of the least recently used when there are too many', () => {
  const cache = new LruCache<string, number>({ most: 2 });
  cache.set('a', 1);
  cache.set('b', 2);
  cache.get('a');
  cache.set('c', 3);
  expect(['a', 'b', 'c'].filter((key) => cache.get(key) !== undefined)).toEqual(['a', 'c']);
});

test('counts by size, and no more what it has let go of', () => {
  const cache = new LruCache<string, string>({ most: 10, sizeOf: (text) => text.length });
  for (const text of ['12345', '67890', 'abcde']) cache.set('a', text);
  cache.set('b', '12345');
  expect([cache.get('a'), cache.get('b')]).toEqual(['abcde', '12345']);
  cache.set('c', '123456');
  expect(['a', 'b', 'c'].filter((key) => cache.get(key) !== undefined)).toEqual(['c']);
});

test('does not keep what is too large by itself', () => {
  const cache = new LruCache<string, string>({ most: 3, sizeOf: (text) => text.length });
  cache.set('a', '1234');
  cache.set('b', '123');
  expect([cache.get('a'), cache.get('b')]).toEqual([undefined, '123']);
});
