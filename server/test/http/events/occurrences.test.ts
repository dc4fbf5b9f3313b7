import { Client } from '@hubspot/api-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Story, tellStory } from '../../support/story.ts';

let story: Story;
let ordered: string;
let adaId: string;
let company: string;
beforeAll(async () => {
  story = await tellStory({ role: 'api' });
  const { millrace } = story;
  const define = (label: string, primaryObject: string) =>
    millrace.post('/events/v3/event-definitions', {
      label,
      primaryObject,
      propertyDefinitions: [{ name: 'total', label: 'Total', type: 'number' }],
    });
  ordered = (await define('Ordered', 'contact')).body.fullyQualifiedName;
  const visited = (await define('Visited us', 'company')).body.fullyQualifiedName;
  adaId = await story.givenContact({ email: 'ada@example.com', city: 'Delft' });
  await story.givenContact({ email: 'bo@example.com' });
  company = (await millrace.post('/crm/v3/objects/companies', { properties: { name: 'Acme' } })).body.id;
  const order = (email: string, occurredAt: string, total: number) => ({
    eventName: ordered,
    email,
    occurredAt,
    properties: { total },
  });
  const sent = await millrace.post('/events/v3/send/batch', {
    inputs: [
      order('ada@example.com', '2026-01-02T00:00:00Z', 2),
      order('ada@example.com', '2026-01-01T00:00:00Z', 1),
      order('bo@example.com', '2026-01-03T00:00:00Z', 3),
      order('ada@example.com', '2026-01-03T00:00:00Z', 4),
      {
        eventName: 'e_visited_page',
        email: 'ada@example.com',
        occurredAt: '2026-01-04T00:00:00Z',
        properties: { hs_url: 'https://example.com/' },
      },
      { eventName: visited, objectId: company, occurredAt: '2026-01-05T00:00:00Z', properties: { total: 5 } },
    ],
  });
  expect(sent.status).toBe(204);
});
afterAll(() => story.stop());

