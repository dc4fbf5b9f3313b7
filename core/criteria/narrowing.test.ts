import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryContext, arbitraryNow, arbitraryTree } from './arbitrary.test-support.ts';
import { arbitraryContact, subjectOf } from './arbitrary-records.test-support.ts';
import { comparedTo } from './comparing/decimal.ts';
import { fold } from './comparing/fold.ts';
import { and, contextOf, criteria, property } from './criteria.test-support.ts';
import { compileCriteria, type Narrowing, narrowingOf } from './index.ts';

test('whoever meets criteria is where they narrow to', () => {
  let narrowed = 0;
  fc.assert(
    fc.property(
      arbitraryTree,
      arbitraryContact,
      arbitraryContext,
      arbitraryNow,
      (body, contact, context, now) => {
        const tree = criteria(body);
        const narrowing = narrowingOf(tree, context, now);
        if (narrowing === undefined) return;
        narrowed++;
        if (compileCriteria(tree, context).met(subjectOf(contact), now))
          expect(isAmong(narrowing, contact.properties)).toBe(true);
      },
    ),
    { numRuns: 4_000 },
  );
  expect(narrowed).toBeGreaterThan(200);
});

function isAmong(narrowing: Narrowing, properties: Readonly<Record<string, string>>): boolean {
  switch (narrowing.is) {
    case 'ALL':
      return narrowing.parts.every((part) => isAmong(part, properties));
    case 'ANY':
      return narrowing.parts.some((part) => isAmong(part, properties));
    case 'VALUES': {
      const value = properties[narrowing.property];
      return value !== undefined && narrowing.values.some((wanted) => isSame(narrowing.as, value, wanted));
    }
    case 'RANGE': {
      const value = properties[narrowing.property];
      const { as, from, to } = narrowing;
      if (value === undefined) return false;
      if (as === 'NUMBER')
        return (from === null || comparedTo(from)(value) >= 0) && (to === null || comparedTo(to)(value) <= 0);
      const key = as === 'TEXT' ? fold(value) : value;
      const [low, high] = as === 'TEXT' ? [from && fold(from), to && fold(to)] : [from, to];
      return (low === null || key >= low) && (high === null || key <= high || key.startsWith(high));
    }
  }
}

function isSame(as: string, value: string, wanted: string): boolean {
  switch (as) {
    case 'NUMBER':
      return comparedTo(wanted)(value) === 0;
    case 'TEXT':
      return fold(value) === fold(wanted);
    case 'CHOICES':
      return value.split(';').includes(wanted);
    default:
      return value === wanted;
  }
}

test('criteria narrow as far as each of them does', () => {
  const context = contextOf({ city: 'string', stage: 'enumeration', points: 'number', since: 'date' });
  const of = (body: object) => narrowingOf(criteria(body), context, Date.parse('2026-05-31T10:00:00Z'));
  const bern = property('city', { operationType: 'STRING', operator: 'IS_EQUAL_TO', value: 'Bern' });
  const known = property('city', { operationType: 'ALL_PROPERTY', operator: 'IS_KNOWN' });
  const lead = property('stage', {
    operationType: 'ENUMERATION',
    operator: 'IS_ANY_OF',
    values: ['lead', 'b'],
  });
  const many = property('points', { operationType: 'NUMBER', operator: 'IS_GREATER_THAN', value: 7 });
  const recent = property('since', {
    operationType: 'ROLLING_DATE_RANGE',
    operator: 'IS_LESS_THAN_X_DAYS_AGO',
    numberOfDays: 7,
  });
  const inBern = { property: 'city', as: 'TEXT', is: 'VALUES', values: ['Bern'] };
  const isLead = { property: 'stage', as: 'CHOICES', is: 'VALUES', values: ['lead', 'b'] };
  expect(of(and(bern))).toEqual(inBern);
  expect(of(and(bern, known))).toEqual(inBern);
  expect(of(and(bern, lead))).toEqual({ is: 'ALL', parts: [inBern, isLead] });
  expect(of({ filterBranchType: 'OR', filters: [bern, lead] })).toEqual({
    is: 'ANY',
    parts: [inBern, isLead],
  });
  expect(of({ filterBranchType: 'OR', filters: [bern, known] })).toBeUndefined();
  expect(of({ filterBranchType: 'NOT_ANY', filters: [bern] })).toBeUndefined();
  expect(of(and(many))).toEqual({ property: 'points', as: 'NUMBER', is: 'RANGE', from: '7', to: null });
  expect(of(and(recent))).toEqual({
    property: 'since',
    as: 'EXACT',
    is: 'RANGE',
    from: '2026-05-25',
    to: '2026-06-01',
  });
  const orNone = { ...bern, operation: { ...bern.operation, includeObjectsWithNoValueSet: true } };
  expect(of(and(orNone))).toBeUndefined();
});
