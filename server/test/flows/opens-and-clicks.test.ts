import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  contactFlow,
  delayMinutes,
  inARow,
  sendEmail,
  setProperty,
  whenEvent,
} from '../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

const PUBLIC = 'https://mail.example.test';
const SHOP = "https://shop.example/it's?a=1&b=ü#top";

let story: Story;
beforeAll(async () => {
  story = await tellStory({ publicUrl: PUBLIC });
});
afterAll(() => story.stop());

interface Sent {
  readonly contact: string;
  readonly emailId: string;
  readonly mail: Body;
  readonly image: string;
  readonly links: readonly string[];
}

let number = 0;
async function mailed(): Promise<Sent> {
  const html = `<p><a href="https://shop.example/it&#39;s?a=1&amp;b=ü#top">Shop</a>
    <a href="https://blog.example/">Blog</a> <a href="mailto:us@engines.example">Write</a>
    <a href="{{ unsubscribe_link }}">Unsubscribe</a></p>`;
  const made = await story.millrace.post('/marketing/v3/emails', {
    name: 'News',
    subject: 'News',
    content: {
      widgets: { a: { body: { html } } },
      plainTextVersion: 'See https://shop.example/ {{ unsubscribe_link }}',
    },
  });
  const emailId = made.body.id;
  await story.millrace.post(`/marketing/v3/emails/${emailId}/publish`);
  const flowId = await story.givenFlow(contactFlow(inARow(sendEmail(emailId))));
  const contact = await story.givenContact({ email: `reader${++number}@example.test` });
  await story.enroll(flowId, contact);
  const { body } = await story.millrace.get(`/millrace/v1/mailbox?flowId=${flowId}`);
  const mail = (await story.millrace.get(`/millrace/v1/mailbox/${body.results[0].id}`)).body;
  const decoded = (text: string) => text.replaceAll('&amp;', '&').replaceAll('&#39;', "'");
  const [image = ''] = [...mail.html.matchAll(/<img src="([^"]+)"/g)].map(([, src]) => decoded(src));
  const links = [...mail.html.matchAll(/href="([^"]+)"/g)].map(([, href]) => decoded(href));
  return { contact, emailId, mail, image, links };
}

const PHONE = { 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)' };

/** Loads an address of ours as a mail program does. */
const load = (address: string, init: RequestInit = {}) => {
  expect(address.startsWith(PUBLIC)).toBe(true);
  return fetch(address.replace(PUBLIC, story.millrace.url), { redirect: 'manual', ...init });
};

async function events(contact: string, eventType: string): Promise<Body[]> {
  const path = `/events/v3/events?objectType=contact&objectId=${contact}&eventType=${eventType}`;
  return (await story.millrace.get(path)).body.results.map((each: Body) => each.properties);
}

const OPENED = '4-666440';
const CLICKED = '4-666288';

test('a mail has an image at its end and links that lead over the server; its text part is as it was', async () => {
  const { mail, image, links } = await mailed();
  expect(image).toMatch(/\/email\/open\/[\w.-]+$/);
  expect(links.map((link) => new URL(link).pathname.split('/').slice(0, 3).join('/'))).toEqual([
    '/email/click',
    '/email/click',
    'us@engines.example',
    '/email/unsubscribe',
  ]);
  expect(mail.text).toMatch(
    /^See https:\/\/shop\.example\/ https:\/\/mail\.example\.test\/email\/unsubscribe\/[\w.-]+$/,
  );
});

test('an opened mail is an event and a property; each time is one, but a mail counts once', async () => {
  const { contact, emailId, image } = await mailed();
  const first = await load(image, { headers: PHONE });
  expect([first.status, first.headers.get('content-type')]).toEqual([200, 'image/gif']);
  expect(first.headers.get('cache-control')).toContain('no-store');
  expect((await first.arrayBuffer()).byteLength).toBeGreaterThan(20);
  await load(image);
  expect(await events(contact, OPENED)).toEqual([
    { hs_email_id: emailId, hs_device_type: 'COMPUTER' },
    { hs_email_id: emailId, hs_device_type: 'MOBILE' },
  ]);
  expect(await story.properties('contacts', contact)).toMatchObject({
    hs_email_open: '1',
    hs_email_last_open_date: expect.stringMatching(/^\d{4}-/),
    hs_email_sends_since_last_engagement: '0',
  });
});

