import { EVENT_TYPES } from '@millrace/core/criteria';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contactFlow, inARow, sendEmail } from '../../support/flow-bodies.ts';
import { type Story, tellStory } from '../../support/story.ts';

const STATISTICS = '/marketing/v3/emails/statistics';

let story: Story;
let news: string;
let offers: string;
let times: { readonly before: string; readonly between: string; readonly after: string };
beforeAll(async () => {
  story = await tellStory();
  news = await givenEmail('News');
  offers = await givenEmail('Offers');
  const [ada = '', grace = '', joan = ''] = [
    await story.givenContact(),
    await story.givenContact(),
    await story.givenContact(),
  ];
  const before = await now();
  await send(news, ada, grace, joan);
  await story.pass('PT1H');
  await happened(EVENT_TYPES.EMAIL_OPENED, ada, news, { hs_device_type: 'MOBILE' });
  await happened(EVENT_TYPES.EMAIL_OPENED, ada, news, { hs_device_type: 'COMPUTER' });
  await happened(EVENT_TYPES.EMAIL_OPENED, grace, news);
  await happened(EVENT_TYPES.EMAIL_OPENED, grace, '999');
  await happened(EVENT_TYPES.EMAIL_LINK_CLICKED, ada, news);
  await happened(EVENT_TYPES.EMAIL_BOUNCED, joan, news);
  await story.pass('P1D');
  const between = await now();
  await send(news, ada);
  await send(offers, ada);
  await story.pass('PT1H');
  await happened(EVENT_TYPES.EMAIL_OPENED, ada, offers);
  times = { before, between, after: await now() };
});
afterAll(() => story.stop());

async function givenEmail(name: string): Promise<string> {
  const content = { plainTextVersion: 'x' };
  const { body } = await story.millrace.post('/marketing/v3/emails', { name, subject: name, content });
  await story.millrace.post(`/marketing/v3/emails/${body.id}/publish`);
  return body.id;
}

async function send(emailId: string, ...contacts: string[]) {
  await story.enroll(await story.givenFlow(contactFlow(inARow(sendEmail(emailId)))), ...contacts);
}

async function happened(eventTypeId: string, id: string, emailId: string, more: Record<string, string> = {}) {
  await story.millrace.services.store.write(story.millrace.accountId, async (unit) => {
    const { now: at } = unit.account;
    const properties = { hs_email_id: emailId, ...more };
    const event = { ref: { objectTypeId: '0-1', id }, eventTypeId, properties, occurredAt: at };
    unit.world.happened(event, { at, source: { type: 'API' }, depth: 0 });
  });
}

const now = async (): Promise<string> => (await story.millrace.get('/millrace/v1/clock')).body.now;

async function ask(path: string, query: Record<string, string | readonly string[]> = {}) {
  const params = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) =>
      [value].flat().map((each): [string, string] => [name, each]),
    ),
  );
  return story.millrace.get(`${STATISTICS}/${path}?${params}`);
}

describe('list', () => {
  test('every mail counts once for each thing that its recipient did with it', async () => {
    const { body } = await ask('list', { startTimestamp: times.before, endTimestamp: times.between });
    expect(body.emails).toEqual([Number(news)]);
    expect(body.aggregate).toMatchObject({
      counters: {
        selected: 3,
        sent: 3,
        delivered: 2,
        open: 2,
        click: 1,
        bounce: 1,
        hardbounced: 1,
        softbounced: 0,
        unsubscribed: 0,
        contactslost: 1,
      },
      deviceBreakdown: {
        open_device_type: { computer: 0, mobile: 1, unknown: 1 },
        click_device_type: { computer: 0, mobile: 0, unknown: 1 },
      },
      ratios: {
        deliveredratio: 66.667,
        openratio: 100,
        clickratio: 50,
        clickthroughratio: 50,
        bounceratio: 33.333,
        notsentratio: 0,
      },
    });
    expect(body.campaignAggregations).toEqual({ [news]: body.aggregate });
  });

  test('what came of the first of two mails does not count for the second, nor for another email', async () => {
    const { body } = await ask('list', { startTimestamp: times.between });
    expect(body.emails).toEqual([Number(news), Number(offers)]);
    expect(body.campaignAggregations[news].counters).toMatchObject({ sent: 1, open: 0, click: 0 });
    expect(body.campaignAggregations[offers].counters).toMatchObject({ sent: 1, open: 1 });
  });

  test.each([
    ['repeated', () => [news, offers]],
    ['in one', () => `${news},${offers}`],
  ])('only the emails that are named, %s', async (_how, ids) => {
    expect((await ask('list', { emailIds: ids() })).body.emails).toEqual([Number(news), Number(offers)]);
    expect((await ask('list', { emailIds: offers })).body.aggregate.counters.sent).toBe(1);
  });

  test('of nothing there is nothing', async () => {
    const { body } = await ask('list', { startTimestamp: times.after });
    expect(body).toMatchObject({ emails: [], campaignAggregations: {} });
    expect(body.aggregate).toMatchObject({ counters: { sent: 0 }, ratios: { openratio: 0 } });
  });
});

