import fc from 'fast-check';
import { expect, it } from 'vitest';
import { memberTexts } from './member-texts.ts';

it('cuts a body into the texts of its members', () => {
  const text = ' {"a" : 70.0 ,\n"b":[1,{"c":"}\\""}], "\\u0061": 12345678901234567890, "e":"" , "f":{} } ';
  expect([...memberTexts(text)]).toEqual([
    ['a', '12345678901234567890'],
    ['b', '[1,{"c":"}\\""}]'],
    ['e', '""'],
    ['f', '{}'],
  ]);
  expect([...memberTexts('{ }')]).toEqual([]);
});

it('reads every object as the parser does', () => {
  const object = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue(), { noNullPrototype: true });
  fc.assert(
    fc.property(object, fc.constantFrom(undefined, 1, '\t'), (value, space) => {
      const text = JSON.stringify(value, null, space);
      const parsed = [...memberTexts(text)].map(([name, member]) => [name, JSON.parse(member)]);
      expect(parsed).toEqual(Object.entries(JSON.parse(text)));
    }),
    { numRuns: 500 },
  );
});
