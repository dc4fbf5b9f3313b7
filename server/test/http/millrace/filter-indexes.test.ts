import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  allOf,
  anyOf,
  contactFlow,
  delayMinutes,
  inARow,
  is,
  isAnyOf,
  isKnown,
  property,
  whenMet,
} from '../../support/flow-bodies.ts';
import { dynamicList, membersOf } from '../../support/list-bodies.ts';
import { type Millrace, startMillrace } from '../../support/millrace.ts';
import { type Body, type Story, storyOf } from '../../support/story.ts';

/** As many as indexes are made for. */
const CONTACTS = 12_000;

let millrace: Millrace;
let story: Story;
let statements: string[] = [];

beforeAll(async () => {
  millrace = await startMillrace({}, (text) => statements.push(text));
  story = storyOf(millrace);
  for (const [name, type, fieldType, options] of [
    ['points', 'number', 'number'],
    ['since', 'date', 'date'],
    ['seen', 'datetime', 'date'],
    ['colours', 'enumeration', 'checkbox', ['red', 'green', 'blue']],
    ['tier', 'enumeration', 'select', []],
  ] as const)
    await millrace.post('/crm/v3/properties/contacts', {
      name,
      label: name,
      groupName: 'contactinformation',
      type,
      fieldType,
      options: (options ?? []).map((value, displayOrder) => ({
        label: value,
        value,
        displayOrder,
        hidden: false,
      })),
    });
  await millrace.sql`
    insert into records (account_id, object_type_id, properties, created_at, updated_at)
    select ${millrace.accountId}, '0-1', jsonb_strip_nulls(jsonb_build_object(
      'city', (array['Ulm', 'ULM', 'Bonn', 'Straße', 'Köln'])[1 + n % 5] || case when n % 3 = 0 then '' else ' ' || n % 500 end,
      'lifecyclestage', case when n % 4 > 0 then 'lead' else 'customer' end,
      'tier', case when n % 997 = 0 then 'gold;silver' when n % 100 = 0 then 'gold' when n % 7 > 0 then 'bronze' end,
      'points', case when n % 4 = 0 then (n % 1000 - 500)::text when n % 4 = 1 then '0.' || n % 10 end,
      'colours', case when n % 5 > 0 then (array['red', 'green', 'red;blue', 'blue'])[n % 5] end,
      'since', case when n % 6 > 0 then to_char(date '2026-01-01' + n % 900, 'YYYY-MM-DD') end,
      'seen', case when n % 6 > 1 then to_char(timestamp '2025-06-01' + n % 4000 * interval '7 hours', 'YYYY-MM-DD"T"HH24:MI:SS.000"Z"') end
    )), now(), now()
    from generate_series(1, ${CONTACTS}) as n`;
  await millrace.sql`analyze records`;
});
afterAll(() => millrace.stop());

const number = (operator: string, value: number) => property('points', 'NUMBER', operator, { value });
const text = (operator: string, value: string) => property('city', 'STRING', operator, { value });
const orNone = (filter: Body) => ({
  ...filter,
  operation: { ...filter.operation, includeObjectsWithNoValueSet: true },
});
const not = (...filters: object[]) => ({ filterBranchType: 'NOT_ANY', filters, filterBranches: [] });

