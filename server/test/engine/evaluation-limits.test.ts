import { afterAll, beforeAll, expect, test } from 'vitest';
import { processChanges, processInstants } from '../../src/enrollments/index.ts';
import { contactFlow, is, property, whenMet } from '../support/flow-bodies.ts';
import { type Story, tellStory } from '../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory({ role: 'api' });
});
afterAll(() => story.stop());

/** Looks, with no time to spare, until there is nothing left; says how many each time. */
async function looked(
  look: (environment: Parameters<typeof processChanges>[0], accountId: string) => Promise<number>,
): Promise<number[]> {
  const { store, log } = story.millrace.services;
  const counts: number[] = [];
  while (counts.at(-1) !== 0)
    counts.push((await look({ store, log, askingMs: 0 }, story.millrace.accountId)) ?? 0);
  return counts.filter((count) => count > 0);
}

async function contacts(properties: Readonly<Record<string, string>>): Promise<string[]> {
  const ids: string[] = [];
  for (let count = 0; count < 4; count++) ids.push(await story.givenContact(properties));
  return ids;
}

test('changes for which there is no time are looked at next, one after the other, and none is lost', async () => {
  const flow = await story.givenFlow(contactFlow([], whenMet([is('city', 'Ulm')])));
  const ids = await contacts({ city: 'Ulm' });
  expect(await looked(processChanges)).toEqual([1, 1, 1, 1]);
  expect((await story.enrollments(flow)).map((each) => each.objectId).sort()).toEqual(ids);
});

test('instants for which there is no time are looked at next, and none is lost', async () => {
  const recent = property('createdate', 'ROLLING_DATE_RANGE', 'IS_MORE_THAN_X_DAYS_AGO', {
    numberOfDays: 30,
  });
  const flow = await story.givenFlow(contactFlow([], whenMet([is('city', 'Kiel'), recent])));
  const ids = await contacts({ city: 'Kiel' });
  await story.settle();
  const { millrace } = story;
  await millrace.sql`update accounts set clock_offset = clock_offset + interval '40 days'`;
  expect(await looked(processInstants)).toEqual([1, 1, 1, 1]);
  expect((await story.enrollments(flow)).map((each) => each.objectId).sort()).toEqual(ids);
});
