import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryContext, arbitraryNow, arbitraryTree } from '../arbitrary.test-support.ts';
import { arbitraryContact, subjectOf } from '../arbitrary-records.test-support.ts';
import { and, COMPANY, contextOf, criteria, property, record } from '../criteria.test-support.ts';
import {
  type BranchExplanation,
  type Criteria,
  compileCriteria,
  explainCriteria,
  type Subject,
  type Turn,
  turningOf,
  type Way,
} from '../index.ts';
import { becomes } from './becomes.ts';

const NOW = Date.parse('2026-05-31T10:00:00.000Z');
const context = contextOf({ stage: 'string', city: 'string', seen: 'datetime', score: 'number' });
const is = (name: string, value: string) =>
  property(name, { operationType: 'STRING', operator: 'IS_EQUAL_TO', value });
const group = (filterBranchType: string, filters: unknown[], filterBranches: unknown[] = []) => ({
  filterBranchType,
  filters,
  filterBranches,
});
const turning = (tree: unknown, subject: Subject) =>
  turningOf(explainCriteria(criteria(tree), context, subject, NOW));
const shown = (ways: readonly Way[]) =>
  ways.map(({ turns }) =>
    turns.map(({ path, to, record }) => [record?.id, path, to].filter(Boolean).join(' ')),
  );

test('one filter of several stands in the way, or each of them does', () => {
  const both = and(is('stage', 'customer'), is('city', 'Bern'));
  expect(shown(turning(both, record({ stage: 'customer', city: 'Zug' })).ways)).toEqual([['filters[1] MET']]);
  expect(shown(turning(both, record({})).ways)).toEqual([['filters[0] MET', 'filters[1] MET']]);
  expect(shown(turning(both, record({ stage: 'customer', city: 'Bern' })).ways)).toEqual([
    ['filters[0] NOT_MET'],
    ['filters[1] NOT_MET'],
  ]);
});

test('of alternatives the one that asks for least comes first', () => {
  const tree = group('OR', [], [and(is('stage', 'customer'), is('city', 'Bern')), and(is('score', '5'))]);
  expect(shown(turning(tree, record({})).ways)).toEqual([
    ['filterBranches[1].filters[0] MET'],
    ['filterBranches[0].filters[0] MET', 'filterBranches[0].filters[1] MET'],
  ]);
  const none = group('NOT_ANY', [is('stage', 'customer'), is('city', 'Bern')]);
  expect(shown(turning(none, record({ stage: 'customer', city: 'Bern' })).ways)).toEqual([
    ['filters[0] NOT_MET', 'filters[1] NOT_MET'],
  ]);
});

test('no more ways are told than anybody reads, and that there are more is said', () => {
  const tree = group(
    'OR',
    'abcdefgh'.split('').map((value) => is('city', value)),
  );
  expect(turning(tree, record({}))).toMatchObject({ isComplete: false, ways: { length: 5 } });
  expect(turning({}, record({}))).toEqual({ to: 'MET', ways: [], isComplete: true, turnsAt: null });
});

test('a filter that cannot be evaluated is turned last', () => {
  const tree = group('OR', [is('gone', 'x')], [and(is('stage', 'a'), is('city', 'b'))]);
  expect(shown(turning(tree, record({})).ways)).toEqual([
    ['filterBranches[0].filters[0] MET', 'filterBranches[0].filters[1] MET'],
    ['filters[0] MET'],
  ]);
});

test('associated records: the nearest one changes, or another comes in', () => {
  const behind = {
    ...group('ASSOCIATION', [is('stage', 'customer'), is('city', 'Bern')]),
    objectTypeId: COMPANY,
    associationCategory: 'HUBSPOT_DEFINED',
    associationTypeId: 279,
  };
  const company = (id: string, properties: Record<string, string>) => ({
    ...record(properties),
    id,
    objectTypeId: COMPANY,
  });
  const two = [company('8', { city: 'Zug' }), company('9', { city: 'Bern' })];
  const subject = record({}, { associated: () => two });
  expect(shown(turning(behind, subject).ways)).toEqual([
    ['9 filters[0] MET'],
    ['MET'],
    ['8 filters[0] MET', '8 filters[1] MET'],
  ]);
  const met = record({}, { associated: () => [...two, company('10', { city: 'Bern', stage: 'customer' })] });
  expect(shown(turning(behind, met).ways).slice(0, 2)).toEqual([
    ['10 filters[0] NOT_MET'],
    ['10 filters[1] NOT_MET'],
  ]);
});

test('what has happened is not undone: only time ends it', () => {
  const opened = {
    ...group('UNIFIED_EVENTS', []),
    eventTypeId: '4-666288',
    operator: 'HAS_NOT_COMPLETED',
    pruningRefineBy: {
      type: 'RELATIVE_COMPARATIVE',
      comparison: 'AFTER',
      timeOffset: { amount: 30, timeUnit: 'DAYS', offsetDirection: 'PAST' },
    },
  };
  const event = { properties: {}, occurredAt: NOW };
  const recent = turning(opened, record({}, { events: () => [event] }));
  expect(recent).toMatchObject({ to: 'MET', ways: [], turnsAt: '2026-06-30T10:00:00.000Z' });
  expect(shown(turning(opened, record({}, { events: () => [] })).ways)).toEqual([['NOT_MET']]);
  const never = and(
    property('stage', { operationType: 'STRING', operator: 'HAS_NEVER_BEEN_EQUAL_TO', value: 'lead' }),
  );
  const history = () => [{ value: 'lead', at: NOW - 5 }];
  expect(turning(never, record({ stage: 'x' }, { history }))).toMatchObject({ ways: [], turnsAt: null });
  expect(shown(turning(never, record({}, { history: () => [] })).ways)).toEqual([['filters[0] MET']]);
});

