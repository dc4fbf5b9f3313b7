import { Client } from '@hubspot/api-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contactFlow, inARow, property, setProperty, whenEvent } from '../../support/flow-bodies.ts';
import { startMillrace } from '../../support/millrace.ts';
import { type Story, tellStory } from '../../support/story.ts';

let story: Story;
let orderPlaced: { id: string; fullyQualifiedName: string };
beforeAll(async () => {
  story = await tellStory();
  const { body } = await story.millrace.post('/events/v3/event-definitions', {
    label: 'Order placed',
    propertyDefinitions: [
      { name: 'total', label: 'Total', type: 'number' },
      { name: 'account-no', label: 'Account', type: 'string' },
    ],
  });
  orderPlaced = body;
});
afterAll(() => story.stop());

function send(body: Record<string, unknown>) {
  return story.millrace.post('/events/v3/send', { eventName: orderPlaced.fullyQualifiedName, ...body });
}

async function sent(body: Record<string, unknown>) {
  const answer = await send(body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(204);
  return answer.headers.get('x-millrace-unmatched');
}

async function eventsOf(id: string) {
  return story.millrace.sql`
    select event_type_id as type, properties, occurred_at as at from events where record_id = ${id} order by id`;
}

describe('an event', () => {
  it('triggers flows, by its properties', async () => {
    const large = property('total', 'NUMBER', 'IS_GREATER_THAN', { value: 100 });
    const flowId = await story.givenFlow(
      contactFlow(inARow(setProperty('city', 'Rich')), whenEvent(orderPlaced.id, [large])),
    );
    const [poor, rich] = [
      await story.givenContact({ email: 'poor@example.com' }),
      await story.givenContact({ email: 'rich@example.com' }),
    ];
    await sent({ email: 'poor@example.com', properties: { total: 9 } });
    await sent({ email: 'RICH@example.com', properties: { total: '1e3' } });
    await story.settle();
    expect((await story.enrollments(flowId)).map((one) => one.objectId)).toEqual([rich]);
    expect((await story.properties('contacts', rich))['city']).toBe('Rich');
    expect(await eventsOf(rich)).toMatchObject([{ type: orderPlaced.id, properties: { total: '1000' } }]);
    expect(await eventsOf(poor)).toHaveLength(1);
  });

  it('is a page view, too', async () => {
    const flowId = await story.givenFlow(
      contactFlow(
        inARow(setProperty('city', 'Seen')),
        whenEvent('4-96000', [property('hs_url', 'STRING', 'CONTAINS', { value: '/pricing' })]),
      ),
    );
    const id = await story.givenContact();
    const view = (url: string) => sent({ eventName: '4-96000', objectId: id, properties: { hs_url: url } });
    await view('https://example.com/about');
    await view('https://example.com/pricing');
    await story.settle();
    expect(await story.enrollments(flowId)).toHaveLength(1);
  });

  it('finds its contact by the cookie that it came with before', async () => {
    const id = await story.givenContact({ email: 'cookie@example.com' });
    expect(await sent({ utk: 'c00kie', properties: {} })).toBe('1');
    await sent({ utk: 'c00kie', email: 'cookie@example.com' });
    expect(await sent({ utk: 'c00kie', properties: { total: '3' } })).toBe('0');
    expect(await eventsOf(id)).toHaveLength(2);
    const heir = await story.givenContact();
    const merged = await story.millrace.post('/crm/v3/objects/contacts/merge', {
      primaryObjectId: heir,
      objectIdToMerge: id,
    });
    await sent({ utk: 'c00kie' });
    expect(await eventsOf(merged.body.id)).toHaveLength(3);
  });

  it('is recorded once, however often it is sent', async () => {
    const id = await story.givenContact();
    await Promise.all([1, 2, 3].map(() => sent({ objectId: id, uuid: 'once' })));
    await story.millrace.post('/events/v3/send/batch', {
      inputs: ['once', 'twice', 'twice'].map((uuid) => ({ eventName: orderPlaced.id, objectId: id, uuid })),
    });
    expect(await eventsOf(id)).toHaveLength(2);
  });

  it('has happened when it says, but not in the future', async () => {
    const id = await story.givenContact();
    await sent({ objectId: id, occurredAt: '2020-05-06T07:08:09+02:00' });
    await sent({ objectId: id, occurredAt: '2999-01-01T00:00:00Z' });
    const [past, future] = await eventsOf(id);
    expect(past!['at']).toBe(Date.parse('2020-05-06T05:08:09Z'));
    expect(future!['at']).toBeLessThan(Date.parse('2999-01-01T00:00:00Z'));
  });

  it('finds records of other types by id, or by the value that its type names', async () => {
    await story.millrace.post('/crm/v3/properties/companies', {
      name: 'account_no',
      label: 'Account',
      groupName: 'companyinformation',
      type: 'string',
      fieldType: 'text',
      hasUniqueValue: true,
    });
    const rule = { eventPropertyName: 'no', targetObjectPropertyName: 'account_no' };
    const { body } = await story.millrace.post('/events/v3/event-definitions', {
      label: 'Invoice paid',
      primaryObject: 'COMPANY',
      propertyDefinitions: [{ name: 'no', label: 'No', type: 'string' }],
      customMatchingId: { primaryObjectRule: rule },
    });
    const company = await story.givenRecord('companies', { name: 'Payer', account_no: 'A-7' });
    await sent({ eventName: body.name, properties: { no: 'A-7' } });
    await sent({ eventName: body.name, objectId: company });
    expect(await sent({ eventName: body.name, properties: { no: 'A-8' } })).toBe('1');
    expect(await eventsOf(company)).toHaveLength(2);
  });

  it('for nobody is accepted, as in the original, and counted in a header', async () => {
    expect(await sent({ email: 'nobody@example.com' })).toBe('1');
    expect(await sent({ objectId: 'x' })).toBe('1');
    const gone = await story.givenContact();
    await story.millrace.delete(`/crm/v3/objects/contacts/${gone}`);
    expect(await sent({ objectId: gone })).toBe('1');
  });

  it.each([
    [{ eventName: 'nonsense', email: 'a@b.cc' }, 'eventName', 'UNKNOWN_EVENT_TYPE'],
    [{ eventName: '4-655002', email: 'a@b.cc' }, 'eventName', 'UNKNOWN_EVENT_TYPE'],
    [{ properties: { total: '3' } }, 'email', 'REQUIRED'],
    [{ email: 'a@b.cc', properties: { total: 'much' } }, 'properties.total', 'INVALID_VALUE'],
    [{ email: 'a@b.cc', properties: { colour: 'red' } }, 'properties.colour', 'PROPERTY_DOESNT_EXIST'],
    [{ email: 'a@b.cc', occurredAt: 'yesterday' }, 'occurredAt', 'INVALID_DATE'],
    [{ email: 'a@b.cc', properties: { hs_url: 'a\0b' } }, 'properties.hs_url', 'INVALID_CHARACTERS'],
  ])('%j is refused', async (body, path, code) => {
    const answer = await send(body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0]).toMatchObject({ in: path, code });
  });
});

