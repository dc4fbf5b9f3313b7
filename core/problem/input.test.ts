import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { PROBLEMS_TOLD_MAX, parseInput } from './index.ts';

const schema = z.object({
  limit: z.int(),
  archived: z.boolean(),
  emailId: z.string(),
  label: z.string(),
  types: z.array(z.object({ associationTypeId: z.int() })),
  who: z.union([z.object({ flag: z.boolean() }), z.string()]),
});
const good = {
  limit: 5,
  archived: true,
  emailId: '7',
  label: 'a',
  types: [{ associationTypeId: 279 }],
  who: { flag: false },
};

describe('types that clients mix up', () => {
  test.each([
    { limit: '5' },
    { limit: ' 5 ' },
    { archived: 'True' },
    { archived: 'TRUE' },
    { emailId: 7 },
    { types: [{ associationTypeId: '279' }] },
    { who: { flag: 'False' } },
  ])('%j is taken for what it says', (member) => {
    const parsed = parseInput(schema, structuredClone({ ...good, ...member }));
    expect(parsed).toEqual({ ok: true, value: good, putRight: true });
  });

  test.each([
    [{ limit: '' }, 'limit must be a number, not "".'],
    [{ limit: '5.5' }, 'limit must be an integer, not 5.5.'],
    [{ limit: 'five' }, 'limit must be a number, not "five".'],
    [{ limit: true }, 'limit must be a number, not true.'],
    [{ archived: 'yes' }, 'archived must be a boolean, not "yes".'],
    [{ archived: 1 }, 'archived must be a boolean, not 1.'],
    [{ label: 7 }, 'label must be a string, not 7.'],
    [{ emailId: 1.5 }, 'emailId must be a string, not 1.5.'],
  ])('%j is a mistake', (member, message) => {
    const parsed = parseInput(schema, { ...good, ...member });
    expect(parsed).toMatchObject({ ok: false, problems: [{ message }] });
  });
});

describe('what is refused before it is read', () => {
  const looked: unknown[] = [];
  const item = z.object({ id: z.string() }).refine((value) => looked.push(value) > 0);
  const lists = z.object({
    bounded: z.array(item).max(3).optional(),
    open: z.array(item).nullish(),
    named: z.record(z.string(), z.unknown()).optional(),
    mixed: z.union([z.string(), z.array(z.string())]).optional(),
  });

  test.each([
    [{ bounded: Array(4).fill({ id: 'a' }) }, 'bounded must have at most 3 items, not 4.'],
    [{ open: Array(1_001).fill({}) }, 'open must have at most 1000 items, not 1001.'],
    [{ mixed: Array(1_001).fill('a') }, 'mixed must have at most 1000 items, not 1001.'],
    [
      { named: Object.fromEntries(Array.from({ length: 5_001 }, (_, index) => [`n${index}`, 1])) },
      'named must have at most 5000 members, not 5001.',
    ],
  ])('%# too long', (body, message) => {
    looked.length = 0;
    expect(parseInput(lists, body)).toMatchObject({
      ok: false,
      problems: [{ message, code: 'OUT_OF_RANGE' }],
    });
    expect(looked).toEqual([]);
  });

  test('of many problems the first are told, and how many more there are', () => {
    const parsed = parseInput(lists, { open: Array(1_000).fill({}) });
    const problems = parsed.ok ? [] : parsed.problems;
    expect(problems).toHaveLength(PROBLEMS_TOLD_MAX);
    expect(problems.at(-1)?.message).toBe('There are 901 more problems; mend these first.');
  });
});
