import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NO_NAMES, namesOf } from '../../sentence/index.ts';
import { arbitraryContext, arbitraryNow, arbitraryTree } from '../arbitrary.test-support.ts';
import { arbitraryContact, subjectOf } from '../arbitrary-records.test-support.ts';
import { and, COMPANY, contextOf, criteria, property, record } from '../criteria.test-support.ts';
import { explainCriteria, type Subject, turningOf } from '../index.ts';
import { sayTurning } from './index.ts';

const NOW = Date.parse('2026-05-31T10:00:00.000Z');
const context = contextOf({ stage: 'string', seen: 'datetime', score: 'number', limit: 'number' });
const names = namesOf({
  properties: {
    '0-1': {
      stage: { label: 'Lifecycle stage' },
      seen: { label: 'Last seen', type: 'datetime' },
      score: { label: 'Score' },
    },
    '0-2': { stage: { label: 'Stage' } },
  },
  things: { list: { 7: 'Customers' } },
});
const say = (body: unknown, subject: Subject, tense: 'PRESENT' | 'PAST' = 'PRESENT') => {
  const tree = criteria(body);
  const turning = turningOf(explainCriteria(tree, context, subject, NOW));
  return sayTurning(turning, names, { tree, objectTypeId: '0-1', tense });
};
const stage = property('stage', { operationType: 'STRING', operator: 'IS_EQUAL_TO', value: 'customer' });

test('of a value, with what there is', () => {
  expect(say(and(stage), record({ stage: 'lead' })).sentence).toBe(
    'Lifecycle stage would have to be customer; it is lead.',
  );
  expect(say(and(stage), record({})).sentence).toBe(
    'Lifecycle stage would have to be customer; it has no value.',
  );
  expect(say(and(stage), record({ stage: 'lead' }), 'PAST').sentence).toBe(
    'Lifecycle stage would have had to be customer; it was lead.',
  );
  const more = property('score', {
    operationType: 'NUMBER_COMPARATIVE',
    operator: 'IS_GREATER_THAN',
    comparisonPropertyName: 'limit',
  });
  expect(say(and(more), record({ score: '5', limit: '7' })).sentence).toBe(
    'Score would have to be greater than limit; it is 5, and limit is 7.',
  );
});

test('of several at once, in one sentence', () => {
  const inList = { filterType: 'IN_LIST', listId: 7, operator: 'IN_LIST' };
  expect(say(and(stage, inList), record({}, { inList: () => false })).sentence).toBe(
    'Lifecycle stage would have to be customer; it has no value, and the contact would have to be in the list Customers.',
  );
});

test('of lists, events and associated records', () => {
  const inList = { filterType: 'IN_LIST', listId: 7, operator: 'IN_LIST' };
  expect(say(and(inList), record({}, { inList: () => false })).sentence).toBe(
    'The contact would have to be in the list Customers.',
  );
  const submitted = {
    filterBranchType: 'UNIFIED_EVENTS',
    eventTypeId: '4-1639801',
    operator: 'HAS_COMPLETED',
  };
  expect(say({ ...submitted, filters: [] }, record({}, { events: () => [] })).sentence).toBe(
    'The contact would have to have submitted a form.',
  );
  const behind = {
    filterBranchType: 'ASSOCIATION',
    objectTypeId: COMPANY,
    operator: 'IN_LIST',
    filters: [stage],
    associationCategory: 'HUBSPOT_DEFINED',
    associationTypeId: 279,
  };
  const company = { ...record({ stage: 'lead' }), id: '8', objectTypeId: COMPANY };
  const { ways, sentence } = say(behind, record({}, { associated: () => [company] }));
  expect(ways.map((way) => way.sentence)).toEqual([
    'Of the company 8: Stage would have to be customer; it is lead',
    'The contact would have to have an associated company where Stage is customer',
  ]);
  expect(sentence).toBe(
    'Of the company 8: Stage would have to be customer; it is lead, or: The contact would have to have an associated company where Stage is customer.',
  );
});

test('of time, and of what nothing helps', () => {
  const old = property('seen', {
    operationType: 'ROLLING_DATE_RANGE',
    operator: 'IS_MORE_THAN_X_DAYS_AGO',
    numberOfDays: 30,
  });
  const subject = record({ seen: '2026-05-31T10:00:00.000Z' });
  expect(say(and(old), subject).sentence).toBe(
    'Last seen would have to be more than 30 days ago; it is 31 May 2026, 10:00 UTC (by itself from 30 June 2026, 10:00 UTC on). From 30 June 2026, 10:00 UTC on it will match if nothing changes.',
  );
  const never = property('stage', {
    operationType: 'STRING',
    operator: 'HAS_NEVER_BEEN_EQUAL_TO',
    value: 'lead',
  });
  expect(say(and(never), record({ stage: 'lead' }, { history: () => [] })).sentence).toBe(
    'Nothing that can happen to the record makes it match.',
  );
  expect(say({}, record({}), 'PAST').sentence).toBe(
    'Nothing that could have happened to the record would have made it match.',
  );
  const gone = property('gone', { operationType: 'ALL_PROPERTY', operator: 'IS_KNOWN' });
  expect(say(and(gone), record({})).sentence).toMatch(
    /^“Gone is known” would have to be mended: .*no property "gone"/i,
  );
});

test('of an instant that is over, also where no verb says it, and where no few changes do', () => {
  const tree = criteria(and({ filterType: 'CONSTANT', shouldAccept: true }));
  const about = { tree, objectTypeId: '0-1', tense: 'PAST' } as const;
  const place = { path: 'filters[0]', filterType: 'CONSTANT', wanted: {}, verdict: 'NOT_MET' } as const;
  const turn = { path: 'filters[0]', to: 'MET', record: null, place } as const;
  const none = { to: 'MET', ways: [], isComplete: false, turnsAt: null } as const;
  expect(sayTurning(none, names, about).sentence).toBe('No few changes of the record would have made it so.');
  expect(sayTurning({ ...none, ways: [{ turns: [turn], keeps: [] }] }, names, about).sentence).toMatch(
    /^this would have had to be so: Always true/,
  );
});

test('of any criteria there is a sentence without holes', () => {
  fc.assert(
    fc.property(arbitraryTree, arbitraryContext, arbitraryContact, arbitraryNow, (body, given, data, now) => {
      const tree = criteria(body);
      const turning = turningOf(explainCriteria(tree, given, subjectOf(data), now));
      // A value may be the text "NaN": said of a record that has it, it is no hole.
      const isOwn = JSON.stringify(data).includes('"NaN"');
      const holes = isOwn ? /undefined|null|Invalid|\s\s|^$/ : /undefined|null|NaN|Invalid|\s\s|^$/;
      for (const tense of ['PRESENT', 'PAST'] as const) {
        const said = sayTurning(turning, NO_NAMES, { tree, objectTypeId: '0-1', tense });
        const all = [said.sentence, ...said.ways.flatMap(({ sentence, keeps }) => [sentence, ...keeps])];
        for (const text of all) expect(text).not.toMatch(holes);
        expect(said.sentence).toMatch(/[.]$/);
      }
    }),
    { numRuns: 120 },
  );
});
