import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  allOf,
  contactFlow,
  delayMinutes,
  inARow,
  manual,
  property,
  whenMet,
} from '../support/flow-bodies.ts';
import { dynamicList, givenList, membersOf } from '../support/list-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory({ logLevel: 'silent' });
});
afterAll(() => story.stop());

const LONG = 60_000;
const aDay = inARow(delayMinutes(1440));
const matches = (name: string, pattern: string) => property(name, 'REGEX', 'MATCHES_REGEX', { pattern });
const patterned = (pattern: string, more = {}) =>
  contactFlow(aDay, whenMet([matches('city', pattern)]), more);

/** Letters in no order, so that a pattern that has to remember the last thousand of them is never where it has been. */
const noise = Array.from({ length: LONG }, (_, index) => 'ab'[Math.floor(Math.sin(index) * 1e6) & 1]).join(
  '',
);
/** Each of these remembers the last hundreds of letters: over noise, every letter costs as many looks. */
const remembering = Array.from({ length: 8 }, (_, index) => matches('city', `[ab]*a[ab]{${300 + index}}c`));
const remembered = `${'a'.repeat(310)}c`;

describe('patterns over long texts', () => {
  test.each([
    ['^.*a.*b.*c$', 'ab'],
    ['[0-9]+-[0-9]+$', '7'],
    ['^(a+)+$', 'aab'],
  ])('%s is told of what was there before and of what comes', async (pattern, unit) => {
    const text = unit.repeat(LONG / unit.length);
    const before = await story.givenContact({ city: text });
    const list = await givenList(story, dynamicList(`before ${pattern}`, [matches('city', pattern)]));
    const fitting = pattern.startsWith('[') ? '7-7' : pattern.includes('c') ? 'a b c' : 'aaa';
    const after = await story.givenContact({ city: text });
    const found = await story.givenContact({ city: fitting });
    await story.settle();
    expect(await membersOf(story, list)).toEqual([found]);
    await story.change('contacts', before, { city: fitting });
    await story.change('contacts', after, { city: `${text}!` });
    expect((await membersOf(story, list)).sort()).toEqual([before, found].sort());
  });

  test.each(['(a{1000}){1000}', '((a{99}){99}){99}', 'x{3000}', '(a|b|c){0,700}'])(
    '%s is too large for a list, a flow, and its branches',
    async (pattern) => {
      const says = (path: string) => ({
        status: 400,
        body: { errors: [{ code: 'PATTERN_TOO_LARGE', in: path }] },
      });
      const list = await story.millrace.post(
        '/crm/v3/lists',
        dynamicList('large', [matches('city', pattern)]),
      );
      expect(list).toMatchObject(says('filterBranch.filterBranches[0].filters[0]'));
      expect(list.body.errors[0].message).toContain(JSON.stringify(pattern));
      const flow = await story.millrace.post('/automation/v4/flows', patterned(pattern));
      const at = 'enrollmentCriteria.listFilterBranch.filterBranches[0].filters[0].operation.pattern';
      expect(flow).toMatchObject(says(at));
      expect(flow.body.errors[0].message).toContain(JSON.stringify(pattern));
      const branch = {
        actionId: '1',
        type: 'LIST_BRANCH',
        listBranches: [{ branchName: 'x', filterBranch: allOf([matches('city', pattern)]) }],
      };
      const branching = await story.millrace.post('/automation/v4/flows', contactFlow([branch], manual));
      expect(branching).toMatchObject(
        says('actions[0].listBranches[0].filterBranch.filters[0].operation.pattern'),
      );
    },
  );

  test('a pattern for pages has the same bounds', async () => {
    const visited = (pageUrl: string) => ({
      filterType: 'PAGE_VIEW',
      operator: 'HAS_PAGEVIEW_MATCHES_REGEX',
      pageUrl,
    });
    const answer = await story.millrace.post(
      '/automation/v4/flows',
      contactFlow(aDay, whenMet([visited('('.repeat(30_000))])),
    );
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].message).toMatch(/filters\[0\]\.pageUrl: the pattern "\(+…? is too large/);
  });

  test('a flow that was saved with such a pattern is answered, saved again, and says what it cannot ask', async () => {
    const old = '(a{200}){200}';
    const flow = await story.givenFlow(patterned('was small'));
    const { millrace } = story;
    await millrace.sql`
      update flow_revisions set definition = replace(definition::text, 'was small', ${old})::json where flow_id = ${flow}`;
    await millrace.sql`update accounts set flows_version = flows_version + 1`;
    const contact = await story.givenContact({ city: 'a'.repeat(40_000) });
    await story.settle();
    const read = await millrace.get(`/automation/v4/flows/${flow}`);
    expect(JSON.stringify(read.body)).toContain(old);
    expect(await story.enrollments(flow)).toEqual([]);
    const explained = await millrace.get(`/millrace/v1/flows/${flow}/explain?objectId=${contact}`);
    expect(explained.body.criteria).toMatchObject({
      verdict: 'UNKNOWN',
      reason: expect.stringContaining('too large'),
    });
    expect(explained.body.answer).toMatch(/cannot be told whether the record meets the filters.*40000 parts/);
    await story.changeFlow(flow, (body: Body) => ({ ...body, name: 'still there' }));
    const other = await millrace.put(`/automation/v4/flows/${flow}`, {
      ...(await millrace.get(`/automation/v4/flows/${flow}`)).body,
      goalFilterBranch: allOf([matches('city', '(b{200}){200}')]),
    });
    expect(other.status).toBe(400);
    expect(other.body.errors).toMatchObject([
      { code: 'PATTERN_TOO_LARGE', in: expect.stringContaining('goal') },
    ]);
  });
});

