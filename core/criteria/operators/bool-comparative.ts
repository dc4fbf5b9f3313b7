import { misfit } from '../leaf.ts';
import { pairLeaf } from '../leaves/pair-leaf.ts';
import { name } from '../members.ts';
import { sayBoolComparative } from './bool-comparative.say.ts';
import { operationKind } from './shape.ts';

export const boolComparative = operationKind({
  names: ['BOOL_COMPARATIVE', 'bool-comparative', 'comparative_bool'],
  operators: ['IS_EQUAL_TO', 'IS_NOT_EQUAL_TO'],
  fits: ['bool', 'enumeration'],
  members: { comparisonPropertyName: name },
  compile({ operator, comparisonPropertyName: other, includeObjectsWithNoValueSet: none }, site) {
    const type = site.other(other);
    if (typeof type !== 'string') return type;
    if (type !== 'bool' && type !== 'enumeration') return misfit(other, type, 'true or false');
    const same = operator === 'IS_EQUAL_TO';
    return pairLeaf(
      site,
      other,
      { none },
      (value, second) => (value === second) === same,
      (value, second) => `${value} ${same ? '=' : '<>'} ${second}`,
    );
  },
  say: sayBoolComparative,
  cases: [
    {
      says: 'the same',
      sentence: 'Value is the same as Other',
      type: 'bool',
      value: 'true',
      other: { type: 'bool', value: 'true' },
      operation: { operator: 'IS_EQUAL_TO', comparisonPropertyName: 'other' },
      met: true,
    },
    {
      says: 'not the same',
      sentence: 'Value is not the same as Other',
      type: 'bool',
      value: 'true',
      other: { type: 'bool', value: 'false' },
      operation: { operator: 'IS_NOT_EQUAL_TO', comparisonPropertyName: 'other' },
      met: true,
    },
    {
      says: 'nothing to differ from',
      type: 'bool',
      value: 'true',
      other: { type: 'bool', value: null },
      operation: { operator: 'IS_NOT_EQUAL_TO', comparisonPropertyName: 'other' },
      met: false,
    },
  ],
});
