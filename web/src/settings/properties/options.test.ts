import { expect, test } from 'vitest';
import { linesOf, optionsOf } from './options.ts';

test('options are lines, and come back as they were', () => {
  const options = [
    { label: 'New', value: 'new', displayOrder: 0 },
    { label: 'On hold', value: 'PAUSED', displayOrder: 1 },
    { label: 'a | b', value: 'a_b', displayOrder: 2 },
  ];
  expect(linesOf(options.slice(0, 2))).toBe('New\nOn hold | PAUSED');
  expect(optionsOf(linesOf(options.slice(0, 2)))).toEqual(options.slice(0, 2));
  expect(optionsOf(' New \n\n  Weiß: ja ')).toEqual([
    { label: 'New', value: 'new', displayOrder: 0 },
    { label: 'Weiß: ja', value: 'wei_ja', displayOrder: 1 },
  ]);
  expect(optionsOf('日本')).toEqual([{ label: '日本', value: '日本', displayOrder: 0 }]);
});
