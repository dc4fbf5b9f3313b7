import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  allOf,
  anyOf,
  contactFlow,
  delayMinutes,
  inARow,
  is,
  manual,
  property,
  to,
  whenMet,
} from '../../support/flow-bodies.ts';
import { givenList, join, manualList } from '../../support/list-bodies.ts';
import { type Body, type Story, tellStory } from '../../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

const aDay = inARow(delayMinutes(1440));
const explain = async (flow: string, contact: string, at?: string): Promise<Body> => {
  const more = at === undefined ? '' : `&at=${encodeURIComponent(at)}`;
  return (await story.millrace.get(`/millrace/v1/flows/${flow}/explain?objectId=${contact}${more}`)).body;
};
const stage = is('lifecyclestage', 'customer');

test('says which filters keep a record out, with its values; the way with the fewest first', async () => {
  const flow = await story.givenFlow(
    contactFlow(
      aDay,
      whenMet([], {
        listFilterBranch: anyOf(allOf([stage, is('city', 'Brno')]), allOf([is('jobtitle', 'Boss')])),
      }),
    ),
  );
  const contact = await story.givenContact({ lifecyclestage: 'lead', city: 'Brno' });
  await story.settle();
  const { answer, standing, criteria, rules } = await explain(flow, contact);
  expect(standing).toBe('KEPT_OUT');
  expect(criteria.toTurn).toMatchObject({
    to: 'MET',
    isComplete: true,
    turnsAt: null,
    ways: [
      {
        sentence: 'Lifecycle Stage would have to be Customer; it is Lead',
        turns: [{ path: 'filterBranches[0].filters[0]', to: 'MET', record: null, turnsAt: null }],
        keeps: [],
      },
      { sentence: 'Job Title would have to be Boss; it has no value' },
    ],
  });
  const sentence =
    'Lifecycle Stage would have to be Customer; it is Lead, or: Job Title would have to be Boss; it has no value.';
  expect(criteria.toTurn.sentence).toBe(sentence);
  expect(answer).toBe(`It does not come in: the record does not meet the filters. ${sentence}`);
  expect(rules.find(({ rule }: Body) => rule === 'CRITERIA')).toMatchObject({
    verdict: 'FAILED',
    wouldTake: sentence,
  });
});

test('what is named is enough: the record comes in', async () => {
  const flow = await story.givenFlow(contactFlow(aDay, whenMet([stage, is('city', 'Cheb')])));
  const contact = await story.givenContact({ lifecyclestage: 'lead' });
  await story.settle();
  const [way] = (await explain(flow, contact)).criteria.toTurn.ways;
  expect(way.turns.map((turn: Body) => turn.path)).toEqual([
    'filterBranches[0].filters[0]',
    'filterBranches[0].filters[1]',
  ]);
  await story.change('contacts', contact, { lifecyclestage: 'customer', city: 'Cheb' });
  await story.settle();
  const inside = await explain(flow, contact);
  expect(inside.standing).toBe('INSIDE');
  expect(inside.criteria.toTurn).toMatchObject({
    to: 'NOT_MET',
    ways: [
      { sentence: 'Lifecycle Stage would have to no longer be Customer; it is Customer' },
      { sentence: 'City would have to no longer be Cheb; it is Cheb' },
    ],
  });
});

test('where no value is met as well, clearing the value is no way out of it', async () => {
  const orNone = property('city', 'MULTISTRING', 'IS_EQUAL_TO', {
    values: ['Kiel'],
    includeObjectsWithNoValueSet: true,
  });
  const flow = await story.givenFlow(contactFlow(aDay, whenMet([orNone])));
  const [met, unmet] = [
    await story.givenContact({ city: 'Kiel' }),
    await story.givenContact({ city: 'Bonn' }),
  ];
  await story.settle();
  const sentence = async (contact: string) => (await explain(flow, contact)).criteria.toTurn.sentence;
  expect(await sentence(met)).toBe('City would have to keep a value and no longer be Kiel; it is Kiel.');
  expect(await sentence(unmet)).toBe('City would have to be Kiel (or have no value); it is Bonn.');
  await story.change('contacts', met, { city: '' });
  await story.settle();
  expect(await sentence(met)).toBe('City would have to have a value and not be Kiel; it has no value.');
});

test('says when time alone makes it so, and it does', async () => {
  const old = {
    filterType: 'PROPERTY',
    property: 'createdate',
    operation: { operationType: 'ROLLING_DATE_RANGE', operator: 'IS_MORE_THAN_X_DAYS_AGO', numberOfDays: 2 },
  };
  const flow = await story.givenFlow(contactFlow(aDay, whenMet([old, is('city', 'Most')])));
  const contact = await story.givenContact({ city: 'Most' });
  await story.settle();
  const { criteria } = await explain(flow, contact);
  const { turnsAt, ways, sentence } = criteria.toTurn;
  expect(sentence).toMatch(/ From \d+ \w+ \d{4}, \d\d:\d\d on it will match if nothing changes\.$/);
  expect(ways[0].turns[0].turnsAt).toBe(turnsAt);
  await story.millrace.post('/millrace/v1/clock/advance', { to: turnsAt });
  await story.settle();
  expect(await explain(flow, contact)).toMatchObject({
    standing: 'INSIDE',
    enrollments: [{ enrolledAt: turnsAt }],
  });
  const before = await explain(flow, contact, new Date(Date.parse(turnsAt) - 1).toISOString());
  expect(before.criteria.toTurn.sentence).toMatch(
    /^Create Date would have had to be more than 2 days ago; it was /,
  );
});