test('a click leads to where the link led, is an event with its address, and means that the mail was opened', async () => {
  const { contact, emailId, links } = await mailed();
  const answer = await load(links[0]!);
  expect([answer.status, answer.headers.get('location')]).toEqual([302, new URL(SHOP).href]);
  expect(await events(contact, CLICKED)).toEqual([
    { hs_email_id: emailId, hs_device_type: 'COMPUTER', hs_click_url: SHOP },
  ]);
  expect(await events(contact, OPENED)).toHaveLength(1);
  await load(links[1]!);
  expect(await events(contact, OPENED)).toHaveLength(1);
  expect(await story.properties('contacts', contact)).toMatchObject({
    hs_email_click: '1',
    hs_email_open: '1',
  });
  const { body } = await story.millrace.get(`/marketing/v3/emails/statistics/list?emailIds=${emailId}`);
  expect(body.aggregate.counters).toMatchObject({
    sent: 1,
    delivered: 1,
    open: 1,
    click: 1,
    unsubscribed: 0,
  });
});

test('no address but those of the mail is led to', async () => {
  const { contact, image, links } = await mailed();
  const [shop, blog] = [new URL(links[0]!), new URL(links[1]!)];
  const changed = (from: URL, to: string | null) => {
    const copy = new URL(from);
    if (to === null) copy.searchParams.delete('to');
    else copy.searchParams.set('to', to);
    return copy.href;
  };
  const wrong = [
    changed(shop, 'https://evil.example/'),
    changed(shop, blog.searchParams.get('to')),
    changed(shop, null),
    changed(shop, `${SHOP}&x`),
    links[0]!.replace('/email/click/', '/email/click/1'),
    `${image.replace('/open/', '/click/')}?to=https%3A%2F%2Fevil.example`,
  ];
  for (const address of wrong) {
    const answer = await load(address);
    expect([address, answer.status, answer.headers.get('location')]).toEqual([address, 404, null]);
  }
  expect((await load(links[0]!.replace('/click/', '/open/'))).status).toBe(404);
  expect(await events(contact, CLICKED)).toEqual([]);
  expect(await events(contact, OPENED)).toEqual([]);
});

test('machines that say so, and those who only look whether it is there, are not counted', async () => {
  const { contact, image, links } = await mailed();
  const machines: RequestInit[] = [
    { method: 'HEAD' },
    { headers: { 'sec-purpose': 'prefetch;prerender' } },
    { headers: { purpose: 'prefetch' } },
    { headers: { 'user-agent': 'Mozilla/5.0 (compatible; ExampleBot/2.1)' } },
  ];
  for (const init of machines) {
    expect((await load(image, init)).status).toBe(200);
    expect((await load(links[0]!, init)).status).toBe(302);
  }
  expect(await events(contact, OPENED)).toEqual([]);
  expect(await events(contact, CLICKED)).toEqual([]);
});

test('an account that does not want to know is not told, of mails that are out there neither', async () => {
  const before = await mailed();
  await story.millrace.patch('/millrace/v1/settings', { email: { trackOpens: false, trackClicks: false } });
  const after = await mailed();
  expect(after.image).toBe('');
  expect(after.links[1]).toBe('https://blog.example/');
  expect(after.links[3]).toContain('/email/unsubscribe/');
  expect((await load(before.image)).status).toBe(200);
  expect((await load(before.links[1]!)).headers.get('location')).toBe('https://blog.example/');
  expect(await events(before.contact, OPENED)).toEqual([]);
  await story.millrace.patch('/millrace/v1/settings', { email: { trackOpens: true, trackClicks: true } });
});

