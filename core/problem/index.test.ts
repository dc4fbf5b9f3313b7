import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { parseWith, quote } from './index.ts';

function problemOf(schema: z.ZodType, input: unknown): unknown {
  const parsed = parseWith(schema, input);
  return parsed.ok ? 'no problem' : parsed.problems[0];
}

const cases: [string, z.ZodType, unknown, string, string, string][] = [
  ['a missing member', z.object({ a: z.string() }), {}, 'a', 'REQUIRED', 'a is required: a string.'],
  [
    'a missing choice',
    z.object({ a: z.enum(['X', 'Y']) }),
    {},
    'a',
    'REQUIRED',
    'a is required: one of "X", "Y".',
  ],
  ['a wrong type', z.object({ a: z.string() }), { a: 3 }, 'a', 'WRONG_TYPE', 'a must be a string, not 3.'],
  ['a fraction', z.array(z.int()), [1, 1.5], '[1]', 'WRONG_TYPE', '[1] must be an integer, not 1.5.'],
  ['no object', z.record(z.string(), z.string()), 7, '', 'WRONG_TYPE', 'The input must be an object, not 7.'],
  [
    'another choice',
    z.object({ a: z.enum(['X']) }),
    { a: 'Z' },
    'a',
    'NOT_ALLOWED',
    'a must be "X", not "Z".',
  ],
  ['a small number', z.int().min(3), 2, '', 'OUT_OF_RANGE', 'The input must be at least 3, not 2.'],
  [
    'a number at an open end',
    z.number().gt(3),
    3,
    '',
    'OUT_OF_RANGE',
    'The input must be more than 3, not 3.',
  ],
  [
    'an empty text',
    z.object({ a: z.string().min(1) }),
    { a: '' },
    'a',
    'OUT_OF_RANGE',
    'a must have at least 1 character, not "".',
  ],
  [
    'a long list',
    z.array(z.int()).max(2),
    [1, 2, 3],
    '',
    'OUT_OF_RANGE',
    'The input must have at most 2 items, not 3.',
  ],
  [
    'a text for a list that is bounded',
    z.array(z.int()).max(2),
    'three',
    '',
    'WRONG_TYPE',
    'The input must be an array, not "three".',
  ],
  [
    'an unknown member',
    z.strictObject({ by: z.string().optional(), to: z.string().optional() }),
    { days: 1 },
    'days',
    'UNKNOWN_MEMBER',
    'days is not a member that is known here: there are by, to.',
  ],
  [
    'a misspelt member',
    z.object({ inputs: z.array(z.strictObject({ flowId: z.string().optional() })) }),
    { inputs: [{ flow_ID: '1' }] },
    'inputs[0].flow_ID',
    'UNKNOWN_MEMBER',
    'inputs[0].flow_ID is not a member that is known here; did you mean flowId?',
  ],
  [
    'a value of none of the types',
    z.object({ a: z.union([z.string(), z.number()]) }),
    { a: {} },
    'a',
    'NOT_ALLOWED',
    'a must be a string or a number, not {}.',
  ],
  [
    'a missing value of several types',
    z.object({ a: z.union([z.string(), z.number()]) }),
    {},
    'a',
    'REQUIRED',
    'a is required: a string or a number.',
  ],
  [
    'a mistake inside one of several forms',
    z.object({ a: z.union([z.string(), z.object({ b: z.object({ c: z.string() }) })]) }),
    { a: { b: { c: 1 } } },
    'a.b.c',
    'WRONG_TYPE',
    'a.b.c must be a string, not 1.',
  ],
  [
    'a wrong format',
    z.object({ a: z.string().regex(/x/, 'it is an x') }),
    { a: 'y' },
    'a',
    'WRONG_FORMAT',
    'a: it is an x (not "y").',
  ],
  [
    'a refinement with a code',
    z.string().refine(() => false, { error: 'no', params: { code: 'OWN' } }),
    'y',
    '',
    'OWN',
    'The input: no ("y").',
  ],
];

describe('problems name the member, quote the value and say what would do', () => {
  it.each(cases)('%s', (_, schema, input, path, code, message) => {
    expect(problemOf(schema, input)).toEqual({ path, code, message });
  });

  it('asks for a discriminator that is missing, and lists the kinds for one that is unknown', () => {
    const schema = z.discriminatedUnion('type', [
      z.object({ type: z.literal('A') }),
      z.object({ type: z.literal('B') }),
    ]);
    expect(problemOf(schema, {})).toMatchObject({
      path: 'type',
      message: 'type is required: one of "A", "B".',
    });
    expect(problemOf(schema, { type: 'C' })).toMatchObject({
      message: 'type must be one of "A", "B", not "C".',
    });
  });

  it('names all that every kind asks for when the kind is missing', () => {
    const common = { id: z.string(), note: z.string().optional() };
    const schema = z.object({
      items: z.array(
        z.discriminatedUnion('type', [
          z.object({ type: z.literal('A'), ...common, a: z.string() }),
          z.object({ type: z.literal('B'), ...common }),
        ]),
      ),
    });
    const parsed = parseWith(schema, { items: [{}] });
    expect(parsed.ok ? [] : parsed.problems.map(({ message }) => message)).toEqual([
      'items[0].type is required: one of "A", "B".',
      'items[0].id is required: a string.',
    ]);
  });

  it('puts the path below the one it is given', () => {
    const parsed = parseWith(z.array(z.object({ b: z.string() })), [{}], 'actions[3].fields');
    expect(parsed).toMatchObject({ problems: [{ path: 'actions[3].fields[0].b' }] });
  });
});

describe('quote', () => {
  it('writes JSON', () => {
    expect(quote({ a: [1, 'x', null, true], 'b c': {} })).toBe('{"a":[1,"x",null,true],"b c":{}}');
  });

  it('shortens, however large or deep the value is', () => {
    let deep: unknown = [];
    for (let i = 0; i < 100_000; i++) deep = [deep];
    for (const value of ['x'.repeat(1e6), new Array(1e6).fill(1), deep, { a: { ['k'.repeat(1e6)]: 1 } }])
      expect(quote(value).length).toBeLessThan(90);
  });
});