const FILTERS: Record<string, object> = {
  'a text': allOf([is('city', 'ulm 5')]),
  'a text of nobody': allOf([is('city', 'nowhere')]),
  'one of several texts': allOf([
    property('city', 'MULTISTRING', 'IS_EQUAL_TO', { values: ['bonn 2', 'STRAßE 3'] }),
  ]),
  'the beginning of a text': allOf([text('STARTS_WITH', 'kÖln 49')]),
  'the end of a text': allOf([text('ENDS_WITH', '77')]),
  'another text': allOf([text('IS_NOT_EQUAL_TO', 'Ulm')]),
  'a text, or none': allOf([orNone(is('city', 'ulm 5'))]),
  'a number': allOf([number('IS_EQUAL_TO', -12)]),
  'numbers above': allOf([number('IS_GREATER_THAN', 480)]),
  'numbers up to': allOf([number('IS_LESS_THAN_OR_EQUAL_TO', 0.3)]),
  'numbers between': allOf([
    property('points', 'NUMBER_RANGED', 'IS_BETWEEN', { lowerBound: -3, upperBound: 0.5 }),
  ]),
  'numbers outside': allOf([
    property('points', 'NUMBER_RANGED', 'IS_NOT_BETWEEN', { lowerBound: -490, upperBound: 490 }),
  ]),
  'a choice of few': allOf([isAnyOf('tier', 'gold')]),
  'a choice that is joined to another': allOf([isAnyOf('tier', 'silver')]),
  'all of two choices': allOf([
    property('colours', 'ENUMERATION', 'CONTAINS_ALL', { values: ['red', 'blue'] }),
  ]),
  'exactly a choice': allOf([property('colours', 'ENUMERATION', 'IS_EXACTLY', { values: ['blue'] })]),
  'none of the choices': allOf([property('colours', 'ENUMERATION', 'IS_NONE_OF', { values: ['blue'] })]),
  'many choices': allOf([isAnyOf('lifecyclestage', 'lead', 'customer')]),
  'days lately': allOf([
    property('since', 'ROLLING_DATE_RANGE', 'IS_LESS_THAN_X_DAYS_AGO', { numberOfDays: 20 }),
  ]),
  'an instant before': allOf([
    property('seen', 'DATETIME', 'IS_BEFORE', { timestamp: Date.parse('2025-06-03T05:00:00Z') }),
  ]),
  'this month': allOf([property('seen', 'CALENDAR_DATE', 'IN_THIS_TIME_UNIT', { timeUnit: 'MONTH' })]),
  'two together': allOf([
    isAnyOf('lifecyclestage', 'customer'),
    is('city', 'ulm'),
    number('IS_LESS_THAN', -400),
  ]),
  'one or the other': anyOf(allOf([is('city', 'bonn 2')]), allOf([isAnyOf('tier', 'gold')])),
  'one or what has no index': anyOf(allOf([is('city', 'bonn 2')]), allOf([isKnown('colours')])),
  'not one': allOf([is('city', 'ulm')], [not(isAnyOf('colours', 'red'))]),
};

const count = (filterBranch: object) =>
  millrace.post('/millrace/v1/criteria/preview', { objectTypeId: '0-1', filterBranch });

async function answers() {
  const all: Record<string, unknown> = {};
  for (const [what, branch] of Object.entries(FILTERS)) {
    const { status, body } = await count(branch);
    all[what] = [status, body.matching, body.isComplete, body.sample?.map((each: Body) => each.objectId)];
  }
  return all;
}

const indexes = async (): Promise<readonly Body[]> =>
  (await millrace.get('/millrace/v1/indexes')).body.results;

