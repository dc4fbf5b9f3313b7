import { describe, expect, test } from 'vitest';
import { joined, namesOf } from '../../sentence/index.ts';
import { situationOf } from '../criteria.test-support.ts';
import { compileCriteria } from '../index.ts';
import { sayCriteria } from '../sentences/index.ts';
import { operationKinds } from './list.ts';
import { operationSay } from './says.ts';

describe.each(operationKinds.map((kind) => [kind.names[0], kind] as const))('%s', (name, kind) => {
  test.each(
    kind.cases.map(
      (example) => [`${String(example.operation['operator'])}: ${example.says}`, example] as const,
    ),
  )('%s', (_title, example) => {
    const { tree, context, subject, now } = situationOf(name, example);
    if (example.sentence !== undefined) {
      const properties = { value: { label: 'Value', type: example.type }, other: { label: 'Other' } };
      const names = namesOf({ properties: { '*': properties } });
      const filter = {
        filterType: 'PROPERTY',
        property: 'value',
        operation: { operationType: name, ...example.operation },
      };
      const said = sayCriteria({ filterBranchType: 'AND', filters: [filter] }, names, {
        objectTypeId: '0-1',
      });
      expect(joined(said)).toBe(example.sentence);
    }
    const compiled = compileCriteria(tree, context);
    expect(compiled.problems).toEqual([]);
    expect(compiled.met(subject, now)).toBe(example.met);
    if (example.until === undefined) return;
    const until = compiled.holdsUntil(subject, now);
    expect(until === Number.POSITIVE_INFINITY ? null : new Date(until).toISOString()).toBe(
      example.until === null ? null : new Date(example.until).toISOString(),
    );
    if (until !== Number.POSITIVE_INFINITY) {
      expect(compiled.met(subject, until - 1)).toBe(example.met);
      expect(compiled.met(subject, until)).toBe(!example.met);
    }
  });

  test('is said, under each of its spellings, with a sentence for every operator', () => {
    expect(kind.names.map(operationSay)).toEqual(kind.names.map(() => kind.say));
    const said = new Set(
      kind.cases.flatMap(({ sentence, operation }) =>
        sentence === undefined ? [] : [operation['operator']],
      ),
    );
    expect(kind.operators.filter((operator) => !said.has(operator))).toEqual([]);
  });

  test('has a case for every operator', () => {
    const shown = new Set(kind.cases.map((example) => example.operation['operator']));
    expect(kind.operators.filter((operator) => !shown.has(operator))).toEqual([]);
  });
});
