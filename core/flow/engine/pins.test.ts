import { describe, expect, test } from 'vitest';
import { pinOf, pinsOfOthers } from './pins.ts';

const pin = (afterId: string, upToId: string, revisionId: string) => ({ afterId, upToId, revisionId });

describe('pins', () => {
  test('of the first save are of all who are inside', () => {
    expect(pinsOfOthers([], '12', '3')).toEqual([pin('0', '12', '3')]);
  });

  test('leave those that have one where they are, and fill what was released', () => {
    const pins = [pin('0', '4', '1'), pin('9', '12', '3')];
    expect(pinsOfOthers(pins, '20', '5')).toEqual([pin('4', '9', '5'), pin('12', '20', '5')]);
    expect(pinsOfOthers(pins, '12', '5')).toEqual([pin('4', '9', '5')]);
  });

  test('are found by their enrollments, whose ids may have any number of digits', () => {
    const pins = [pin('0', '9', '1'), pin('9', '9007199254740993', '2')];
    expect(pinOf(pins, '9')?.revisionId).toBe('1');
    expect(pinOf(pins, '10')?.revisionId).toBe('2');
    expect(pinOf(pins, '9007199254740993')?.revisionId).toBe('2');
    expect(pinOf(pins, '9007199254740994')).toBeUndefined();
    expect(pinOf([pin('4', '9', '1')], '4')).toBeUndefined();
  });
});
