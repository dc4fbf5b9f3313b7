import { expect, test } from 'vitest';
import { joined, NO_NAMES } from '../../sentence/index.ts';
import { filterKinds } from '../filters/list.ts';
import { operationKinds } from '../operators/list.ts';
import { clauseOf } from './say-criteria.ts';
import { wordingOf } from './wording-of.ts';
import { type Mood, wouldHaveTo } from './would-have-to.ts';

const MOOD: Mood = { to: 'MET', isWithoutValue: false, includesNone: false, tense: 'PRESENT' };

const demand = (filter: object, mood: Partial<Mood> = {}) => {
  const clause = clauseOf({ filterBranchType: 'AND', filters: [filter] }, wordingOf(NO_NAMES, '0-1'));
  const said = wouldHaveTo(clause, 'the contact', { ...MOOD, ...mood });
  return said && joined(said);
};
const on = (operation: object) => ({ filterType: 'PROPERTY', property: 'city', operation });
const string = (operator: string) => on({ operationType: 'STRING', operator, value: 'Bern' });

test('says what would have to be so, and what no longer', () => {
  expect(demand(string('IS_EQUAL_TO'))).toBe('city would have to be Bern');
  expect(demand(string('IS_EQUAL_TO'), { to: 'NOT_MET' })).toBe('city would have to no longer be Bern');
  expect(demand(string('IS_EQUAL_TO'), { tense: 'PAST' })).toBe('city would have had to be Bern');
  expect(demand(string('IS_NOT_EQUAL_TO'))).toBe('city would have to no longer be Bern');
  expect(demand(string('IS_NOT_EQUAL_TO'), { isWithoutValue: true })).toBe(
    'city would have to have a value and not be Bern',
  );
  expect(demand(string('DOES_NOT_CONTAIN'), { to: 'NOT_MET' })).toBe('city would have to contain Bern');
  const rolling = {
    operationType: 'ROLLING_DATE_RANGE',
    operator: 'IS_MORE_THAN_X_DAYS_AGO',
    numberOfDays: 30,
  };
  expect(demand(on(rolling))).toBe('city would have to be more than 30 days ago');
  expect(demand({ filterType: 'IN_LIST', listId: '7', operator: 'NOT_IN_LIST' })).toBe(
    'the contact would have to no longer be in the list 7',
  );
  expect(demand({ filterType: 'FORM_SUBMISSION', formId: 'f1', operator: 'FILLED_OUT' })).toBe(
    'the contact would have to have submitted the form f1',
  );
});

test('where no value counts as well, clearing it makes nothing the opposite', () => {
  const said = (operator: string, mood: Partial<Mood>) =>
    demand(on({ operationType: 'STRING', operator, value: 'Bern', includeObjectsWithNoValueSet: true }), {
      includesNone: true,
      ...mood,
    });
  expect(said('IS_EQUAL_TO', {})).toBe('city would have to be Bern (or have no value)');
  expect(said('IS_EQUAL_TO', { to: 'NOT_MET' })).toBe(
    'city would have to keep a value and no longer be Bern',
  );
  expect(said('IS_EQUAL_TO', { to: 'NOT_MET', isWithoutValue: true })).toBe(
    'city would have to have a value and not be Bern',
  );
  expect(said('IS_NOT_EQUAL_TO', { to: 'NOT_MET' })).toBe('city would have to be Bern');
});

test('of every operation and every filter', () => {
  const operations = operationKinds.flatMap(({ names: [operationType], cases }) =>
    cases.map(({ operation }) => on({ operationType, ...operation })),
  );
  const filters = filterKinds
    .filter(({ filterType }) => filterType !== 'CONSTANT')
    .flatMap(({ filterType, cases }) => cases.map(({ filter }) => ({ filterType, ...filter })));
  for (const filter of [...operations, ...filters])
    for (const to of ['MET', 'NOT_MET'] as const)
      expect(demand(filter, { to }), JSON.stringify(filter)).toMatch(/ would have to [a-z]+ /);
});
