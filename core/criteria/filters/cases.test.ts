import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { joined, namesOf } from '../../sentence/index.ts';
import { subjectOf } from '../arbitrary-records.test-support.ts';
import type { Condition, EventCondition } from '../condition.ts';
import { compileCriteria, KNOWN_EVENT_TYPES } from '../index.ts';
import { meaningOf } from '../meaning.ts';
import { sayCriteria } from '../sentences/index.ts';
import { filterSituation } from './cases.test-support.ts';
import { filterKinds } from './list.ts';
import { FILTER_SAYS } from './says.ts';

describe.each(filterKinds.map((kind) => [kind.filterType, kind] as const))('%s', (filterType, kind) => {
  test.each(
    kind.cases.map(
      (example) => [`${String(example.filter['operator'] ?? '')}: ${example.says}`, example] as const,
    ),
  )('%s', (_title, example) => {
    const { tree, context, data, now } = filterSituation(filterType, example);
    if (example.sentence !== undefined) {
      const filters = [{ filterType, ...example.filter }];
      const names = namesOf({ properties: { '*': { value: { label: 'Value' } } } });
      const said = sayCriteria({ filterBranchType: 'AND', filters }, names, { objectTypeId: '0-1' });
      expect(joined(said)).toBe(example.sentence);
    }
    const compiled = compileCriteria(tree, context);
    expect(compiled.problems.map((problem) => problem.code)).toEqual(example.fault ? [example.fault] : []);
    expect(compiled.met(subjectOf(data), now)).toBe(example.met);
  });

  test('is said by itself, with a sentence for every operator', () => {
    expect(FILTER_SAYS[filterType]).toBe(kind.say);
    const said = new Set(
      kind.cases.flatMap(({ sentence, filter }) => (sentence === undefined ? [] : [filter['operator']])),
    );
    expect(operatorsOf(kind.schema.shape).filter((operator) => !said.has(operator))).toEqual([]);
    expect(said.size).toBeGreaterThan(0);
  });

  test('has a case for every operator', () => {
    const shown = new Set(kind.cases.map((example) => example.filter['operator']));
    expect(operatorsOf(kind.schema.shape).filter((operator) => !shown.has(operator))).toEqual([]);
  });

  test('has cases for both answers, unless it cannot be evaluated', () => {
    const answers = new Set(kind.cases.map((example) => example.fault ?? example.met));
    if (!answers.has('NOT_SUPPORTED')) expect([...answers]).toEqual(expect.arrayContaining([true, false]));
  });
});

test('a filter of its own looks at no property of an event type but those that the type is known to have', () => {
  const asked = filterKinds.flatMap(({ filterType, cases }) =>
    cases.flatMap((example) => eventsIn(meaningOf(filterSituation(filterType, example).tree))),
  );
  const known = asked.flatMap(({ eventTypeId, filters }) => {
    const type = KNOWN_EVENT_TYPES.get(eventTypeId);
    return type ? filters.map(({ property }) => ({ property, type })) : [];
  });
  expect(known.length).toBeGreaterThan(0);
  expect(known.filter(({ property, type }) => !type.properties?.includes(property))).toEqual([]);
});

test('every filter is known by one name', () => {
  expect(filterKinds.map((kind) => kind.filterType)).toEqual([
    ...new Set(filterKinds.map((kind) => kind.filterType)),
  ]);
});

function eventsIn(condition: Condition): EventCondition[] {
  switch (condition.kind) {
    case 'EVENT':
      return [condition];
    case 'ALL':
    case 'ANY':
      return condition.parts.flatMap(eventsIn);
    case 'NOT':
      return eventsIn(condition.part);
    default:
      return [];
  }
}

function operatorsOf(shape: Readonly<Record<string, unknown>>): readonly unknown[] {
  const operator = shape['operator'];
  const bare = operator instanceof z.ZodDefault ? operator.unwrap() : operator;
  return bare instanceof z.ZodEnum ? bare.options : [];
}