test('histogram: all periods of the stretch, the empty ones too', async () => {
  const { body } = await ask('histogram', { startTimestamp: times.before, interval: 'HOUR' });
  expect(body.total).toBe(body.results.length);
  const sent = body.results.map((each: Interval) => each.aggregations.counters.sent);
  expect(sent.filter((count: number) => count > 0)).toEqual([3, 2]);
  expect(sent).toContain(0);
  const [first, ...others] = body.results as Interval[];
  expect(first?.interval.start).toBe(times.before);
  expect(others.map(({ interval }) => interval.start)).toEqual(
    body.results.slice(0, -1).map((each: Interval) => each.interval.end),
  );
  const whole = await ask('histogram', { interval: 'YEAR', endTimestamp: times.after });
  const total = whole.body.results.reduce(
    (sum: number, each: Interval) => sum + each.aggregations.counters.sent,
    0,
  );
  expect(total).toBe(5);
});

interface Interval {
  readonly interval: { readonly start: string; readonly end: string };
  readonly aggregations: { readonly counters: { readonly sent: number } };
}

describe('times', () => {
  /** What a JavaScript client sends that puts a Date into a URL. */
  const dateText = (at: string, offset = '+0000') =>
    `${new Date(at).toUTCString().replace(/^(\w{3}), (\d{2}) (\w{3}) (\d{4}) (\S+) GMT$/, '$1 $3 $2 $4 $5')} GMT${offset} (Coordinated Universal Time)`;

  test('the text of a JavaScript Date', async () => {
    const query = { startTimestamp: dateText(times.before), endTimestamp: dateText(times.between) };
    expect((await ask('list', query)).body.aggregate.counters.sent).toBe(3);
    expect((await ask('list', { startTimestamp: dateText(times.after, '-0800') })).body.emails).toEqual([]);
  });

  test.each([
    'Thu Nov 26 2026 16:00:00 GMT 0000 (Coordinated Universal Time)',
    'Thu Nov 26 2026 16:00:00 GMT+0100',
    '2026-11-26T16:00:00 00:00',
    '2026-11-26T16:00:00.123456+00:00',
    '1795708800000',
  ])('%s is read', async (startTimestamp) => {
    expect((await ask('list', { startTimestamp })).status).toBe(200);
  });

  test.each([
    ['startTimestamp', 'yesterday'],
    ['endTimestamp', 'Thu Feb 30 2026 16:00:00 GMT+0000 (Coordinated Universal Time)'],
    ['startTimestamp', 'Thu Foo 26 2026 16:00:00 GMT+0000'],
    ['interval', 'DECADE'],
    ['emailIds', 'x'],
    ['emailIds', '7,,8x'],
  ])('%s %s is refused by name', async (name, value) => {
    const answer = await ask('histogram', { [name]: value });
    expect([answer.status, answer.body.category]).toEqual([400, 'VALIDATION_ERROR']);
    expect(answer.body.errors[0].message).toContain(name);
    expect(answer.body.errors[0].message).toContain(value === '7,,8x' ? '""' : value);
  });

  test('an end before the start, and more periods than can be answered', async () => {
    const turned = await ask('list', { startTimestamp: times.after, endTimestamp: times.before });
    expect(turned.body.errors[0]).toMatchObject({ code: 'INVALID_DATE_RANGE' });
    const many = await ask('histogram', { startTimestamp: '2020-01-01T00:00:00Z', interval: 'SECOND' });
    expect([many.status, many.body.errors[0].code]).toEqual([400, 'TOO_MANY_INTERVALS']);
  });
});

test('under the dated path, with the scope of content', async () => {
  const dated = await story.millrace.get(`/marketing/emails/2026-03/statistics/list?emailIds=${offers}`);
  expect(dated.body.emails).toEqual([Number(offers)]);
  const made = await story.millrace.post('/millrace/v1/tokens', { name: 'lesser', scopes: ['automation'] });
  const headers = { authorization: `Bearer ${made.body.token}` };
  for (const path of ['list', 'histogram'])
    expect((await story.millrace.call('GET', `${STATISTICS}/${path}`, undefined, headers)).status).toBe(403);
});
