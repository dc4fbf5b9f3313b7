import { Client } from '@hubspot/api-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Millrace, startMillrace } from '../../support/millrace.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace({ role: 'api' });
});
afterAll(() => millrace.stop());

const EMAILS = '/marketing/v3/emails';

async function givenEmail(): Promise<string> {
  const { status, body } = await millrace.post(EMAILS, {
    name: 'Welcome',
    subject: 'First',
    content: { widgets: { a: { body: { html: '<p>Hello</p>' } } } },
    from: { fromName: 'Team', replyTo: 'team@example.com' },
  });
  expect(status).toBe(201);
  return body.id;
}

async function revisions(id: string, query = '') {
  const { status, body } = await millrace.get(`${EMAILS}/${id}/revisions${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

const subjects = ({ results }: { results: { object: { subject: string } }[] }) =>
  results.map(({ object }) => object.subject);

describe('revisions of an email', () => {
  it('are there for each save, the latest first, with who saved', async () => {
    const id = await givenEmail();
    await millrace.patch(`${EMAILS}/${id}`, { subject: 'Second' });
    await millrace.patch(`${EMAILS}/${id}/draft`, { subject: 'Third' });
    await millrace.post(`${EMAILS}/${id}/publish`);
    const all = await revisions(id);
    expect(all.total).toBe(4);
    expect(all.paging).toBeUndefined();
    expect(subjects(all)).toEqual(['Third', 'Third', 'Second', 'First']);
    expect(all.results.map(({ object }: { object: { isPublished: boolean } }) => object.isPublished)).toEqual(
      [true, false, false, false],
    );
    const email = (await millrace.get(`${EMAILS}/${id}`)).body;
    expect(all.results[0]).toEqual({
      id: expect.stringMatching(/^\d+$/),
      user: { id: email.updatedById, fullName: expect.stringMatching(/./), email: '' },
      object: email,
      updatedAt: email.updatedAt,
    });
    const one = await millrace.get(`${EMAILS}/${id}/revisions/${all.results[3].id}`);
    expect(one.body).toEqual(all.results[3]);
  });

  it('are paged in both directions', async () => {
    const id = await givenEmail();
    for (const subject of ['2', '3', '4']) await millrace.patch(`${EMAILS}/${id}`, { subject });
    const first = await revisions(id, '?limit=3');
    const second = await revisions(id, `?limit=3&after=${first.paging.next.after}`);
    expect([subjects(first), subjects(second)]).toEqual([['4', '3', '2'], ['First']]);
    expect(first.paging.prev ?? second.paging.next).toBeUndefined();
    const back = await revisions(id, `?limit=3&before=${second.paging.prev.before}`);
    expect(back.results).toEqual(first.results);
  });

  it('are kept up to a number', async () => {
    const id = await givenEmail();
    for (let n = 0; n < 51; n++) await millrace.patch(`${EMAILS}/${id}`, { subject: `no. ${n}` });
    const { total, results } = await revisions(id, '?limit=50');
    expect([total, results.length, results.at(-1).object.subject]).toEqual([50, 50, 'no. 1']);
    const other = await givenEmail();
    expect((await revisions(other)).total).toBe(1);
  });
});

describe('restoring', () => {
  it('makes live again what the email said, and is a save itself', async () => {
    const id = await givenEmail();
    await millrace.patch(`${EMAILS}/${id}`, { subject: 'Second', name: 'Renamed' });
    await millrace.post(`${EMAILS}/${id}/publish`);
    await millrace.patch(`${EMAILS}/${id}/draft`, { subject: 'Waiting' });
    const first = (await revisions(id)).results.at(-1);
    const answer = await millrace.post(`${EMAILS}/${id}/revisions/${first.id}/restore`);
    expect([answer.status, answer.body]).toEqual([204, undefined]);
    const now = (await millrace.get(`${EMAILS}/${id}`)).body;
    expect(now).toMatchObject({ subject: 'First', name: 'Welcome', isPublished: true, state: 'AUTOMATED' });
    expect((await millrace.get(`${EMAILS}/${id}/draft`)).body.subject).toBe('First');
    expect(subjects(await revisions(id))).toEqual(['First', 'Waiting', 'Second', 'Second', 'First']);
  });

  it('to draft leaves what is live', async () => {
    const id = await givenEmail();
    await millrace.post(`${EMAILS}/${id}/publish`);
    await millrace.patch(`${EMAILS}/${id}`, { subject: 'Second' });
    const first = (await revisions(id)).results.at(-1);
    const answer = await millrace.post(`${EMAILS}/${id}/revisions/${first.id}/restore-to-draft`);
    expect([answer.status, answer.body.subject]).toEqual([200, 'First']);
    expect((await millrace.get(`${EMAILS}/${id}`)).body.subject).toBe('Second');
    await millrace.post(`${EMAILS}/${id}/publish`);
    expect((await millrace.get(`${EMAILS}/${id}`)).body.subject).toBe('First');
  });

  it('of what could not be sent is refused while the email is published, and changes nothing', async () => {
    const id = await givenEmail();
    await millrace.patch(`${EMAILS}/${id}/draft`, { subject: 'Hi {{ contact.firstname' });
    const broken = (await revisions(id)).results[0];
    await millrace.post(`${EMAILS}/${id}/draft/reset`);
    await millrace.post(`${EMAILS}/${id}/publish`);
    const { status, body } = await millrace.post(`${EMAILS}/${id}/revisions/${broken.id}/restore`);
    expect([status, body.errors[0].in]).toEqual([400, 'subject']);
    expect((await millrace.get(`${EMAILS}/${id}`)).body.subject).toBe('First');
    await millrace.post(`${EMAILS}/${id}/unpublish`);
    expect((await millrace.post(`${EMAILS}/${id}/revisions/${broken.id}/restore`)).status).toBe(204);
  });
});

it('says what is not there, and whom it is for', async () => {
  const [id, other] = [await givenEmail(), await givenEmail()];
  const theirs = (await revisions(other)).results[0].id;
  for (const [path, status, words] of [
    [`/${id}/revisions/${theirs}`, 404, theirs],
    [`/99/revisions`, 404, '99'],
    [`/${id}/revisions/x`, 400, '"x"'],
    [`/${id}/revisions?limit=51`, 400, '51'],
    [`/${id}/revisions?before=x`, 400, '"x"'],
  ] as const) {
    const answer = await millrace.get(EMAILS + path);
    expect([path, answer.status]).toEqual([path, status]);
    expect(answer.body.message).toContain(words);
  }
  expect((await millrace.post(`${EMAILS}/${id}/revisions/${theirs}/restore`)).status).toBe(404);
  await millrace.delete(`${EMAILS}/${other}`);
  expect((await millrace.get(`${EMAILS}/${other}/revisions`)).status).toBe(404);
  const token = (await millrace.post('/millrace/v1/tokens', { name: 't', scopes: ['marketing-email'] })).body
    .token;
  const authorization = { authorization: `Bearer ${token}` };
  expect((await millrace.call('GET', `${EMAILS}/${id}/revisions`, undefined, authorization)).status).toBe(
    403,
  );
});

it("answers the original's own client, and dated paths", async () => {
  const api = new Client({ accessToken: millrace.token, basePath: millrace.url }).marketing.emails
    .marketingEmailsApi;
  const id = await givenEmail();
  await api.update(id, { subject: 'Second' });
  const page = await api.getRevisions(id);
  expect(page.total).toBe(2);
  expect(page.results[0]?.updatedAt).toBeInstanceOf(Date);
  const first = page.results[1]?.id ?? '';
  expect((await api.getRevisionById(id, first)).object.subject).toBe('First');
  expect((await api.restoreDraftRevision(id, Number(first))).subject).toBe('First');
  await api.restoreRevision(id, first);
  expect((await api.getById(id)).subject).toBe('First');
  expect((await millrace.get(`/marketing/emails/2026-03/${id}/revisions`)).body.total).toBe(4);
});
