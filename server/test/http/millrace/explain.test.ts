import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  allOf,
  anyOf,
  contactFlow,
  delayMinutes,
  inARow,
  is,
  manual,
  whenEvent,
  whenMet,
} from '../../support/flow-bodies.ts';
import { givenList, join, leave, manualList } from '../../support/list-bodies.ts';
import { type Body, type Story, tellStory } from '../../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

const aDay = inARow(delayMinutes(1440));

async function explain(flow: string, objectId: string, at?: string): Promise<Body> {
  const more = at === undefined ? '' : `&at=${encodeURIComponent(at)}`;
  const answer = await story.millrace.get(`/millrace/v1/flows/${flow}/explain?objectId=${objectId}${more}`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
}

const verdicts = (body: Body) =>
  Object.fromEntries(body.rules.map((each: Body) => [each.rule, each.verdict]));

describe('why a record is in a flow or is not', () => {
  test('shows every filter with what it wants, the value there is, and the verdict', async () => {
    const flow = await story.givenFlow(
      contactFlow(aDay, whenMet([is('city', 'Brno'), is('jobtitle', 'Boss')])),
    );
    const contact = await story.givenContact({ city: 'Brno', jobtitle: 'Clerk' });
    await story.settle();
    const body = await explain(flow, contact);
    expect(body).toMatchObject({
      flowId: flow,
      objectId: contact,
      enrollmentType: 'LIST_BASED',
      answer: expect.stringMatching(
        /^It does not come in: the record does not meet the filters. Job Title would have to be Boss; it is Clerk.$/,
      ),
      enrollments: [],
      problems: [],
    });
    const [branch] = body.criteria.filterBranches;
    expect(branch.filters).toMatchObject([
      {
        property: 'city',
        operator: 'IS_EQUAL_TO',
        wanted: { values: ['Brno'] },
        value: 'Brno',
        verdict: 'MET',
      },
      { property: 'jobtitle', value: 'Clerk', verdict: 'NOT_MET', path: 'filterBranches[0].filters[1]' },
    ]);
    expect(verdicts(body)).toMatchObject({ RECORD_EXISTS: 'PASSED', FLOW_ON: 'PASSED', CRITERIA: 'FAILED' });
  });

  test('asks the rules of the door in their order', async () => {
    const list = await givenList(story, manualList('kept out'));
    const flow = await story.givenFlow(
      contactFlow(aDay, whenMet([is('city', 'Plzen')]), {
        suppressionListIds: [Number(list)],
        goalFilterBranch: anyOf(allOf([is('jobtitle', 'Done')])),
      }),
    );
    const contact = await story.givenContact({ city: 'Plzen' });
    await story.settle();
    const active = await explain(flow, contact);
    expect(active.rules.map((each: Body) => each.rule)).toEqual([
      'RECORD_EXISTS',
      'FLOW_ON',
      'CRITERIA',
      'NOT_ACTIVE',
      'RE_ENROLLMENT',
      'NOT_SUPPRESSED',
      'NOT_TO_LEAVE',
      'GOAL_NOT_MET',
    ]);
    expect(active.answer).toMatch(/^The record is inside already, since /);
    expect(active.enrollments).toMatchObject([{ outcome: 'ACTIVE' }]);
    await story.pass('P1D');
    expect((await explain(flow, contact)).answer).toContain('was inside before');
    const other = await story.givenContact({ jobtitle: 'Done' });
    await join(story, list, other);
    await story.change('contacts', other, { city: 'Plzen' });
    const refused = await explain(flow, other);
    expect(verdicts(refused)).toMatchObject({
      CRITERIA: 'PASSED',
      NOT_SUPPRESSED: 'FAILED',
      GOAL_NOT_MET: 'FAILED',
    });
    expect(refused.answer).toContain(`suppression list ${list}`);
    expect(refused.enrollments).toMatchObject([{ outcome: 'REFUSED', endReason: 'SUPPRESSED' }]);
    expect(refused.exits).toMatchObject([{ reason: 'GOAL_MET', criteria: { verdict: 'MET' } }]);
  });

  test('tells that filters were met before the flow was there, even if only just now', async () => {
    const contact = await story.givenContact({ city: 'Ostrava' });
    const flow = await story.givenFlow(contactFlow(aDay, whenMet([is('city', 'Ostrava')])));
    expect((await explain(flow, contact)).answer).toContain('enroll all that match');
  });

  test('looks into the past, by the record and the flow as they were', async () => {
    const flow = await story.givenFlow(contactFlow(aDay, whenMet([is('city', 'Zlin')])));
    const contact = await story.givenContact({ city: 'Praha' });
    await story.settle();
    await story.pass('PT1H');
    const { now: early } = (await story.millrace.get('/millrace/v1/clock')).body;
    await story.pass('PT1H');
    await story.change('contacts', contact, { city: 'Zlin' });
    await story.changeFlow(flow, (body) => ({ ...body, enrollmentCriteria: whenMet([is('city', 'Praha')]) }));
    await story.pass('PT1H');
    const then = await explain(flow, contact, early);
    expect(then).toMatchObject({
      revisionId: '1',
      at: early,
      criteria: { verdict: 'NOT_MET' },
      enrollments: [],
    });
    expect(then.criteria.filterBranches[0].filters[0]).toMatchObject({
      value: 'Praha',
      wanted: { values: ['Zlin'] },
    });
    const now = await explain(flow, contact);
    expect(now).toMatchObject({
      revisionId: '2',
      criteria: { verdict: 'NOT_MET' },
      enrollments: [{ outcome: 'ACTIVE' }],
    });
    expect(now.criteria.filterBranches[0].filters[0]).toMatchObject({
      value: 'Zlin',
      wanted: { values: ['Praha'] },
    });
    const before = await story.millrace.get(
      `/millrace/v1/flows/${flow}/explain?objectId=${contact}&at=2001-01-01T00:00:00Z`,
    );
    expect(before.status).toBe(404);
    const later = await story.millrace.get(
      `/millrace/v1/flows/${flow}/explain?objectId=${contact}&at=2999-01-01T00:00:00Z`,
    );
    expect(later.status).toBe(400);
  });

  test('explains flows that are entered by events, by hand, and those that are off', async () => {
    const contact = await story.givenContact({ city: 'Brno' });
    const gate = { refinementCriteria: anyOf(allOf([is('city', 'Olomouc')])) };
    const byEvent = await story.givenFlow(contactFlow(aDay, whenEvent('4-96000', [], gate)));
    const event = await explain(byEvent, contact);
    expect(event.answer).toContain('must hold when the event comes');
    expect(event.criteria.filterBranches[0].filters[0]).toMatchObject({ value: 'Brno', verdict: 'NOT_MET' });
    const byHand = await story.givenFlow(contactFlow(aDay, manual));
    expect((await explain(byHand, contact)).answer).toContain('by hand');
    const off = await story.givenFlow({ ...contactFlow(aDay, manual), isEnabled: false });
    expect(verdicts(await explain(off, contact))).toMatchObject({ FLOW_ON: 'FAILED' });
    expect((await explain(byHand, '987654')).answer).toContain('no such record');
    expect((await story.millrace.get('/millrace/v1/flows/987654/explain?objectId=1')).status).toBe(404);
    expect((await story.millrace.get(`/millrace/v1/flows/${byHand}/explain`)).status).toBe(400);
  });
});

test('criteria that became invalid are flagged, count as not met, and stop nobody else', async () => {
  await story.millrace.post('/crm/v3/properties/contacts', {
    name: 'fleeting',
    label: 'Fleeting',
    type: 'string',
    fieldType: 'text',
    groupName: 'contactinformation',
  });
  const list = await givenList(story, manualList('fleeting, too'));
  const broken = await story.givenFlow(contactFlow([], whenMet([is('fleeting', 'yes')])));
  const negated = await story.givenFlow(
    contactFlow(
      [],
      whenMet([{ filterType: 'IN_LIST', operator: 'NOT_IN_LIST', listId: list }, is('city', 'Telc')]),
      {
        suppressionListIds: [Number(list)],
      },
    ),
  );
  const sound = await story.givenFlow(contactFlow([], whenMet([is('city', 'Telc')])));
  await story.millrace.delete('/crm/v3/properties/contacts/fleeting');
  await story.millrace.delete(`/crm/v3/lists/${list}`);
  const contact = await story.givenContact({ city: 'Telc' });
  await story.settle();
  expect(await story.enrollments(sound)).toHaveLength(1);
  expect(await story.enrollments(broken)).toEqual([]);
  expect(await story.enrollments(negated)).toEqual([]);
  const explained = await explain(broken, contact);
  expect(explained.problems).toMatchObject([
    { code: 'UNKNOWN_PROPERTY', path: 'enrollmentCriteria.listFilterBranch.filterBranches[0].filters[0]' },
  ]);
  expect(explained.criteria.filterBranches[0].filters[0]).toMatchObject({ verdict: 'UNKNOWN' });
  const { problems, criteria } = await explain(negated, contact);
  expect(problems.map((each: Body) => each.path)).toEqual([
    'suppressionListIds',
    'enrollmentCriteria.listFilterBranch.filterBranches[0].filters[0]',
  ]);
  expect(criteria.filterBranches[0].filters[0].reason).toMatch(
    new RegExp(`: the list ${list} has been deleted, or never was made\\.$`),
  );
});

describe('why an event let a record in or did not', () => {
  const PAGE_VIEW = '4-96000';
  const viewing = () =>
    story.givenFlow(contactFlow(aDay, whenEvent(PAGE_VIEW, [is('hs_url', 'https://a.example/wanted')])));
  const views = async (objectId: string, page: string) => {
    const properties = { hs_url: `https://a.example/${page}` };
    const answer = await story.millrace.post('/events/v3/send', {
      eventName: PAGE_VIEW,
      objectId,
      properties,
    });
    expect(answer.status, JSON.stringify(answer.body)).toBe(204);
    await story.settle();
  };

  test('tells of the events that came, newest first, each with what the flow made of it', async () => {
    const contact = await story.givenContact();
    await views(contact, 'wanted');
    const flow = await viewing();
    expect((await explain(flow, contact)).events).toMatchObject([
      { verdict: 'MET', message: expect.stringContaining('before the flow was turned on') },
    ]);
    await views(contact, 'another');
    await views(contact, 'wanted');
    await views(contact, 'wanted');
    const { events, enrollments } = await explain(flow, contact);
    const { enrollmentId } = enrollments[0];
    expect(events).toMatchObject([
      { verdict: 'MET', message: expect.stringContaining('inside already'), enrollmentId: null },
      { verdict: 'MET', message: `It let the record in: enrollment ${enrollmentId}.`, enrollmentId },
      {
        eventTypeId: PAGE_VIEW,
        verdict: 'NOT_MET',
        triggers: [
          {
            verdict: 'NOT_MET',
            filters: [{ property: 'hs_url', value: 'https://a.example/another', verdict: 'NOT_MET' }],
          },
        ],
      },
      { message: expect.stringContaining('before the flow was turned on') },
    ]);
    await story.pass('P1D');
    await views(contact, 'wanted');
    expect((await explain(flow, contact)).events[0].message).toContain('lets no record come again');
  });

  test('says of a changed property what it became', async () => {
    const watching = [is('hs_name', 'city'), is('hs_value', 'Olomouc')];
    const flow = await story.givenFlow(contactFlow(aDay, whenEvent('4-655002', watching)));
    const contact = await story.givenContact({ city: 'Opava' });
    await story.change('contacts', contact, { city: 'Jihlava', jobtitle: 'Clerk' });
    await story.settle();
    const { events } = await explain(flow, contact);
    expect(events).toHaveLength(1);
    expect(events[0].triggers[0].filters).toMatchObject([
      { property: 'hs_name', value: 'city', verdict: 'MET' },
      { property: 'hs_value', value: 'Jihlava', verdict: 'NOT_MET' },
    ]);
  });

  test('tells of none when none of the kind has come', async () => {
    const flow = await viewing();
    const contact = await story.givenContact({ city: 'Most' });
    expect((await explain(flow, contact)).events).toEqual([]);
  });
});

describe('a record is named', () => {
  const url = (flow: string, query: string) => `/millrace/v1/flows/${flow}/explain?${query}`;

  test('by its address or another unique value', async () => {
    const flow = await story.givenFlow(contactFlow(aDay, whenMet([is('city', 'Brno')])));
    const contact = await story.givenContact({ email: 'named@example.com', city: 'Brno' });
    for (const query of ['objectId=Named@example.com', 'objectId=named@example.com&idProperty=email'])
      expect((await story.millrace.get(url(flow, query))).body).toMatchObject({ objectId: contact });
  });

  test.each<[string, number, string]>([
    ['objectId=nobody@example.com', 404, 'email is \\"nobody@example.com\\"'],
    ['objectId=Ada', 400, 'objectId \\"Ada\\" is not a record'],
    ['objectId=Ada&idProperty=firstname', 400, 'firstname'],
    ['', 400, 'objectId'],
  ])('%s answers %i', async (query, status, message) => {
    const flow = await story.givenFlow(contactFlow(aDay, whenMet([is('city', 'Brno')])));
    const answer = await story.millrace.get(url(flow, query));
    expect([answer.status, JSON.stringify(answer.body)]).toEqual([status, expect.stringContaining(message)]);
  });
});

test('who was kept out when it came, and would be let in by now, is told so', async () => {
  const list = await givenList(story, manualList('for a while'));
  const flow = await story.givenFlow(
    contactFlow(aDay, whenMet([is('city', 'Lund')]), { suppressionListIds: [Number(list)] }),
  );
  const contact = await story.givenContact();
  await join(story, list, contact);
  await story.change('contacts', contact, { city: 'Lund' });
  await story.settle();
  await leave(story, list, contact);
  expect(await explain(flow, contact)).toMatchObject({
    standing: 'MAY_COME',
    answer: expect.stringMatching(
      /^It meets the filters but is not inside: it came at .+ and was kept out, SUPPRESSED; /,
    ),
    enrollments: [{ outcome: 'REFUSED' }],
  });
});

describe('after a merge', () => {
  const whereIsBern = anyOf(allOf([is('city', 'Bern')]));
  async function givenMerged(name: string) {
    const flow = await story.givenFlow(contactFlow(aDay, whenMet([], { listFilterBranch: whereIsBern })));
    const [outside, inside] = [
      await story.givenContact({ city: name }),
      await story.givenContact({ city: 'Bern' }),
    ];
    await story.settle();
    const before = (await story.millrace.get('/millrace/v1/clock')).body.now as string;
    await story.pass('PT1M');
    const { body } = await story.millrace.post('/crm/v3/objects/contacts/merge', {
      primaryObjectId: outside,
      objectIdToMerge: inside,
    });
    await story.settle();
    const merged = (await story.millrace.get('/millrace/v1/clock')).body.now as string;
    await story.pass('PT1M');
    return { flow, outside, inside, survivor: body.id as string, before, merged };
  }

  test('each record is told of as it was before', async () => {
    const { flow, outside, inside, survivor, before } = await givenMerged('Ulm');
    expect(await explain(flow, outside, before)).toMatchObject({ standing: 'KEPT_OUT', enrollments: [] });
    expect(await explain(flow, inside, before)).toMatchObject({
      standing: 'INSIDE',
      enrollments: [{ outcome: 'ACTIVE' }],
    });
    const notYet = await explain(flow, survivor, before);
    expect(notYet).toMatchObject({ standing: 'KEPT_OUT', enrollments: [] });
    expect(verdicts(notYet)).toMatchObject({ RECORD_EXISTS: 'FAILED', CRITERIA: 'NOT_ASKED' });
  });

  test('each id means the survivor since then, whose passages are those of both', async () => {
    const { flow, outside, inside, survivor, merged } = await givenMerged('Trier');
    for (const at of [merged, undefined])
      for (const id of [outside, inside, survivor]) {
        const body = await explain(flow, id, at);
        expect(body.enrollments, `${id} at ${at}`).toMatchObject([{ outcome: 'ENDED', endReason: 'MERGED' }]);
        expect(body.criteria.filterBranches[0].filters[0]).toMatchObject({ value: 'Trier' });
      }
  });

  test('filters that nobody has saved are asked of the same record', async () => {
    const { outside, inside, before, merged } = await givenMerged('Metz');
    const cityOf = async (objectId: string, at: string) => {
      const asked = { objectTypeId: '0-1', objectId, at, filterBranch: whereIsBern };
      const { body } = await story.millrace.post('/millrace/v1/criteria/explain', asked);
      return body.criteria.filterBranches[0].filters[0].value;
    };
    expect(await cityOf(inside, before)).toBe('Bern');
    expect(await cityOf(inside, merged)).toBe('Metz');
    expect(await cityOf(outside, merged)).toBe('Metz');
  });
});
