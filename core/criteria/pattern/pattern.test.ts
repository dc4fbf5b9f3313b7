import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryPattern } from '../arbitrary-patterns.test-support.ts';
import { Effort } from '../effort.ts';
import { patternOf } from './index.ts';

test.each([
  ['a(?=b)', /look-around/],
  ['(?<name>a)', /look-around or a named group/],
  ['(a)\\1', /"\\1"/],
  ['\\bword', /"\\b"/],
  ['\\p{L}', /"\\p"/],
  ['[a-é]', /beyond ASCII/],
  ['[z-a]', /a range that is none/],
  ['a{2,1}', /more than its most/],
  ['(a', /unmatched "\("/],
  ['a)', /unmatched "\)"/],
  ['[a', /unmatched "\["/],
  ['[]', /an empty class/],
  ['a**', /a bare "\*"/],
  ['^*', /a repeated anchor/],
  ['(a{1000}){1000}', /the pattern "\(a\{1000\}\)\{1000\}" is too large.*1000000 parts.*at most 2000/],
  ['('.repeat(60_000), /is too large: it has 60000 characters/],
  ['((((a{99}){99}){99}){99}){99}', /too large/],
  [`${'('.repeat(400)}a${'){9}'.repeat(100)}${')'.repeat(300)}`, /countless|too large/],
])('%.60s is refused', (source, message) => {
  const pattern = patternOf(source, 'CASE');
  expect('fault' in pattern && pattern.message).toMatch(message);
});

test.each([
  ['^(?:[0-9]{1,3}\\.){3}[0-9]{1,3}$', '10.0.0.255', true],
  ['^[^@\\s]+@[a-z0-9.-]+$', 'ada@example.com', true],
  ['^([a-z0-9]+[._-]?)+@([a-z0-9-]+\\.)+[a-z]{2,}$', 'ada.l@mail.example.com', true],
  ['colou?r', 'the colour', true],
  ['^(?:com|org)?$', 'com', true],
  ['^[\\]\\-x]+$', ']-x', true],
  ['a.*?b$', 'a then b', true],
  ['^a{300}$', 'a'.repeat(300), true],
  ['^a{300,}$', 'a'.repeat(299), false],
  ['^(a|a)*$', 'aaaa', true],
  ['^(a?){40}$', 'a'.repeat(41), false],
  ['^.$', '😀', true],
  ['^$', 'x', false],
  ['$^', '', true],
])('%s is run', (source, text, found) => {
  const pattern = patternOf(source, 'CASE');
  expect('fault' in pattern ? pattern.message : pattern.test(text, new Effort())).toBe(found);
});

test('a random pattern is found where JavaScript finds it', () => {
  const texts = fc.array(
    fc.string({ unit: fc.constantFrom('a', 'b', 'A', '1', ' ', '\n', 'é'), maxLength: 9 }),
    {
      minLength: 5,
      maxLength: 5,
    },
  );
  fc.assert(
    fc.property(arbitraryPattern, texts, (source, given) => {
      const pattern = patternOf(source, 'CASE');
      if ('fault' in pattern) throw new Error(pattern.message);
      const theirs = new RegExp(source, 'us');
      for (const text of given)
        expect([text, pattern.test(text, new Effort())]).toEqual([text, theirs.test(text)]);
    }),
    { numRuns: 1_000 },
  );
});

/** Longer than any value of a property. */
const LONG = 70_000;
/** One for each character, and what a fresh automaton takes at first. */
const OPERATIONS_PER_CHARACTER = 6;

test.each([
  ['^.*a.*b.*c$', 'ab'],
  ['[0-9]+-[0-9]+$', '1'],
  ['(a+)+$', 'ab'],
  ['^(a|a)*$', 'ab'],
  ['(.*)*x', 'a'],
  ['^(([a-z])+.)+[A-Z]([a-z])+$', 'a'],
  ['(.*a){50}b', 'a'],
  ['(a?){60}a{60}b', 'a'],
])('%s over a long text of "%s" costs a few operations a character', (source, unit) => {
  const pattern = patternOf(source, 'CASE');
  if ('fault' in pattern) throw new Error(pattern.message);
  const text = unit.repeat(LONG / unit.length);
  expect(pattern.test(text, new Effort(LONG * OPERATIONS_PER_CHARACTER))).toBe(false);
});

test('a pattern that stands in many states at once is given up when it has cost too much', () => {
  const pattern = patternOf('[ab]*a[ab]{1500}c', 'CASE');
  if ('fault' in pattern) throw new Error(pattern.message);
  const noise = Array.from({ length: LONG }, (_, index) => 'ab'[Math.floor(Math.sin(index) * 1e6) & 1]).join(
    '',
  );
  expect(() => pattern.test(noise, new Effort())).toThrow(/more than 20000000 operations/);
});
