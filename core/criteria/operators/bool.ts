import { among } from '../leaf.ts';
import { everLeaf, valueLeaf } from '../leaves/value-leaf.ts';
import { bool as boolean } from '../members.ts';
import { sayBool } from './bool.say.ts';
import { operationKind } from './shape.ts';

/** true or false; also on an enumeration of the two. Any other value is neither. */
export const bool = operationKind({
  names: ['BOOL', 'bool'],
  operators: ['IS_EQUAL_TO', 'IS_NOT_EQUAL_TO', 'HAS_EVER_BEEN_EQUAL_TO', 'HAS_NEVER_BEEN_EQUAL_TO'],
  fits: ['bool', 'enumeration'],
  members: { value: boolean },
  compile({ operator, value, includeObjectsWithNoValueSet: none }, site) {
    const wanted = String(value);
    const is = (text: string) => text === wanted;
    const same = (text: string) => `${text} = '${wanted}'`;
    switch (operator) {
      case 'IS_EQUAL_TO':
        return among(valueLeaf(site, none, is, same), site, none, 'EXACT', {
          is: 'VALUES',
          values: [wanted],
        });
      case 'IS_NOT_EQUAL_TO':
        return valueLeaf(
          site,
          none,
          (text) => text !== wanted,
          (text) => `${text} <> '${wanted}'`,
        );
      case 'HAS_EVER_BEEN_EQUAL_TO':
        return everLeaf(site, { wanted: true, none }, is, same);
      case 'HAS_NEVER_BEEN_EQUAL_TO':
        return everLeaf(site, { wanted: false, none }, is, same);
    }
  },
  say: sayBool,
  cases: [
    {
      says: 'true',
      sentence: 'Value is Yes',
      type: 'bool',
      value: 'true',
      operation: { operator: 'IS_EQUAL_TO', value: true },
      met: true,
    },
    {
      says: 'true as text',
      type: 'bool',
      value: 'true',
      operation: { operator: 'IS_EQUAL_TO', value: 'true' },
      met: true,
    },
    {
      says: 'false is not no value',
      type: 'bool',
      value: null,
      operation: { operator: 'IS_EQUAL_TO', value: false },
      met: false,
    },
    {
      says: 'no value is not "not true"',
      sentence: 'Value is not Yes',
      type: 'bool',
      value: null,
      operation: { operator: 'IS_NOT_EQUAL_TO', value: true },
      met: false,
    },
    {
      says: 'not true',
      type: 'bool',
      value: 'false',
      operation: { operator: 'IS_NOT_EQUAL_TO', value: true },
      met: true,
    },
    {
      says: 'a checkbox',
      type: 'enumeration',
      value: 'true',
      operation: { operator: 'IS_EQUAL_TO', value: true },
      met: true,
    },
    {
      says: 'once true',
      sentence: 'Value has ever been Yes',
      type: 'bool',
      value: 'false',
      history: [
        { value: 'false', at: '2026-02-01T00:00:00Z' },
        { value: 'true', at: '2026-01-01T00:00:00Z' },
      ],
      operation: { operator: 'HAS_EVER_BEEN_EQUAL_TO', value: true },
      met: true,
    },
    {
      says: 'never false',
      sentence: 'Value has never been No',
      type: 'bool',
      value: 'true',
      history: [{ value: 'true', at: '2026-02-01T00:00:00Z' }],
      operation: { operator: 'HAS_NEVER_BEEN_EQUAL_TO', value: false },
      met: true,
    },
  ],
});
