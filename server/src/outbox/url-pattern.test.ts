import { expect, test } from 'vitest';
import { matchesUrl, normalPattern } from './url-pattern.ts';

test.each([
  ['https://hooks.example.test/*', 'https://hooks.example.test/a/b?c=d'],
  ['https://hooks.example.test', 'https://hooks.example.test/'],
  ['https://hooks.example.test/a', 'https://hooks.example.test/a?b=c'],
  ['https://hooks.example.test/a?b=*', 'https://hooks.example.test/a?b=c'],
  ['HTTPS://Hooks.Example.test/*', 'https://hooks.example.test/A'],
  ['https://*.example.test/*/end', 'https://a.b.example.test/x/end/end'],
  ['*', 'https://hooks.example.test/'],
  ['*/a*b*', 'https://hooks.example.test/aab#fragment'],
])('%s is the pattern of %s', (pattern, url) => expect(matchesUrl(normalPattern(pattern), url)).toBe(true));

test.each([
  ['https://hooks.example.test/a', 'https://hooks.example.test/A'],
  ['https://hooks.example.test/a', 'https://hooks.example.test/a/b'],
  ['https://hooks.example.test/a?b=c', 'https://hooks.example.test/a'],
  ['https://*.example.test/', 'https://example.test/'],
  ['https://hooks.example.test/', 'https://hooks.example.test.evil.test/'],
  ['*b', 'https://hooks.example.test/'],
])('%s is not the pattern of %s', (pattern, url) =>
  expect(matchesUrl(normalPattern(pattern), url)).toBe(false),
);
