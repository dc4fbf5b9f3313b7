import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allOf, anyOf, contactFlow, delayMinutes, inARow, is, whenMet } from '../../support/flow-bodies.ts';
import { dynamicList, givenList } from '../../support/list-bodies.ts';
import { type Story, tellStory } from '../../support/story.ts';

let story: Story;
let kept: string;
beforeAll(async () => {
  story = await tellStory();
  expect((await story.millrace.patch('/millrace/v1/settings', { timeZone: 'Europe/Berlin' })).status).toBe(
    200,
  );
  kept = await givenList(story, dynamicList('kept', [is('city', 'Jena')]));
});
afterAll(() => story.stop());

type Json = Readonly<Record<string, unknown>>;
const city = is('city', 'Gera');

/** What a list is answered when it is made with these filters, and when it is given them. */
async function answersTo(filterBranch: Json) {
  const made = await story.millrace.post('/crm/v3/lists', {
    ...dynamicList(`list ${Math.random()}`, []),
    filterBranch,
  });
  return [made, await story.millrace.put(`/crm/v3/lists/${kept}/update-list-filters`, { filterBranch })];
}

async function isRefused(filterBranch: Json, code: string, at: string, says: RegExp) {
  for (const { status, body } of await answersTo(filterBranch)) {
    expect(status, JSON.stringify(body)).toBe(400);
    expect(body).toMatchObject({ category: 'VALIDATION_ERROR', subCategory: `ListError.${code}` });
    expect(body.errors[0]).toMatchObject({ code, in: at });
    expect(body.message).toMatch(says);
  }
}

async function isTaken(filterBranch: Json) {
  for (const { status, body } of await answersTo(filterBranch))
    expect(status, JSON.stringify(body)).toBe(200);
}

describe('the root of the filters of a list', () => {
  const root = 'INVALID_BASE_FILTER_BRANCH';
  const or = (filters: Json[], filterBranches: Json[]) => ({ ...anyOf(...filterBranches), filters });

  test.each([
    ['AND with filters', allOf([city])],
    ['AND with an OR', allOf([], [anyOf(allOf([city]))])],
    ['AND in lower spelling', { filterBranchType: 'AND', filters: [city] }],
    ['NOT_ANY', { ...anyOf(allOf([city])), filterBranchType: 'NOT_ANY' }],
  ])('is not %s', (_, filterBranch) =>
    isRefused(filterBranch, root, 'filterBranch.filterBranchType', /begin with OR/),
  );

  test.each([
    ['filters alone', or([city], [])],
    ['an OR', anyOf(anyOf(allOf([city])))],
    ['filters and an OR', or([city], [anyOf(allOf([city]))])],
  ])('is not OR with %s', (_, filterBranch) =>
    isRefused(filterBranch, root, 'filterBranch.filterBranches', /at least one branch of AND/),
  );

  test('is OR with AND below it, whatever else is there', async () => {
    await isTaken(anyOf(allOf([city])));
    await isTaken(or([city], [allOf([is('city', 'Ulm')])]));
    await isTaken(anyOf(allOf([city]), anyOf(allOf([city]))));
  });

  test('of a flow is what it was', async () => {
    for (const listFilterBranch of [allOf([city]), or([city], []), anyOf(anyOf(allOf([city])))]) {
      const flow = contactFlow(inARow(delayMinutes(60)), { ...whenMet([]), listFilterBranch });
      const id = await story.givenFlow(flow);
      await story.givenContact({ city: 'Gera' });
      await story.settle();
      expect(await story.enrollments(id)).toHaveLength(1);
    }
  });
});

describe('the zone of a time point in the filters of a list', () => {
  const date = (zone: Json) => ({ timeType: 'DATE', year: 2026, month: 3, day: 1, ...zone });
  const today = (zone: Json) => ({
    timeType: 'INDEXED',
    indexReference: { referenceType: 'TODAY' },
    ...zone,
  });
  const after = (timePoint: Json) => ({
    filterType: 'PROPERTY',
    property: 'createdate',
    operation: {
      operationType: 'TIME_POINT',
      operator: 'IS_AFTER',
      timePoint,
      includeObjectsWithNoValueSet: false,
    },
  });
  const ranged = (zone: Json) => ({
    filterType: 'PROPERTY',
    property: 'createdate',
    operation: {
      operationType: 'TIME_RANGED',
      operator: 'IS_BETWEEN',
      lowerBoundTimePoint: date({ zoneId: 'UTC' }),
      upperBoundTimePoint: date(zone),
      includeObjectsWithNoValueSet: false,
    },
  });
  const operation = 'filterBranch.filterBranches[0].filters[1].operation';

  test.each([
    ['DATE', (zone: Json) => after(date(zone)), `${operation}.timePoint.zoneId`],
    ['INDEXED', (zone: Json) => after(today(zone)), `${operation}.timePoint.zoneId`],
    ['ranged', ranged, `${operation}.upperBoundTimePoint.zoneId`],
  ])("is the account's or UTC: %s", async (_, filter, at) => {
    const filters = (zone: Json) => anyOf(allOf([city, filter(zone)]));
    const says = /"America\/Chicago".*Europe\/Berlin, nor UTC/;
    await isRefused(filters({ zoneId: 'America/Chicago' }), 'INVALID_TIME_ZONE', at, says);
    for (const zoneId of ['Europe/Berlin', 'UTC', 'Etc/UTC']) await isTaken(filters({ zoneId }));
    await isTaken(filters({}));
    const flow = contactFlow(inARow(delayMinutes(60)), {
      ...whenMet([]),
      listFilterBranch: filters({ zoneId: 'America/Chicago' }),
    });
    await story.givenFlow(flow);
  });
});
