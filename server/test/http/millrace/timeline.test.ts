import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  contactFlow,
  delayMinutes,
  inARow,
  manual,
  sendEmail,
  setProperty,
} from '../../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../../support/story.ts';

let story: Story;
let flow: string;
let ada: string;

beforeAll(async () => {
  story = await tellStory();
  const { post } = story.millrace;
  const email = await post('/marketing/v3/emails', {
    name: 'Welcome',
    subject: 'Welcome aboard',
    from: { fromName: 'Team', replyTo: 'team@example.test' },
    content: { widgets: { body: { body: { html: '<p>Welcome</p>' } } } },
  });
  await post(`/marketing/v3/emails/${email.body.id}/publish`);
  const actions = inARow(setProperty('jobtitle', 'Guest'), delayMinutes(60), sendEmail(email.body.id));
  flow = await story.givenFlow(contactFlow(actions, manual, { name: 'Greet' }));
  ada = await story.givenContact({ email: 'ada@engines.test', firstname: 'Ada' });
  await story.pass('PT1M');
  await post('/events/v3/send', {
    eventName: 'e_visited_page',
    email: 'ada@engines.test',
    properties: {},
  });
  await story.enroll(flow, ada);
  await story.pass('PT2H');
  await story.change('contacts', ada, { firstname: 'Augusta' });
});
afterAll(() => story?.stop());