describe('filters among many records', () => {
  let before: Record<string, unknown>;

  it('get an index of what leads to few, where a list or a flow begins to ask', async () => {
    const listOf = async (filters: object[]) =>
      (await millrace.post('/crm/v3/lists', dynamicList(`list ${filters.length}`, filters as never))).body
        .list.listId;
    const list = await listOf([number('IS_GREATER_THAN', 498), is('city', 'ulm 9')]);
    await listOf([isKnown('city')]);
    await story.givenFlow(contactFlow(inARow(delayMinutes(1440)), whenMet([isAnyOf('tier', 'gold')])));
    expect((await indexes()).map(({ property, kind, wantedBy }) => [property, kind, wantedBy])).toEqual([
      ['city', 'VALUES', 'FILTERS'],
      ['tier', 'VALUES', 'FILTERS'],
    ]);
    before = await answers();
    await story.settle();
    expect((await indexes()).map(({ state }) => state)).toEqual(['READY', 'READY']);
    expect(await membersOf(story, list)).toEqual([]);
  });

  it('are met by the same records as without', async () => {
    for (const property of ['points', 'colours', 'lifecyclestage', 'since', 'seen'])
      expect((await millrace.post('/millrace/v1/indexes', { objectTypeId: '0-1', property })).status).toBe(
        202,
      );
    await story.settle();
    statements = [];
    expect(await answers()).toEqual(before);
    const asked = statements.filter((text) => /\bmeeting\b/.test(text));
    const narrowed = asked.filter((text) => /r\.id = any\(/.test(text));
    expect(asked).toHaveLength(Object.keys(FILTERS).length);
    expect(narrowed.length).toBeGreaterThanOrEqual(16);
    expect(Object.values(before).filter((each) => (each as number[])[1]! > 0).length).toBeGreaterThan(20);
  });

  it('enroll and fill lists by the records that they lead to, and by no others', async () => {
    const flow = await story.givenFlow(
      contactFlow(inARow(delayMinutes(1440)), whenMet([isAnyOf('tier', 'gold')])),
    );
    const { matching } = (await count(allOf([isAnyOf('tier', 'gold')]))).body;
    expect(matching).toBe(132);
    statements = [];
    const started = await millrace.post(`/millrace/v1/flows/${flow}/enrollments`, { matching: true });
    await story.settle();
    const job = (await millrace.get(`/millrace/v1/flows/${flow}/enrollment-jobs/${started.body.id}`)).body;
    expect(job).toMatchObject({ status: 'COMPLETE', matching, enrolled: matching });
    expect(job.looked).toBe(job.total);
    const swept = (texts: readonly string[]) => texts.filter((text) => /is true as met/.test(text));
    expect(swept(statements)).toHaveLength(1);
    const made = await millrace.post('/crm/v3/lists', dynamicList('of ulm 5', [is('city', 'ulm 5')]));
    const { listId } = made.body.list;
    await story.settle();
    const ulm = (await count(allOf([is('city', 'ulm 5')]))).body.matching;
    expect(await membersOf(story, listId)).toHaveLength(ulm);
    // Those leave, too, that the new filters do not lead to.
    await millrace.put(`/crm/v3/lists/${listId}/update-list-filters`, {
      filterBranch: anyOf(allOf([is('city', 'bonn 2')])),
    });
    await story.settle();
    const bonn = (await count(allOf([is('city', 'bonn 2')]))).body;
    expect((await membersOf(story, listId)).slice(0, 10)).toEqual(
      bonn.sample.map((each: Body) => each.objectId),
    );
    expect(await membersOf(story, listId)).toHaveLength(bonn.matching);
  });

  it('follow every write, and are asked of all where an index is gone', async () => {
    const [one] = (await count(allOf([is('city', 'ulm 5')]))).body.sample;
    await millrace.patch(`/crm/v3/objects/contacts/${one.objectId}`, {
      properties: { city: 'Aarau', tier: ';gold' },
    });
    const found = async () => (await count(allOf([is('city', 'AARAU'), isAnyOf('tier', 'gold')]))).body;
    expect((await found()).sample).toMatchObject([{ objectId: one.objectId }]);
    const { id } = (await indexes()).find(({ property }) => property === 'city')!;
    expect((await millrace.delete(`/millrace/v1/indexes/${id}`)).status).toBe(204);
    expect((await found()).sample).toMatchObject([{ objectId: one.objectId }]);
    for (let n = 0; n < 12; n++) expect((await count(allOf([is('city', 'aarau')]))).body.matching).toBe(1);
    expect((await indexes()).find(({ property }) => property === 'city')).toMatchObject({ state: 'REMOVED' });
  });

  it('get one when counts of them miss it again and again', async () => {
    const asked = allOf([property('company', 'STRING', 'IS_EQUAL_TO', { value: 'x' })]);
    for (let n = 0; n < 9; n++) await count(asked);
    expect((await indexes()).some(({ property }) => property === 'company')).toBe(false);
    await count(asked);
    expect((await indexes()).find(({ property }) => property === 'company')).toMatchObject({
      wantedBy: 'FILTERS',
    });
  });
});
