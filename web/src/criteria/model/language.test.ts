import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { filterKinds } from '../../../../core/criteria/filters/list.ts';
import { operationKinds } from '../../../../core/criteria/operators/list.ts';
import { refineBy } from '../../../../core/criteria/refine-by.ts';
import { timePoint } from '../../../../core/criteria/time-point.ts';
import { BRANCHES, JOINS } from './branches.ts';
import { FILTERS, PROPERTY_FIELDS } from './filters/index.ts';
import { type FormField, membersOf, type VariantTable } from './form.ts';
import { COALESCING, MOMENTS, PRUNING } from './moments.ts';
import { operatorsFor } from './operation.ts';
import { OPERATIONS } from './operations.ts';

/** The forms beside the language that the server reads: what it learns and no form knows fails here. */
describe('the forms know the whole language', () => {
  it.each(filterKinds.map((kind) => [kind.filterType, kind] as const))(
    'the filter %s',
    (type, { schema }) => {
      const fields =
        type === 'PROPERTY' ? PROPERTY_FIELDS : FILTERS.find((each) => each.filterType === type)?.fields;
      expect(fields, type).toBeDefined();
      expectMembers(fields!, schema.shape, ['filterType']);
    },
  );

  it.each(operationKinds.map((kind) => [kind.names[0], kind] as const))('the operation %s', (type, kind) => {
    const form = OPERATIONS.find((each) => each.type === type)!;
    expect(form, type).toBeDefined();
    expect(form.operators.map(({ id }) => id).sort()).toEqual([...kind.operators].sort());
    expect(new Set([type.toLowerCase(), ...form.spellings])).toEqual(
      new Set(kind.names.map((name) => name.toLowerCase())),
    );
    for (const [alias, member] of Object.entries(kind.aliases))
      expect(form.fields.find((field) => field.member === member)?.spellings).toContain(alias);
    for (const offered of form.offeredFor) expect(kind.fits).toContain(offered);
    const { shape } = kind.schema as unknown as z.ZodObject;
    expectMembers(form.fields, shape, ['operator', 'includeObjectsWithNoValueSet']);
  });

  it('every type of property can be compared', () => {
    const types = [
      'bool',
      'date',
      'datetime',
      'enumeration',
      'json',
      'number',
      'object_coordinates',
      'phone_number',
      'string',
    ] as const;
    for (const type of types) {
      const names = operatorsFor(type).map(({ name }) => name);
      expect(names.length, type).toBeGreaterThan(3);
      expect(new Set(names).size, `${type}: two operators are called the same`).toBe(names.length);
    }
  });

  it('every kind of time point and of refinement', () => {
    expectVariants(MOMENTS, timePoint.options as readonly z.ZodObject[], 'timeType');
    const forms = (refineBy as unknown as z.ZodPipe).out as unknown as { options: readonly z.ZodObject[] };
    for (const field of [PRUNING, COALESCING])
      if (field.kind === 'variant') expectVariants(field.variants, forms.options, 'type');
  });

  it('every branch', () => {
    const known = [...JOINS.map(({ id }) => id), ...BRANCHES.map((each) => each.filterBranchType)];
    expect(known.sort()).toEqual([
      'AND',
      'ASSOCIATION',
      'NOT_ALL',
      'NOT_ANY',
      'OR',
      'PROPERTY_ASSOCIATION',
      'UNIFIED_EVENTS',
    ]);
  });
});

function expectMembers(fields: readonly FormField[], shape: object, told: readonly string[]): void {
  const has = new Set([...fields.flatMap(membersOf), ...told]);
  expect(Object.keys(shape).filter((member) => !has.has(member))).toEqual([]);
  for (const field of fields) {
    const choices =
      field.kind === 'choice' ? choicesOf((shape as Record<string, z.ZodType>)[field.member]) : undefined;
    if (choices && field.kind === 'choice')
      expect(field.choices.map(({ id }) => id).sort(), field.member).toEqual([...choices].sort());
    if (field.kind === 'object')
      expectMembers(field.fields, objectIn((shape as Record<string, z.ZodType>)[field.member]!).shape, []);
  }
}

function expectVariants(table: VariantTable, options: readonly z.ZodObject[], by: string): void {
  const words = options.map((option) => String((option.shape[by] as unknown as z.ZodLiteral).value));
  expect(table.variants.map(({ id }) => id).sort()).toEqual([...words].sort());
  for (const [index, option] of options.entries())
    expectMembers(table.variants.find(({ id }) => id === words[index])!.fields, option.shape, [
      by,
      'second',
      'millisecond',
    ]);
}

type Wrapped = {
  readonly _zod: {
    readonly def: {
      readonly innerType?: z.ZodType;
      readonly in?: z.ZodType;
      readonly type: string;
      readonly entries?: Record<string, string>;
    };
  };
};

/** The words of an enumeration, whatever it is wrapped in. */
function choicesOf(schema: z.ZodType | undefined): readonly string[] | undefined {
  const def = (schema as unknown as Wrapped | undefined)?._zod.def;
  if (!def) return undefined;
  return def.type === 'enum' ? Object.values(def.entries!) : choicesOf(def.innerType ?? def.in);
}

function objectIn(schema: z.ZodType): z.ZodObject {
  const def = (schema as unknown as Wrapped)._zod.def;
  return def.type === 'object' ? (schema as z.ZodObject) : objectIn(def.innerType ?? def.in!);
}