async function timeline(query = '', id = ada, token = story.millrace.token): Promise<Body> {
  const headers = { authorization: `Bearer ${token}` };
  const path = `/millrace/v1/records/contacts/${id}/timeline${query}`;
  const { status, body } = await story.millrace.call('GET', path, undefined, headers);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

/** An entry in a word. */
function told(entry: Body): string {
  switch (entry.kind) {
    case 'CHANGE':
      return `${entry.change} ${entry.source.type} ${entry.properties.map((each: Body) => each.name).filter((name: string) => ['jobtitle', 'firstname'].includes(name))}`.trim();
    case 'ENROLLMENT':
      return entry.event;
    case 'STEP':
      return `STEP ${entry.step.actionId}`;
    default:
      return entry.kind;
  }
}

test('all that happened, the latest first, with who did it', async () => {
  const { results, paging } = await timeline('?kinds=CHANGE,MAIL,ENROLLMENT,STEP');
  expect(paging).toBeUndefined();
  const [changed] = results;
  expect(told(changed)).toBe('UPDATED API firstname');
  expect(changed.properties).toContainEqual({ name: 'firstname', before: 'Ada', after: 'Augusta' });
  expect(results.map(told)).toEqual(
    expect.arrayContaining([
      'CREATED API firstname',
      'ENROLLED',
      'ENDED',
      'MAIL',
      'STEP 1',
      'STEP 2',
      'STEP 3',
    ]),
  );
  const byFlow = results.find((each: Body) => told(each) === 'UPDATED FLOW jobtitle');
  const entered = results.find(({ event }: Body) => event === 'ENROLLED');
  expect(byFlow.source).toEqual({
    type: 'FLOW',
    id: flow,
    name: 'Greet',
    enrollmentId: entered.enrollmentId,
    actionId: '1',
  });
  const mail = results.find(({ kind }: Body) => kind === 'MAIL');
  expect(mail).toMatchObject({
    to: 'ada@engines.test',
    subject: 'Welcome aboard',
    flowId: flow,
    actionId: '3',
  });
  const instants = results.map(({ at }: Body) => at);
  expect(instants).toEqual(instants.toSorted().toReversed());
  expect(results.at(-1).change).toBe('CREATED');
});

test('steps are told only where they are asked for; kinds and times narrow it down', async () => {
  const all = (await timeline()).results;
  expect(all.some(({ kind }: Body) => kind === 'STEP')).toBe(false);
  const events = (await timeline('?kinds=EVENT')).results;
  expect(events.map(({ eventTypeId }: Body) => eventTypeId)).toContain('4-96000');
  expect(events.every(({ kind }: Body) => kind === 'EVENT')).toBe(true);
  const ended = all.find(({ event }: Body) => event === 'ENDED');
  const since = (await timeline(`?from=${ended.at}`)).results;
  expect(since).toEqual(all.filter(({ at }: Body) => at >= ended.at));
  const before = (await timeline(`?to=${ended.at}`)).results;
  expect(before).toEqual(all.filter(({ at }: Body) => at < ended.at));
});

test.each([1, 2, 3])(
  'pages of %i follow one another without a gap, though much happens at one instant',
  async (limit) => {
    const kinds = 'kinds=CHANGE,EVENT,MAIL,ENROLLMENT,STEP';
    const whole = (await timeline(`?${kinds}`)).results;
    const found: Body[] = [];
    let after = '';
    do {
      const { results, paging } = await timeline(`?${kinds}&limit=${limit}${after}`);
      expect(results.length).toBeLessThanOrEqual(limit);
      found.push(...results);
      after = paging ? `&after=${paging.next.after}` : '';
    } while (after !== '');
    expect(found).toEqual(whole);
  },
);

test('the oldest first is the same the other way round, in pages too', async () => {
  const kinds = 'kinds=CHANGE,EVENT,MAIL,ENROLLMENT,STEP';
  const down = (await timeline(`?${kinds}`)).results;
  const up = (await timeline(`?${kinds}&order=ASCENDING`)).results;
  expect(up).toEqual(down.toReversed());
  const found: Body[] = [];
  let after = '';
  do {
    const { results, paging } = await timeline(`?${kinds}&order=ASCENDING&limit=2${after}`);
    found.push(...results);
    after = paging ? `&after=${paging.next.after}` : '';
  } while (after !== '');
  expect(found).toEqual(up);
  const { paging } = await timeline(`?${kinds}&limit=2`);
  const path = `/millrace/v1/records/contacts/${ada}/timeline?order=ASCENDING&after=${paging.next.after}`;
  const other = await story.millrace.get(path);
  expect([other.status, other.body.message]).toEqual([400, expect.stringContaining('the other order')]);
});

test('whoever turns the pages finds each entry once, whatever is written meanwhile', async () => {
  const tom = await story.givenContact({ firstname: 'Tom' });
  for (let round = 0; round < 5; round++) {
    await story.change('contacts', tom, { jobtitle: `job ${round}` });
    await story.millrace.post('/events/v3/send', {
      eventName: 'e_visited_page',
      objectId: tom,
      properties: {},
    });
    await story.pass('PT1M');
  }
  await story.enroll(flow, tom);
  await story.pass('PT2H');
  const kinds = 'kinds=CHANGE,EVENT,MAIL,ENROLLMENT,STEP';
  for (const order of ['DESCENDING', 'ASCENDING']) {
    const before = (await timeline(`?${kinds}&order=${order}`, tom)).results.map(({ id }: Body) => id);
    const found: string[] = [];
    let after = '';
    for (let turned = 0; turned === 0 || after !== ''; turned++) {
      const { results, paging } = await timeline(`?${kinds}&order=${order}&limit=3${after}`, tom);
      found.push(...results.map(({ id }: Body) => id));
      after = paging ? `&after=${paging.next.after}` : '';
      if (turned > 3) continue;
      // Every kind gets something new while the pages are turned, at the clock's instant and later.
      await story.change('contacts', tom, { jobtitle: `${order} ${turned}` });
      await story.millrace.post('/events/v3/send', {
        eventName: 'e_visited_page',
        objectId: tom,
        properties: {},
      });
      await story.millrace.post(`/millrace/v1/flows/${flow}/enrollments`, {
        objectIds: [tom],
        reEnroll: true,
      });
      await story.pass('PT2H');
    }
    expect(new Set(found).size).toBe(found.length);
    const isNew = (id: string) => !before.includes(id);
    if (order === 'DESCENDING') expect(found).toEqual(before);
    else expect(found.filter((id) => !isNew(id))).toEqual(before);
  }
});

test('a record that was archived is told of still, one that was erased is not', async () => {
  const eve = await story.givenContact({ firstname: 'Eve' });
  await story.millrace.delete(`/crm/v3/objects/contacts/${eve}`);
  expect((await timeline('', eve)).results.map(told).slice(0, 1)).toEqual(['ARCHIVED API']);
  await story.millrace.post('/crm/v3/objects/contacts/gdpr-delete', { objectId: eve });
  const gone = await story.millrace.get(`/millrace/v1/records/contacts/${eve}/timeline`);
  expect([gone.status, gone.body.message]).toEqual([404, expect.stringContaining(eve)]);
});

test('a merged record goes on under its new id, with what each of the two was before', async () => {
  const [one, two] = [
    await story.givenContact({ firstname: 'One', jobtitle: 'first' }),
    await story.givenContact({ firstname: 'Two', jobtitle: 'second' }),
  ];
  await story.enroll(flow, two);
  const merged = await story.millrace.post('/crm/v3/objects/contacts/merge', {
    primaryObjectId: one,
    objectIdToMerge: two,
  });
  await story.settle();
  const found = (await timeline('', two)).results;
  expect(found).toEqual((await timeline('', merged.body.id)).results);
  const values = found.flatMap(({ properties = [] }: Body) =>
    Array.isArray(properties) ? properties.filter(({ name }) => name === 'firstname') : [],
  );
  expect(values.map(({ after }: Body) => after)).toEqual(expect.arrayContaining(['One', 'Two']));
  const intoOne = found.filter(({ change }: Body) => change === 'MERGED');
  expect(intoOne.map(({ objectId }: Body) => objectId).toSorted()).toEqual([one, two].toSorted());
  expect(found.filter(({ kind }: Body) => kind === 'ENROLLMENT').length).toBeGreaterThan(0);
});

test('values and flows that are closed to the caller are left out', async () => {
  const { millrace } = story;
  await millrace.post('/crm/v3/properties/contacts', {
    name: 'diagnosis',
    label: 'Diagnosis',
    type: 'string',
    fieldType: 'text',
    groupName: 'contactinformation',
    dataSensitivity: 'sensitive',
  });
  await story.change('contacts', ada, { diagnosis: 'fine', jobtitle: 'Countess' });
  const [whole] = (await timeline('?kinds=CHANGE')).results;
  expect(whole.properties).toContainEqual({ name: 'diagnosis', before: null, after: 'fine' });
  const reader = await millrace.post('/millrace/v1/tokens', {
    name: 'reader',
    scopes: ['automation', 'crm.objects.contacts.read'],
  });
  const [seen] = (await timeline('?kinds=CHANGE', ada, reader.body.token)).results;
  expect(seen.properties.map(({ name }: Body) => name)).toContain('jobtitle');
  expect(JSON.stringify(await timeline('', ada, reader.body.token))).not.toContain('diagnosis');
});

test('bad questions, and records that there are not', async () => {
  const get = (path: string) => story.millrace.get(`/millrace/v1/records/${path}`);
  expect((await get('contacts/99999999/timeline')).status).toBe(404);
  expect((await get('contacts/ada/timeline')).status).toBe(404);
  expect((await get('unicorns/1/timeline')).status).toBe(400);
  const kinds = await get(`contacts/${ada}/timeline?kinds=CHANGE,GOSSIP`);
  expect([kinds.status, kinds.body.message]).toEqual([400, expect.stringContaining('"GOSSIP"')]);
  for (const [query, member, value] of [
    ['after=5', 'after', '"5"'],
    ['after=d5_9.x', 'after', '"d5_9.x"'],
    ['limit=0', 'limit', '"0"'],
    ['limit=101', 'limit', '"101"'],
    ['order=SIDEWAYS', 'order', '"SIDEWAYS"'],
    ['from=yesterday', 'from', '"yesterday"'],
    ['kinds=', 'kinds', '""'],
  ] as const) {
    const { status, body } = await get(`contacts/${ada}/timeline?${query}`);
    expect([query, status, body.message]).toEqual([query, 400, expect.stringContaining(member)]);
    expect(body.message, query).toContain(value);
  }
  const made = await story.millrace.post('/millrace/v1/tokens', {
    name: 'deals',
    scopes: ['automation', 'crm.objects.deals.read'],
  });
  const closed = await story.millrace.call(
    'GET',
    `/millrace/v1/records/contacts/${ada}/timeline`,
    undefined,
    {
      authorization: `Bearer ${made.body.token}`,
    },
  );
  expect(closed.status).toBe(403);
});
