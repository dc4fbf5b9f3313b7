/** Random regular expressions of everything that is run here, of few characters, so that they are found now and then. */
import fc from 'fast-check';

const atoms = fc.constantFrom(
  'a',
  'b',
  'A',
  '1',
  '.',
  '\\d',
  '\\w',
  '\\S',
  '[ab]',
  '[^a]',
  '[^\\d\\s]',
  'é',
  '\\n',
);

const quantifiers = fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{0,2}', '{1,}', '*?', '{0}');

export const arbitraryPattern: fc.Arbitrary<string> = fc.letrec<{
  pattern: string;
  item: string;
  group: string;
}>((tie) => ({
  pattern: fc
    .tuple(
      fc.constantFrom('', '', '^'),
      fc.array(tie('item'), { minLength: 0, maxLength: 3 }).map((items) => items.join('')),
      fc.constantFrom('', '', '$'),
    )
    .map((parts) => parts.join('')),
  group: fc.array(tie('pattern'), { minLength: 1, maxLength: 3 }).map((parts) => `(?:${parts.join('|')})`),
  item: fc
    .tuple(fc.oneof({ maxDepth: 2, withCrossShrink: true }, atoms, tie('group')), quantifiers)
    .map((parts) => parts.join('')),
})).pattern;
