import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Story, tellStory } from '../../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

const PATH = '/engagements/v1/engagements';

async function engagement(body: Record<string, unknown>) {
  const answer = await story.millrace.post(PATH, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
}

const read = async (id: number) => (await story.millrace.get(`${PATH}/${id}`)).body;

describe('an engagement', () => {
  it('is an activity in another shape: made here, read there, and the other way round', async () => {
    const contact = Number(await story.givenContact());
    const made = await engagement({
      engagement: { active: true, ownerId: 7, type: 'NOTE', timestamp: 1_767_262_500_000 },
      associations: { contactIds: [contact], companyIds: [], dealIds: [], ownerIds: [], ticketIds: [] },
      attachments: [{ id: 4241 }],
      metadata: { body: '<p>Called back</p>' },
    });
    expect(made).toEqual({
      engagement: {
        id: expect.any(Number),
        portalId: 1,
        active: true,
        createdAt: expect.any(Number),
        lastUpdated: expect.any(Number),
        ownerId: 7,
        type: 'NOTE',
        timestamp: 1_767_262_500_000,
      },
      associations: {
        contactIds: [contact],
        companyIds: [],
        dealIds: [],
        ticketIds: [],
        ownerIds: [],
        workflowIds: [],
      },
      attachments: [{ id: 4241 }],
      metadata: { body: '<p>Called back</p>' },
    });
    const { id } = made.engagement;
    expect(await read(id)).toEqual(made);
    const note = `/crm/v3/objects/notes/${id}?properties=hs_note_body,hs_timestamp&associations=contacts`;
    expect((await story.millrace.get(note)).body).toMatchObject({
      properties: { hs_note_body: '<p>Called back</p>', hs_timestamp: '2026-01-01T10:15:00.000Z' },
      associations: { contacts: { results: [{ id: String(contact) }] } },
    });

    await story.millrace.patch(`/crm/v3/objects/notes/${id}`, { properties: { hs_note_body: 'Again' } });
    expect((await read(id)).metadata).toEqual({ body: 'Again' });
    expect((await story.millrace.delete(`${PATH}/${id}`)).status).toBe(204);
    expect((await story.millrace.get(`${PATH}/${id}`)).status).toBe(404);
    expect((await story.millrace.get(`/crm/v3/objects/notes/${id}`)).status).toBe(404);
  });

  it.each<[string, Record<string, unknown>]>([
    [
      'TASK',
      {
        subject: 'Ring',
        body: 'about the offer',
        status: 'NOT_STARTED',
        taskType: 'CALL',
        priority: 'HIGH',
        forObjectType: 'CONTACT',
        reminders: [1_767_262_500_000, 1_767_262_600_000],
      },
    ],
    [
      'CALL',
      {
        body: 'No answer',
        status: 'NO_ANSWER',
        fromNumber: '+491',
        toNumber: '+492',
        durationMilliseconds: 38_000,
        disposition: '73a0d17f-1163-4015-bdd5-ec830791da20',
      },
    ],
    [
      'MEETING',
      {
        title: 'Kick-off',
        body: 'All',
        startTime: 1_767_262_500_000,
        endTime: 1_767_266_100_000,
        location: 'Bern',
      },
    ],
    [
      'EMAIL',
      {
        subject: 'Offer',
        html: '<p>Hello</p>',
        text: 'Hello',
        from: { email: 'ada@engines.example', firstName: 'Ada' },
        to: [{ email: 'bob@example.com' }],
        cc: [],
      },
    ],
  ])('of the type %s keeps its metadata', async (type, metadata) => {
    const made = await engagement({ engagement: { type }, metadata });
    expect(made.metadata).toEqual(metadata);
    expect(await read(made.engagement.id)).toEqual(made);
  });

  it('changes what is named, keeps the rest, and stays on what it hangs on', async () => {
    const [one, two] = [Number(await story.givenContact()), Number(await story.givenContact())];
    const made = await engagement({
      engagement: { type: 'TASK', ownerId: 7 },
      associations: { contactIds: [one] },
      metadata: { subject: 'Ring', status: 'NOT_STARTED' },
    });
    const { id } = made.engagement;
    const empty = { contactIds: [], companyIds: [], dealIds: [], ownerIds: [], ticketIds: [] };
    const changed = await story.millrace.patch(`${PATH}/${id}`, {
      associations: empty,
      metadata: { status: 'COMPLETED' },
    });
    expect([changed.status, changed.body.metadata, changed.body.associations.contactIds]).toEqual([
      200,
      { subject: 'Ring', status: 'COMPLETED', taskType: 'TODO', priority: 'NONE' },
      [one],
    ]);
    const added = await story.millrace.patch(`${PATH}/${id}`, { associations: { contactIds: [two] } });
    expect(added.body.associations.contactIds).toEqual([one, two]);
    expect(added.body.engagement.ownerId).toBe(7);
  });

  it('is listed page by page, alone and of a record', async () => {
    const contact = Number(await story.givenContact());
    const made: number[] = [];
    for (const type of ['NOTE', 'TASK', 'CALL', 'NOTE', 'MEETING'])
      made.push(
        (await engagement({ engagement: { type }, associations: { contactIds: [contact] } })).engagement.id,
      );
    for (const path of [
      `${PATH}/associated/CONTACT/${contact}/paged`,
      `${PATH}/associated/contacts/${contact}/paged`,
    ])
      expect(await walk(path, 2)).toEqual(made);
    expect((await walk(`${PATH}/paged`, 3)).slice(-made.length)).toEqual(made);
    expect(await walk(`${PATH}/associated/CONTACT/999999999/paged`, 2)).toEqual([]);
  });
});

async function walk(path: string, limit: number): Promise<number[]> {
  const found: number[] = [];
  for (let offset = 0; ; ) {
    const { body } = await story.millrace.get(`${path}?limit=${limit}&offset=${offset}`);
    expect(body.results.length).toBeLessThanOrEqual(limit);
    found.push(...body.results.map((one: { engagement: { id: number } }) => one.engagement.id));
    if (!body.hasMore) return found;
    offset = body.offset;
  }
}

describe('bad input is refused, and nothing is written', () => {
  it.each<[unknown, number, string]>([
    [{}, 400, 'engagement'],
    [{ engagement: { type: 'FAX' } }, 400, 'FAX'],
    [{ engagement: { type: 'NOTE', timestamp: 'yesterday' } }, 400, 'timestamp'],
    [{ engagement: { type: 'TASK' }, metadata: { status: 'DONE' } }, 400, 'DONE'],
    [
      { engagement: { type: 'CALL' }, metadata: { durationMilliseconds: 'long' } },
      400,
      'durationMilliseconds',
    ],
    [{ engagement: { type: 'NOTE' }, associations: { contactIds: ['x'] } }, 400, 'x'],
    [{ engagement: { type: 'NOTE' }, associations: { dealIds: [999_999_999] } }, 400, '999999999'],
  ])('%j', async (body, status, message) => {
    const before = await walk(`${PATH}/paged`, 250);
    const answer = await story.millrace.post(PATH, body);
    expect([answer.status, JSON.stringify(answer.body)]).toEqual([status, expect.stringContaining(message)]);
    expect(await walk(`${PATH}/paged`, 250)).toEqual(before);
  });
});

it('shows and takes only records that the token may read and write', async () => {
  const scopes = ['crm.objects.contacts.read', 'crm.objects.contacts.write'];
  const { body } = await story.millrace.post('/millrace/v1/tokens', { name: 'contacts alone', scopes });
  const call = async (method: string, path: string, sent?: unknown) => {
    const headers = { authorization: `Bearer ${body.token}`, 'content-type': 'application/json' };
    const answer = await fetch(story.millrace.url + path, {
      method,
      headers,
      body: sent === undefined ? null : JSON.stringify(sent),
    });
    const read = (await answer.json()) as { associations: { dealIds: number[] } };
    return { status: answer.status, body: read };
  };
  const deal = await story.millrace.post('/crm/v3/objects/deals', { properties: { dealname: 'D' } });
  const dealIds = [Number(deal.body.id)];
  const made = await engagement({ engagement: { type: 'NOTE' }, associations: { dealIds } });
  expect(made.associations.dealIds).toEqual(dealIds);
  const shown = await call('GET', `${PATH}/${made.engagement.id}`);
  expect([shown.status, shown.body.associations.dealIds]).toEqual([200, []]);
  const put = await call('POST', PATH, { engagement: { type: 'NOTE' }, associations: { dealIds } });
  expect([put.status, JSON.stringify(put.body)]).toEqual([
    403,
    expect.stringContaining('crm.objects.deals.write'),
  ]);
});
