import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isObject, parseRaw, printRaw, type Raw, type RawObject, setIn, textAt } from '@millrace/core/raw';
import { describe, expect, it } from 'vitest';
import { filterKinds } from '../../core/criteria/filters/list.ts';
import { operationKinds } from '../../core/criteria/operators/list.ts';
import { branchFormOf } from '../src/criteria/model/branches.ts';
import { FILTERS, filterFormOf, newFilter, PROPERTY_FIELDS } from '../src/criteria/model/filters/index.ts';
import type { FormField } from '../src/criteria/model/form.ts';
import {
  newOperation,
  operationFormOf,
  operatorOf,
  operatorsFor,
  withOperator,
} from '../src/criteria/model/operation.ts';
import { OPERATIONS } from '../src/criteria/model/operations.ts';
import {
  asVariant,
  canShow,
  itemsLike,
  numberFrom,
  spelledMember,
  typedLike,
  variantOf,
  withMember,
} from '../src/criteria/model/read.ts';

/**
 * What every field shows, written back as it was shown: build, read, build is the identity. A field writes by the same functions when
 * somebody types, so that what is not touched cannot change.
 */
function rewritten(fields: readonly FormField[], owner: RawObject): RawObject {
  return fields.reduce((now, field) => {
    const member = spelledMember(now, field);
    const value = now[member];
    if (value === undefined || value === null || !canShow(field, value)) return now;
    return withMember(now, member, again(field, value));
  }, owner);
}

function again(field: FormField, value: Raw): Raw {
  switch (field.kind) {
    case 'text':
    case 'pick':
    case 'value':
      return typedLike(value, textAt(value));
    case 'texts':
    case 'picks':
    case 'values':
    case 'choices':
      return itemsLike(
        value as readonly Raw[],
        (value as readonly Raw[]).map((item) => textAt(item)),
      );
    case 'object':
      return rewritten(field.fields, value as RawObject);
    case 'variant': {
      const variant = variantOf(value, field.variants);
      if (!variant) return value;
      return rewritten(variant.fields, asVariant(value, field.variants, variant));
    }
    case 'operation':
      return rewrittenOperation(value as RawObject);
    case 'eventFilters':
      return (value as readonly RawObject[]).map((filter) =>
        isObject(filter['operation'])
          ? setIn(filter, ['operation'], rewrittenOperation(filter['operation']))
          : filter,
      );
    default:
      return value;
  }
}

function rewrittenOperation(operation: RawObject): RawObject {
  const operator = operatorOf(operation);
  return operator ? rewritten(operator.form.fields, withOperator(operation, operator)) : operation;
}

function rewrittenTree(node: Raw): Raw {
  if (Array.isArray(node)) return node.map(rewrittenTree);
  if (!isObject(node)) return node;
  const type = textAt(node, 'filterType');
  const fields =
    type === 'PROPERTY'
      ? PROPERTY_FIELDS
      : (filterFormOf(type)?.fields ?? branchFormOf(textAt(node, 'filterBranchType'))?.fields ?? []);
  const own = rewritten(fields, node);
  return Object.fromEntries(Object.entries(own).map(([key, value]) => [key, rewrittenTree(value)]));
}

describe('what a form shows is written back as it was', () => {
  it.each(filterKinds.map((kind) => [kind.filterType, kind] as const))(
    'of the filter %s',
    (filterType, { cases }) => {
      expect(cases.length).toBeGreaterThan(0);
      for (const { filter } of cases) expectSame({ filterType, ...filter } as RawObject);
    },
  );

  it.each(operationKinds.map((kind) => [kind.names[0], kind] as const))(
    'of the operation %s',
    (name, { cases, names }) => {
      for (const { operation } of cases)
        for (const member of ['operationType', 'propertyType', 'type'])
          for (const spelled of names)
            expectSame({
              filterType: 'PROPERTY',
              property: 'p',
              operation: { ...operation, [member]: spelled } as unknown as RawObject,
            });
      expect(operationFormOf({ operationType: name })?.type).toBe(name);
    },
  );

  it('of new filters and operations, which the server reads once they are finished', () => {
    for (const form of FILTERS) expectSame(newFilter(form));
    for (const type of ['string', 'number', 'bool', 'enumeration', 'datetime'] as const)
      for (const operator of operatorsFor(type)) expectSame(newOperation(operator));
    expect(OPERATIONS.length).toBe(operationKinds.length);
  });

  it('with the digits of numbers, members that nobody knows, and filters that no form knows', () => {
    const text =
      '{"filterBranchType":"AND","own":9007199254740993,"filters":[{"filterType":"PROPERTY","property":"amount","operation":' +
      '{"operationType":"NUMBER","operator":"IS_GREATER_THAN","value":1.50,"future":{"a":[1e3]}}},' +
      '{"filterType":"FROM_TOMORROW","deep":{"x":0.10}}],"filterBranches":[{},{"filterBranchType":"NEW_KIND","n":1.0}]}';
    expect(printRaw(rewrittenTree(parseRaw(text)))).toBe(text);
  });

  it('of every criteria in the examples', () => {
    const folder = path.join(import.meta.dirname, '../../examples');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.json'),
    );
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) {
      const raw = parseRaw(readFileSync(path.join(folder, file), 'utf8'));
      expect(printRaw(rewrittenTree(raw)), file).toBe(printRaw(raw));
    }
  });
});

function expectSame(raw: RawObject): void {
  const text = JSON.stringify(raw);
  expect(printRaw(rewrittenTree(parseRaw(text)))).toBe(text);
}

it('another operator keeps what both compare with, and what nobody here knows', () => {
  const find = (type: string, operator: string) =>
    [...operatorsFor('string'), ...operatorsFor('number')].find(({ id }) => id === `${type} ${operator}`)!;
  const was = {
    propertyType: 'multistring',
    operator: 'CONTAINS',
    values: ['a'],
    includeObjectsWithNoValueSet: true,
    own: 1,
  };
  expect(withOperator(was, find('MULTISTRING', 'IS_EQUAL_TO'))).toEqual({ ...was, operator: 'IS_EQUAL_TO' });
  expect(withOperator(was, find('STRING', 'IS_EQUAL_TO'))).toEqual({
    operationType: 'STRING',
    operator: 'IS_EQUAL_TO',
    includeObjectsWithNoValueSet: true,
    value: '',
    own: 1,
  });
  expect(
    withOperator(
      { operationType: 'NUMBER', operator: 'IS_EQUAL_TO', value: 7 },
      find('NUMBER', 'IS_LESS_THAN'),
    ),
  ).toMatchObject({
    value: 7,
  });
});

it('a number is kept with its digits; what is none stays as it was typed', () => {
  expect(JSON.stringify(numberFrom('1.50'))).toBe('1.50');
  expect(numberFrom('12')).toBe(12);
  expect(numberFrom('1,5')).toBe('1,5');
  expect(numberFrom('007')).toBe('007');
  expect(typedLike(3, '4')).toBe(4);
  expect(typedLike('3', '4')).toBe('4');
  expect(typedLike(undefined, '4')).toBe('4');
});
