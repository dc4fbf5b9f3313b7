import type { Raw, RawObject } from '@millrace/core/raw';
import { describe, expect, it } from 'vitest';
import { filterBranchSchema } from '../../../../core/criteria/schema.ts';
import { blanksIn } from './blanks.ts';
import { BRANCHES, branchOf, EVENTS_BRANCH, newBranch } from './branches.ts';
import { FILTERS, newFilter } from './filters/index.ts';
import type { FormField } from './form.ts';
import { MOMENTS } from './moments.ts';
import { newOperation, type Operator } from './operation.ts';
import { OPERATIONS } from './operations.ts';

const line = (filter: RawObject) => branchOf('AND', [filter]);
const of = (operation: RawObject, property = 'city') => ({ filterType: 'PROPERTY', property, operation });

/** Everything that the builder can put into a tree, as it is at first. */
const NEW: readonly (readonly [string, RawObject])[] = [
  ...FILTERS.map((form) => [form.filterType, line(newFilter(form))] as const),
  ...BRANCHES.map((form) => [form.filterBranchType, branchOf('OR', [], [newBranch(form)])] as const),
  ...OPERATIONS.flatMap((form) =>
    form.operators.map(
      ({ id, name }) =>
        [
          `${form.type} ${id}`,
          line(of(newOperation({ id, name, form, operator: id } satisfies Operator))),
        ] as const,
    ),
  ),
  ...MOMENTS.variants.map(
    ({ id, start }) =>
      [
        `TIME_POINT of ${id}`,
        line(
          of({
            operationType: 'TIME_POINT',
            operator: 'IS_AFTER',
            timePoint: { [MOMENTS.by]: id, ...start },
          }),
        ),
      ] as const,
  ),
  [
    'a condition on an event',
    branchOf(
      'OR',
      [],
      [
        {
          ...newBranch(EVENTS_BRANCH),
          eventTypeId: '6-2',
          filters: [of({ operationType: 'ENUMERATION', operator: 'IS_ANY_OF', values: [] })],
        },
      ],
    ),
  ],
  [
    'a property that is not chosen',
    line(of({ operationType: 'BOOL', operator: 'IS_EQUAL_TO', value: true }, '')),
  ],
];

describe('what is still to be said', () => {
  it.each(NEW)('of %s is what the server refuses, no more and no less', (_, tree) => {
    const read = filterBranchSchema.safeParse(tree);
    const refused = read.success
      ? []
      : read.error.issues.map(({ path }) =>
          path
            .map((key, at) => (typeof key === 'number' ? `[${key}]` : at === 0 ? key : `.${String(key)}`))
            .join(''),
        );
    expect(
      blanksIn(tree)
        .map(({ path }) => path)
        .sort(),
    ).toEqual(refused.sort());
  });

  it('of emptied fields is told wherever the server refuses them', () => {
    const EMPTY: Readonly<Record<string, Raw>> = { text: '', pick: '', picks: [], choices: [] };
    const emptied = (fields: readonly FormField[]): RawObject =>
      Object.fromEntries(
        fields.filter(({ kind }) => kind in EMPTY).map(({ kind, member }) => [member, EMPTY[kind]!]),
      );
    for (const form of FILTERS) {
      const required = form.fields.filter(({ isOptional }) => !isOptional);
      const tree = line({ ...newFilter(form), ...emptied(required) });
      const isRefused = !filterBranchSchema.safeParse(tree).success;
      if (isRefused) expect(blanksIn(tree), form.filterType).not.toEqual([]);
    }
  });

  it('of what no form knows is nothing', () => {
    expect(blanksIn(line({ filterType: 'FROM_TOMORROW', name: '' }))).toEqual([]);
    expect(blanksIn({})).toEqual([]);
    expect(blanksIn(branchOf('AND', ['text', null]))).toEqual([]);
  });
});