test('says what each rule of the door would take', async () => {
  const list = await givenList(story, manualList('out'));
  const flow = await story.givenFlow(
    contactFlow(aDay, whenMet([is('city', 'Jihlava')]), {
      suppressionListIds: [Number(list)],
      goalFilterBranch: anyOf(allOf([is('jobtitle', 'Done')])),
    }),
  );
  const contact = await story.givenContact({ jobtitle: 'Done' });
  await join(story, list, contact);
  await story.change('contacts', contact, { city: 'Jihlava' });
  await story.settle();
  const { rules } = await explain(flow, contact);
  const remedies = rules.flatMap(({ rule, wouldTake }: Body) => (wouldTake ? [[rule, wouldTake]] : []));
  expect(remedies).toEqual([
    ['NOT_SUPPRESSED', 'The record has to leave the suppression list.'],
    ['GOAL_NOT_MET', 'Job Title would have to no longer be Done; it is Done.'],
  ]);
});

test('of a branch that was not taken says what would have led there', async () => {
  const branch = {
    type: 'LIST_BRANCH',
    actionId: '1',
    defaultBranch: to('2'),
    defaultBranchName: 'Others',
    listBranches: [{ branchName: 'Swiss', filterBranch: allOf([is('city', 'Bern')]), connection: to('2') }],
  };
  const flow = await story.givenFlow(contactFlow([branch, { ...delayMinutes(1), actionId: '2' }], manual));
  const contact = await story.givenContact({ city: 'Linz' });
  await story.enroll(flow, contact);
  await story.settle();
  const { id } = await story.passage(flow);
  const { decision } = (await story.millrace.get(`/millrace/v1/enrollments/${id}/steps/1/explanation`)).body;
  expect(decision.branches[0]).toMatchObject({
    taken: false,
    criteria: { toTurn: { sentence: 'City would have had to be Bern; it was Linz.' } },
  });
});

test('says it of filters that nobody has saved', async () => {
  const contact = await story.givenContact({ city: 'Graz' });
  const { status, body } = await story.millrace.post('/millrace/v1/criteria/explain', {
    objectTypeId: '0-1',
    objectId: contact,
    filterBranch: anyOf(allOf([is('city', 'Bern')])),
  });
  expect(status, JSON.stringify(body)).toBe(200);
  expect(body.criteria.toTurn.sentence).toBe('City would have to be Bern; it is Graz.');
});

test('filters that want two values of one property at once are met by nothing', async () => {
  const contact = await story.givenContact({ city: 'Graz' });
  const filterBranch = anyOf(allOf([stage, is('lifecyclestage', 'lead')]));
  const { body } = await story.millrace.post('/millrace/v1/criteria/explain', {
    objectTypeId: '0-1',
    objectId: contact,
    filterBranch,
  });
  expect(body.criteria.toTurn).toMatchObject({
    ways: [],
    isComplete: true,
    sentence: 'Nothing that can happen to the record makes it match.',
  });
});

test('tells lists, events and associated records by name', async () => {
  const list = await givenList(story, manualList('Friends'));
  const company = await story.givenRecord('companies', { name: 'Acme', city: 'Wien' });
  const contact = await story.givenContact();
  const put = `/crm/v4/objects/contacts/${contact}/associations/default/companies/${company}`;
  expect((await story.millrace.put(put)).status).toBe(200);
  const ask = async (filters: Body[], filterBranches: Body[] = []) => {
    const filterBranch = { filterBranchType: 'AND', filters, filterBranches };
    const { status, body } = await story.millrace.post('/millrace/v1/criteria/explain', {
      objectTypeId: '0-1',
      objectId: contact,
      filterBranch,
    });
    expect(status, JSON.stringify(body)).toBe(200);
    return body.criteria.toTurn;
  };
  const inList = { filterType: 'IN_LIST', listId: list, operator: 'IN_LIST' };
  expect((await ask([inList])).sentence).toBe('The contact would have to be in the list Friends.');
  const submitted = {
    filterBranchType: 'UNIFIED_EVENTS',
    eventTypeId: '4-1639801',
    operator: 'HAS_COMPLETED',
  };
  expect((await ask([], [{ ...submitted, filters: [] }])).sentence).toBe(
    'The contact would have to have submitted a form.',
  );
  const behind = {
    filterBranchType: 'ASSOCIATION',
    objectTypeId: '0-2',
    operator: 'IN_LIST',
    filters: [is('city', 'Graz')],
    associationCategory: 'HUBSPOT_DEFINED',
    associationTypeId: 279,
  };
  expect((await ask([], [behind])).ways).toMatchObject([
    {
      sentence: `Of the company ${company}: City would have to be Graz; it is Wien`,
      turns: [{ record: { objectTypeId: '0-2', id: company } }],
    },
    { turns: [{ record: null }] },
  ]);
});