async function events(query: string) {
  const { status, body } = await story.millrace.get(`/events/v3/events?${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

/** The totals of the events on a page; a page view has none. */
async function totals(query: string): Promise<(string | undefined)[]> {
  const { results } = await events(query);
  return results.map(({ properties }: { properties: Record<string, string> }) => properties['total']);
}

describe('the events of a record', () => {
  it('are told with whose, what and when, the latest first', async () => {
    const { results, paging } = await events(`objectType=contact&objectId=${adaId}&limit=4`);
    expect(paging).toBeUndefined();
    expect(results[0]).toEqual({
      objectType: 'CONTACT',
      objectId: adaId,
      eventType: 'e_visited_page',
      occurredAt: '2026-01-04T00:00:00.000Z',
      id: expect.stringMatching(/^\d+-\d+$/),
      properties: { hs_url: 'https://example.com/' },
    });
    expect(results.slice(1)).toMatchObject([
      { eventType: ordered, properties: { total: '4' } },
      { eventType: ordered, properties: { total: '2' } },
      { eventType: ordered, properties: { total: '1' } },
    ]);
  });

  it('are found by what the record has', async () => {
    const [ada, where] = ['objectType=contact', `eventType=${ordered}&sort=ASCENDING`];
    expect(await totals(`${ada}&objectProperty.email=ADA@example.com&${where}`)).toEqual(['1', '2', '4']);
    expect(await totals(`${ada}&objectProperty.hs_object_id=${adaId}&${where}`)).toEqual(['1', '2', '4']);
    const both = `${ada}&objectProperty.email=ada@example.com&objectProperty.city=`;
    expect(await totals(`${both}Delft&${where}`)).toEqual(['1', '2', '4']);
    expect(await totals(`${both}Leiden&${where}`)).toEqual([]);
    expect(await totals(`${ada}&objectProperty.email=nobody@example.com`)).toEqual([]);
    expect(await totals(`${ada}&objectId=999999999`)).toEqual([]);
  });

  it('are those of the ones that were merged into it', async () => {
    const old = await story.givenContact({ email: 'old@example.com' });
    await story.millrace.post('/events/v3/send', {
      eventName: ordered,
      objectId: old,
      properties: { total: 9 },
    });
    const heir = await story.givenContact({ email: 'heir@example.com' });
    const merged = await story.millrace.post('/crm/v3/objects/contacts/merge', {
      primaryObjectId: heir,
      objectIdToMerge: old,
    });
    for (const id of [old, heir, merged.body.id]) {
      const { results } = await events(`objectType=contacts&objectId=${id}`);
      expect(results).toMatchObject([{ objectId: merged.body.id, properties: { total: '9' } }]);
    }
  });
});

describe('the events of all records', () => {
  const until = 'occurredBefore=2026-01-31T00:00:00Z';

  it('come by type, time, value and id', async () => {
    expect(await totals(`${until}&sort=occurredAt`)).toEqual(['1', '2', '3', '4', undefined, '5']);
    expect(await totals(`${until}&objectType=0-2`)).toEqual(['5']);
    expect(await totals(`${until}&eventType=4-96000`)).toEqual([undefined]);
    const between = 'occurredAfter=2026-01-01T00:00:00Z&occurredBefore=1767398400000';
    expect(await totals(between)).toEqual(['2']);
    expect(await totals(`${until}&property.total=3&property.total=5`)).toEqual(['5', '3']);
    expect(await totals(`${until}&property.total=3&property.hs_url=x`)).toEqual([]);
    const { results } = await events(`${until}&eventType=${ordered}&properties=nothing`);
    expect(results[0].properties).toEqual({});
    const ids = results.map(({ id }: { id: string }) => id);
    expect(await totals(`id=${ids[0]}&id=${ids[3]},5-5`)).toEqual(['4', '1']);
    expect(await totals(`objectType=contact&objectId=${adaId}&id=${ids[1]}&id=${ids[2]}`)).toEqual(['2']);
  });

  it.each(['ASCENDING', 'DESCENDING'])('are paged in either direction, %s', async (sort) => {
    const all = (await events(`${until}&sort=${sort}`)).results;
    for (const query of [until, `${until}&objectType=contact&objectId=${adaId}`]) {
      const whole = (await events(`${query}&sort=${sort}`)).results;
      const seen: unknown[] = [];
      let page = await events(`${query}&sort=${sort}&limit=2`);
      const first = page;
      expect(page.paging.prev).toBeUndefined();
      for (;;) {
        seen.push(...page.results);
        if (!page.paging?.next) break;
        expect(page.paging.next.link).toContain(`after=${page.paging.next.after}`);
        const link = new URL(page.paging.next.link);
        page = (await story.millrace.get(link.pathname + link.search)).body;
      }
      expect(seen).toEqual(whole);
      while (page.paging.prev) {
        const link = new URL(page.paging.prev.link);
        page = (await story.millrace.get(link.pathname + link.search)).body;
      }
      expect(page.results).toEqual(first.results);
    }
    expect(all).toHaveLength(6);
  });

  it('are those that the caller may read', async () => {
    const call = await callerWith(['crm.objects.companies.read']);
    const { body } = await call('');
    expect(body.results).toMatchObject([{ objectType: 'COMPANY', objectId: company }]);
    expect((await call('?objectType=company')).body.results).toHaveLength(1);
    for (const query of ['?objectType=contact', `?objectType=contact&objectId=${adaId}`]) {
      const refused = await call(query);
      expect([refused.status, refused.body.category]).toEqual([403, 'MISSING_SCOPES']);
      expect(refused.body.message).toContain('crm.objects.contacts.read');
    }
    const types = await call('/event-types');
    expect(types.body.eventTypes).toEqual([expect.stringMatching(/^pe\d+_visited_us$/)]);
    expect((await (await callerWith(['content']))('')).status).toBe(403);
  });
});

async function callerWith(scopes: readonly string[]) {
  const made = await story.millrace.post('/millrace/v1/tokens', { name: 'caller', scopes });
  const authorization = `Bearer ${made.body.token}`;
  return (rest: string) =>
    story.millrace.call('GET', `/events/v3/events${rest}`, undefined, { authorization });
}

describe('what is not right', () => {
  it.each([
    ['objectId=1', 'objectType', 'objectType must say'],
    ['objectProperty.email=a@example.com', 'objectType', 'objectType must say'],
    ['objectType=unicorns', '', 'unicorns'],
    ['objectType=contact&objectId=x', 'objectId', '"x"'],
    [
      'objectType=contact&objectProperty.city=Delft',
      'objectProperty.city',
      'does not tell contact records apart',
    ],
    ['objectType=contact&objectProperty.shoe=1', 'objectProperty.shoe', '"shoe"'],
    ['objectType=contact&objectProperty.email=a&objectProperty.email=b', 'objectProperty.email', 'one value'],
    ['eventType=e_flew', 'eventType', '"e_flew"'],
    ['occurredAfter=soon', 'occurredAfter', '"soon"'],
    ['id=7', 'id', '"7"'],
    ['id=-99999999999999999-1', 'id', '-99999999999999999-1'],
    ['after=never', 'after', '"never"'],
    ['sort=total', 'sort', '"total"'],
    ['limit=0', 'limit', '0'],
    [`id=${'5-5,'.repeat(100)}5-5`, 'id', '100 events'],
    ['limit=251', 'limit', '251'],
    [`property.total=${'x'.repeat(1_001)}`, 'property.total', '1000'],
  ])('is said by its name, %#', async (query, member, words) => {
    const { status, body } = await story.millrace.get(`/events/v3/events?${query}`);
    expect([status, body.category]).toEqual([400, 'VALIDATION_ERROR']);
    expect(body.message).toContain(words);
    if (member !== '') expect(body.errors[0].in).toContain(member);
  });
});

it("answers the original's own client, at each of its paths", async () => {
  const client = new Client({ accessToken: story.millrace.token, basePath: story.millrace.url });
  const { eventsApi } = client.events;
  const page = await eventsApi.getPage(
    'contact',
    ordered,
    undefined,
    undefined,
    2,
    ['ASCENDING'],
    undefined,
    undefined,
    Number(adaId),
  );
  expect(page.results.map(({ properties }) => properties?.['total'])).toEqual(['1', '2']);
  expect(page.results[0]?.occurredAt).toEqual(new Date('2026-01-01T00:00:00Z'));
  const rest = await eventsApi.getPage(
    'contact',
    undefined,
    page.paging?.next?.after,
    undefined,
    9,
    ['ASCENDING'],
    undefined,
    undefined,
    undefined,
    {
      'objectProperty.email': 'ada@example.com',
    },
  );
  expect(rest.results.map(({ eventType }) => eventType)).toEqual([ordered, 'e_visited_page']);
  const { eventTypes } = await eventsApi.getTypes();
  expect(eventTypes).toEqual(expect.arrayContaining(['e_visited_page', '4-1639801', ordered]));
  const dated = await story.millrace.get(`/events/event-occurrences/2026-03?eventType=${ordered}&limit=1`);
  expect(dated.body.results).toHaveLength(1);
  expect(dated.body.paging.next.link).toContain('/events/event-occurrences/2026-03?');
});
