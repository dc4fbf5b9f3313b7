import { describe, expect, test } from 'vitest';
import { arrayLiteral, parseArrayLiteral } from './array-literals.ts';

const TEXTS = [
  'plain',
  '',
  'NULL',
  'a "b" \\c',
  '{x,y}',
  'two\nlines "quoted"',
  'é😀"',
  '{"json":"\\"in\\" json"}',
];

describe('arrays on the wire', () => {
  test.each(TEXTS)('%j goes there and back', (text) => {
    expect(parseArrayLiteral(arrayLiteral([text, null, text]), String)).toEqual([text, null, text]);
  });

  test('numbers and ids are read as they are told to be', () => {
    expect(parseArrayLiteral(arrayLiteral([1, -2, null]), Number)).toEqual([1, -2, null]);
    expect(parseArrayLiteral('{}', Number)).toEqual([]);
  });

  test('an id that is none cannot become two', () => {
    expect(arrayLiteral(['1,2', '3'])).toBe('{"1,2","3"}');
  });

  test('undefined is refused', () => {
    expect(() => arrayLiteral([undefined as never])).toThrow('undefined');
  });
});
