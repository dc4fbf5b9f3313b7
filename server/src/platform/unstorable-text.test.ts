import { expect, test } from 'vitest';
import { maybeUnstorable, storableJson, storableText, unstorableTexts } from './unstorable-text.ts';

const problems = (json: string) =>
  maybeUnstorable(json) ? unstorableTexts(JSON.parse(json)).map(({ path, message }) => [path, message]) : [];

test('every text is named by its place and never quoted, names of members too', () => {
  expect(problems('{"a":[{"b":"se\\u0000same"},"\\ud800"],"c\\uDC00":1}')).toEqual([
    ['a[0].b', 'a[0].b has NUL, at character 3, which cannot be stored: take it out.'],
    ['a[1]', expect.stringContaining('a[1] has half of a character pair')],
    ['', expect.stringContaining('The input has half of a character pair')],
  ]);
});

test('what only looks like it is kept', () => {
  expect(problems('["\\ud83d\\ude00", "\\\\u0000", "\\u0001"]')).toEqual([]);
});

test('what nobody can mend any more loses the characters', () => {
  expect(storableText('se\0same \ud800 \u{1f600}')).toBe('sesame \ufffd \u{1f600}');
  expect(storableJson({ a: ['b\0'], n: 1 })).toBe('{"a":["b"],"n":1}');
});
