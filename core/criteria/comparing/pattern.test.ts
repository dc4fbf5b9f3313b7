import { expect, test } from 'vitest';
import { patternOf } from './pattern.ts';

test.each([
  ['a(?=b)', /look-around/],
  ['(?<name>a)', /look-around or a named group/],
  ['(a)\\1', /"\\1"/],
  ['\\bword', /"\\b"/],
  ['\\p{L}', /"\\p"/],
  ['[a-é]', /beyond ASCII/],
  ['[z-a]', /a range that is none/],
  ['(a+)+$', /a repetition of what has a choice/],
  ['(a|a)*$', /a repetition of what has a choice/],
  ['(a?){40}', /a repetition of what has a choice/],
  ['a{1000}', /more than 255/],
  ['a{2,1}', /more than its most/],
  ['(a', /unmatched "\("/],
  ['a)', /unmatched "\)"/],
  ['[a', /unmatched "\["/],
  ['[]', /an empty class/],
  ['a**', /a bare "\*"/],
  ['^*', /a repeated anchor/],
])('%s is refused', (source, message) => {
  const pattern = patternOf(source, 'CASE');
  expect('fault' in pattern && pattern.message).toMatch(message);
});

test.each([
  ['^(?:[0-9]{1,3}\\.){3}[0-9]{1,3}$', '10.0.0.255', true],
  ['^[^@\\s]+@[a-z0-9.-]+$', 'ada@example.com', true],
  ['colou?r', 'the colour', true],
  ['^(?:com|org)?$', 'com', true],
  ['^[\\]\\-x]+$', ']-x', true],
  ['a.*?b$', 'a then b', true],
  ['^$', 'x', false],
])('%s is run', (source, text, found) => {
  const pattern = patternOf(source, 'CASE');
  expect('fault' in pattern ? pattern.message : pattern.test(text)).toBe(found);
});