describe('what takes too much work is set aside with its reason, and the others go on', () => {
  test('a record and a flow', async () => {
    const flow = await story.givenFlow(contactFlow(aDay, whenMet(remembering)));
    const heavy = await story.givenContact({ city: noise });
    const light = await story.givenContact({ city: remembered });
    await story.settle();
    expect((await story.enrollments(flow)).map((each) => each.objectId)).toEqual([light]);
    const explained = await story.millrace.get(`/millrace/v1/flows/${flow}/explain?objectId=${heavy}`);
    expect(explained.body.criteria.verdict).toBe('UNKNOWN');
    expect(explained.body.answer).toMatch(/takes more than \d+ operations/);
  });

  test('a record and a list that is being filled', async () => {
    await story.givenContact({ city: noise, jobtitle: 'heavy' });
    const light = await story.givenContact({ city: remembered, jobtitle: 'heavy' });
    const list = await givenList(
      story,
      dynamicList('remembering', [
        property('jobtitle', 'STRING', 'IS_EQUAL_TO', { value: 'heavy' }),
        ...remembering,
      ]),
    );
    expect(await membersOf(story, list)).toEqual([light]);
    const read = await story.millrace.get(`/crm/v3/lists/${list}`);
    expect(read.body.list).toMatchObject({ processingStatus: 'COMPLETE', size: 1 });
  });
});

test('a list of 248 filters with 400 values each over long texts is filled, and others are answered meanwhile', async () => {
  const text = 'lorem ipsum dolor '.repeat(LONG / 20);
  const ids: string[] = [];
  for (let count = 0; count < 4; count++)
    ids.push(await story.givenContact({ address: count === 2 ? `${text} value 247 399!` : text }));
  const filters = Array.from({ length: 248 }, (_, filter) =>
    property('address', 'MULTISTRING', 'CONTAINS', {
      values: Array.from({ length: 400 }, (_, value) => `value ${filter} ${value}!`),
    }),
  );
  const filterBranch = {
    filterBranchType: 'OR',
    filters: [],
    filterBranches: filters.map((each) => allOf([each])),
  };
  const made = await story.millrace.post('/crm/v3/lists', { ...dynamicList('wide', []), filterBranch });
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  const listId = made.body.list.listId;
  const answers = await Promise.all([
    story.millrace.get('/health/ready'),
    story.millrace.get(`/crm/v3/lists/${listId}`),
    story.millrace.post('/crm/v3/objects/contacts', { properties: { email: 'meanwhile@example.test' } }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 201]);
  await story.settle();
  expect(await membersOf(story, listId)).toEqual([ids[2]]);
}, 60_000);