describe('a batch', () => {
  it('is recorded whole or not at all', async () => {
    const id = await story.givenContact();
    const good = { eventName: orderPlaced.id, objectId: id };
    const { status, body } = await story.millrace.post('/events/v3/send/batch', {
      inputs: [good, { ...good, properties: { total: 'x' } }],
    });
    expect(status).toBe(400);
    expect(body.errors[0].in).toBe('inputs[1].properties.total');
    expect(await eventsOf(id)).toHaveLength(0);
    const many = Array.from({ length: 501 }, () => good);
    expect((await story.millrace.post('/events/v3/send/batch', { inputs: many })).status).toBe(400);
  });

  it('costs the same number of statements whatever its size', async () => {
    let statements = 0;
    const millrace = await startMillrace({ role: 'api' }, () => statements++);
    const counts = [];
    for (const size of [2, 200]) {
      const inputs = Array.from({ length: size }, (_, index) => ({
        properties: { email: `s${size}x${index}@example.com` },
      }));
      for (let at = 0; at < size; at += 100)
        await millrace.post('/crm/v3/objects/contacts/batch/create', { inputs: inputs.slice(at, at + 100) });
      const occurrences = inputs.map(({ properties }, index) => ({
        eventName: '4-96000',
        email: properties.email,
        utk: `u${size}x${index}`,
        uuid: `m${size}x${index}`,
      }));
      statements = 0;
      const { status } = await millrace.post('/events/v3/send/batch', { inputs: occurrences });
      expect(status).toBe(204);
      counts.push(statements);
    }
    expect(counts[1]).toBe(counts[0]);
    await millrace.stop();
  });
});

it("the original's own client works", async () => {
  const id = await story.givenContact({ email: 'sdk@example.com' });
  const client = new Client({ accessToken: story.millrace.token, basePath: story.millrace.url });
  await client.events.send.basicApi.send({
    eventName: orderPlaced.fullyQualifiedName,
    email: 'sdk@example.com',
    occurredAt: new Date('2026-01-01T00:00:00Z'),
    properties: { total: '1' },
  });
  expect(await eventsOf(id)).toMatchObject([{ at: Date.parse('2026-01-01T00:00:00Z') }]);
});
