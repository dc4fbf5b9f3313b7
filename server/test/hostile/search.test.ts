/** Searches that ask for as much as they may, over long values: at some times the cost of a plain one with as many filters. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Millrace, startMillrace } from '../support/millrace.ts';
import { hostileText, msOf, plainText, randomFrom, SEED } from './cost.test-support.ts';

const CONTACTS = 500;
/** Every so-many-th contact has a long value. */
const LONG_EVERY = 25;
const LONG_CHARACTERS = 20_000;
/** Groups of six filters: as many as one search may have. */
const GROUPS = 3;
const FILTERS_PER_GROUP = 6;
const VALUES = 1_000;
const TRIALS = 8;
/** Times a plain search. A predicate for each value was several hundred. */
const RATIO_MAX = 40;
const PLAIN_MS_MIN = 10;

const random = randomFrom(SEED);
let millrace: Millrace;

beforeAll(async () => {
  millrace = await startMillrace();
  const values = Array.from({ length: 30 }, (_, index) => ({
    label: `o${index}`,
    value: `o${index}`,
    displayOrder: index,
  }));
  await made('/crm/v3/properties/contacts', {
    name: 'several',
    label: 'several',
    groupName: 'contactinformation',
    type: 'enumeration',
    fieldType: 'checkbox',
    options: values,
  });
  for (let from = 0; from < CONTACTS; from += 100) {
    const inputs = Array.from({ length: 100 }, (_, index) => contact(from + index));
    await made('/crm/v3/objects/contacts/batch/create', { inputs });
  }
});
afterAll(() => millrace.stop());

function contact(index: number) {
  const long = index % LONG_EVERY === 0;
  return {
    properties: {
      email: `c${index}@example.test`,
      firstname: `First ${index}`,
      city: long ? hostileText(random, LONG_CHARACTERS) : `City ${index}`,
      several: long ? Array.from({ length: 30 }, (_, option) => `o${option}`).join(';') : `o${index % 30};o3`,
    },
  };
}

async function made(path: string, body: unknown): Promise<void> {
  const answer = await millrace.post(path, body);
  if (answer.status !== 201) throw new Error(`${path}: ${JSON.stringify(answer.body).slice(0, 500)}`);
}

type Filter = Readonly<Record<string, unknown>>;

function costOf(about: string, filter: (index: number) => Filter, more: object = {}): Promise<number> {
  const filterGroups = Array.from({ length: GROUPS }, (_, group) => ({
    filters: Array.from({ length: FILTERS_PER_GROUP }, (__, index) =>
      filter(group * FILTERS_PER_GROUP + index),
    ),
  }));
  return msOf(async () => {
    const answer = await millrace.post('/crm/v3/objects/contacts/search', { filterGroups, ...more });
    expect(answer.status, `${about}: ${JSON.stringify(answer.body).slice(0, 300)}`).toBe(200);
  });
}

const many = (start: string) => Array.from({ length: VALUES }, (_, index) => `${start}${index}`);

const SHAPES: readonly ((index: number) => Filter)[] = [
  () => ({ propertyName: 'several', operator: 'NOT_IN', values: many('x') }),
  () => ({ propertyName: 'several', operator: 'NOT_IN', values: many('o3;x').slice(0, 50) }),
  () => ({ propertyName: 'city', operator: 'NOT_IN', values: many('City x') }),
  (index) => ({ propertyName: 'city', operator: 'NEQ', value: plainText(3_000 - index) }),
  (index) => ({
    propertyName: 'city',
    operator: 'NOT_CONTAINS_TOKEN',
    value: `${'a*'.repeat(20 + index)}z b*c`,
  }),
  (index) => ({
    propertyName: 'city',
    operator: 'NOT_CONTAINS_TOKEN',
    value: `${'a'.repeat(1_000 + index)}z`,
  }),
  (index) => ({ propertyName: 'city', operator: 'GT', value: 'a'.repeat(3_000 - index) }),
];

test(`searches (HOSTILE_SEED=${SEED})`, async () => {
  const plainMs = Math.max(
    PLAIN_MS_MIN,
    await costOf('plain', (index) => ({ propertyName: 'city', operator: 'NEQ', value: `city ${index}` })),
  );
  const sorts = ['-city', 'several', 'firstname'];
  for (let trial = 0; trial < TRIALS; trial++) {
    const shapes = Array.from({ length: GROUPS * FILTERS_PER_GROUP }, () => random(SHAPES.length));
    const one = random(SHAPES.length);
    const shapeOf = (index: number) =>
      trial < SHAPES.length ? trial : trial % 2 === 0 ? one : (shapes[index] ?? 0);
    const more = {
      query: 'c* f*'.repeat(random(2)),
      sorts,
      properties: Array(100).fill('city'),
      after: random(2) * 1_000,
    };
    const ratio = (await costOf('plain', (index) => SHAPES[shapeOf(index)]!(index), more)) / plainMs;
    expect(ratio, `trial ${trial}, shape ${shapeOf(0)}`).toBeLessThan(RATIO_MAX);
  }
}, 120_000);
