import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finderOf } from './finder.ts';

const letters = (maxLength: number) => fc.string({ unit: fc.constantFrom('a', 'b', 'é', '😀'), maxLength });

test('it finds what includes finds', () => {
  fc.assert(
    fc.property(
      fc.array(letters(5), { minLength: 1, maxLength: 8 }),
      fc.constantFrom('', 'x'.repeat(40)),
      letters(30),
      (wanted, long, text) => {
        const all = [...wanted, ...(long === '' ? [] : [long])];
        expect(finderOf(all)(text)).toBe(all.some((each) => text.includes(each)));
      },
    ),
    { numRuns: 2_000 },
  );
});