test('what else a property has to satisfy is kept', () => {
  const not = property('stage', { operationType: 'STRING', operator: 'IS_NOT_EQUAL_TO', value: 'lead' });
  const known = property('stage', { operationType: 'ALL_PROPERTY', operator: 'IS_KNOWN' });
  const [way] = turning(and(not, known, is('city', 'Bern')), record({ stage: 'lead', city: 'Bern' })).ways;
  expect(way?.keeps.map(({ path, to }) => `${path} ${to}`)).toEqual(['filters[1] MET']);
});

test('what wants two values of one property at once is no way', () => {
  const known = { context, now: NOW };
  const turned = (tree: unknown, subject: Subject) =>
    turningOf(explainCriteria(criteria(tree), context, subject, NOW), known);
  const two = and(is('stage', 'lead'), is('stage', 'customer'));
  expect(turned(two, record({}))).toMatchObject({ ways: [], isComplete: true });
  expect(turned(group('OR', [is('city', 'Bern')], [two]), record({})).ways).toHaveLength(1);
  const anyOf = (...values: string[]) =>
    property('stage', { operationType: 'ENUMERATION', operator: 'IS_ANY_OF', values });
  expect(turned(and(anyOf('a', 'b'), anyOf('b', 'c')), record({})).ways).toHaveLength(1);
  // What holds now would no longer.
  const not = property('stage', { operationType: 'STRING', operator: 'IS_NOT_EQUAL_TO', value: 'lead' });
  expect(turned(and(not, is('stage', 'lead')), record({ stage: 'lead' })).ways).toEqual([]);
  const longer = property('stage', { operationType: 'STRING', operator: 'STARTS_WITH', value: 'cust' });
  expect(turned(and(longer, is('stage', 'customer')), record({})).ways).toHaveLength(1);
});

test('of any criteria: each way turns them, no part of it alone does, and none is smaller than the first', () => {
  fc.assert(
    fc.property(arbitraryTree, arbitraryContext, arbitraryContact, arbitraryNow, (body, given, data, now) => {
      const tree = criteria(body);
      const subject = subjectOf(data);
      const explanation = explainCriteria(tree, given, subject, now);
      expect(becomes(explanation, new Map())).toBe(explanation.verdict);
      const { to, ways } = turningOf(explanation);
      for (const { turns } of ways) {
        expect(verdictWith(explanation, turns)).toBe(to);
        for (const left of turns)
          expect(
            verdictWith(
              explanation,
              turns.filter((each) => each !== left),
            ),
          ).not.toBe(to);
        if (new Set(turns.map((each) => each.record?.id)).size > 1) continue;
        expect(compileCriteria(replaced(tree, turns), given).met(subject, now)).toBe(to === 'MET');
      }
      const least = ways[0]?.turns.length ?? Number.POSITIVE_INFINITY;
      const places = ofBranch(explanation).filter(
        ({ verdict, isLasting }) => verdict !== 'UNKNOWN' && !isLasting,
      );
      if (places.length > 6) return;
      for (const some of subsets(places)) {
        if (some.length >= least) continue;
        const turned = new Map(
          some.map((place) => [place, place.verdict === 'MET' ? 'NOT_MET' : 'MET'] as const),
        );
        expect(becomes(explanation, turned)).not.toBe(to);
      }
    }),
    { numRuns: 1_000 },
  );
});

test('of any criteria: time turns them when it is said to, and no earlier', () => {
  fc.assert(
    fc.property(arbitraryTree, arbitraryContext, arbitraryContact, arbitraryNow, (body, given, data, now) => {
      const subject = subjectOf(data);
      const { turnsAt, verdict } = explainCriteria(criteria(body), given, subject, now);
      if (turnsAt === undefined) return;
      const compiled = compileCriteria(criteria(body), given);
      expect(compiled.met(subject, Date.parse(turnsAt) - 1)).toBe(verdict === 'MET');
      expect(compiled.met(subject, Date.parse(turnsAt))).toBe(verdict !== 'MET');
    }),
    { numRuns: 1_000 },
  );
});

function verdictWith(explanation: BranchExplanation, turns: readonly Turn[]) {
  return becomes(explanation, new Map(turns.map(({ place, to }) => [place, to])));
}

/** The tree with constants in place of what was turned: it says so by itself. */
function replaced(tree: Criteria, turns: readonly Turn[]): Criteria {
  const wanted = new Map(turns.map(({ path, to }) => [path, to]));
  const constant = (path: string) => ({
    filterType: 'CONSTANT',
    path,
    shouldAccept: wanted.get(path) === 'MET',
  });
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    if ('path' in value && typeof value.path === 'string' && wanted.has(value.path)) {
      if ('filterType' in value) return constant(value.path);
      if ('filterBranchType' in value)
        return {
          filterBranchType: 'AND',
          path: value.path,
          filters: [constant(value.path)],
          filterBranches: [],
        };
    }
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, walk(member)]));
  };
  return walk(tree) as Criteria;
}

/** Everything that can be turned: filters, branches for events and for associated records. */
function placesOf(part: Pick<BranchExplanation, 'filters' | 'filterBranches'>): Turn['place'][] {
  return [...part.filters, ...part.filterBranches.flatMap(ofBranch)];
}

function ofBranch(branch: BranchExplanation): Turn['place'][] {
  if (branch.filterBranchType === 'UNIFIED_EVENTS') return [branch];
  if (branch.associated === undefined) return placesOf(branch);
  return [branch, ...branch.associated.flatMap(placesOf)];
}

function subsets<T>(items: readonly T[]): T[][] {
  return Array.from({ length: 2 ** items.length }, (_, bits) =>
    items.filter((_item, at) => bits & (1 << at)),
  );
}