test('one link cannot fill the database, and a contact who is gone has no events', async () => {
  const { contact, image } = await mailed();
  for (let from = 0; from < 105; from += 15) await Promise.all(Array.from({ length: 15 }, () => load(image)));
  const [counted] = await story.millrace.sql`
    select count(*)::int as events from events where record_id = ${contact} and event_type_id = ${OPENED}`;
  expect(counted!['events']).toBe(100);
  const gone = await mailed();
  await story.millrace.post('/crm/v3/objects/contacts/gdpr-delete', { objectId: gone.contact });
  expect((await load(gone.image)).status).toBe(200);
  expect((await load(gone.links[0]!)).status).toBe(302);
  const [left] = await story.millrace.sql`
    select count(*)::int as events from events where record_id = ${gone.contact}`;
  expect(left!['events']).toBe(0);
});

describe('a flow', () => {
  test('is entered by an opened mail, and by a click on a certain link', async () => {
    const property = (name: string, value: string) => ({
      filterType: 'PROPERTY',
      property: name,
      operation: {
        operationType: 'STRING',
        operator: 'IS_EQUAL_TO',
        value,
        includeObjectsWithNoValueSet: false,
      },
    });
    const sent = await mailed();
    const byOpen = await story.givenFlow(
      contactFlow(
        inARow(setProperty('city', 'Opened')),
        whenEvent(OPENED, [property('hs_email_id', sent.emailId)]),
      ),
    );
    const byClick = await story.givenFlow(
      contactFlow(
        inARow(setProperty('state', 'Clicked')),
        whenEvent(CLICKED, [property('hs_click_url', 'https://blog.example/')]),
      ),
    );
    await load(sent.image);
    await load(sent.links[0]!);
    await story.settle();
    expect(await story.enrollments(byOpen)).toHaveLength(1);
    expect(await story.enrollments(byClick)).toHaveLength(0);
    await load(sent.links[1]!);
    await story.settle();
    expect(await story.enrollments(byClick)).toHaveLength(1);
    expect(await story.properties('contacts', sent.contact)).toMatchObject({
      city: 'Opened',
      state: 'Clicked',
    });
  });

  test('branches a day later on who has clicked', async () => {
    const sent = await mailed();
    const other = await mailed();
    const clickedFilter = {
      filterType: 'EMAIL_EVENT',
      operator: 'LINK_CLICKED',
      level: 'HUBSPOT_CAMPAIGN',
      emailId: sent.emailId,
      appId: '0',
      clickUrl: 'https://blog.example/',
    };
    const and = {
      filterBranchType: 'AND',
      filterBranchOperator: 'AND',
      filterBranches: [],
      filters: [clickedFilter],
    };
    const flowId = await story.givenFlow(
      contactFlow([
        { ...delayMinutes(1440), actionId: '1', connection: { edgeType: 'STANDARD', nextActionId: '2' } },
        {
          type: 'LIST_BRANCH',
          actionId: '2',
          listBranches: [
            {
              branchName: 'clicked',
              filterBranch: {
                filterBranchType: 'OR',
                filterBranchOperator: 'OR',
                filters: [],
                filterBranches: [and],
              },
              connection: { edgeType: 'STANDARD', nextActionId: '3' },
            },
          ],
          defaultBranchName: 'not',
        },
        { ...setProperty('jobtitle', 'Clicked'), actionId: '3' },
      ]),
    );
    await story.enroll(flowId, sent.contact, other.contact);
    await load(sent.links[1]!);
    await load(other.links[1]!);
    await story.pass('P1D');
    const titles = await Promise.all(
      [sent, other].map(
        async ({ contact }) => (await story.properties('contacts', contact))['jobtitle'] ?? null,
      ),
    );
    expect(titles).toEqual(['Clicked', null]);
  });
});
