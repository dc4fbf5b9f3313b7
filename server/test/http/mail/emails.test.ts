import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadEmails } from '../../../src/mail/index.ts';
import { type Millrace, startMillrace } from '../../support/millrace.ts';

const EMAILS = '/marketing/v3/emails';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace();
});
afterAll(() => millrace.stop());

const create = async (body: object = {}) => {
  const answer = await millrace.post(EMAILS, { name: 'Welcome', subject: 'Hello', ...body });
  expect(answer.status).toBe(201);
  return answer.body;
};

test('the first email has the id that the example flow names', async () => {
  const email = await create({
    content: { widgets: { a: { body: { html: '<p>x</p>' } } } },
    unheardOf: { kept: [1] },
  });
  expect(email).toMatchObject({
    id: '70010001',
    name: 'Welcome',
    subject: 'Hello',
    state: 'AUTOMATED_DRAFT',
    type: 'AUTOMATED_EMAIL',
    subcategory: 'automated',
    isPublished: false,
    archived: false,
    language: 'en',
    content: { widgets: { a: { body: { html: '<p>x</p>' } } } },
    unheardOf: { kept: [1] },
    createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
  });
  expect((await millrace.get(`${EMAILS}/${email.id}`)).body).toEqual(email);
});

test('has the members that clients read without asking, over none that was written', async () => {
  const nobody = { include: [], exclude: [] };
  const bare = await create();
  expect(bare).toMatchObject({
    to: { contactIds: nobody, contactIlsLists: nobody, contactLists: nobody, suppressGraymail: false },
    from: { fromName: '', replyTo: '' },
    content: { templatePath: '', widgets: {} },
    webversion: { enabled: false },
    subscriptionDetails: { officeLocationId: '' },
    createdById: expect.stringMatching(/^\d+$/),
    updatedById: bare.createdById,
    emailTemplateMode: 'DRAG_AND_DROP',
    publishDate: expect.stringMatching(/^\d{4}-.*Z$/),
    activeDomain: '',
  });
  const lists = { include: ['7'], exclude: [] };
  const written = await create({
    to: { contactIlsLists: lists },
    subscriptionDetails: { subscriptionId: '3', officeLocationId: '9' },
    webversion: { enabled: true, slug: 'x' },
    activeDomain: 'mail.example.com',
  });
  expect(written).toMatchObject({
    to: { contactIlsLists: lists, contactIds: nobody },
    subscriptionDetails: { subscriptionId: '3', officeLocationId: '9' },
    webversion: { enabled: true, slug: 'x' },
    activeDomain: 'mail.example.com',
  });
  const { token } = (await millrace.post('/millrace/v1/tokens', { name: 'other', scopes: ['content'] })).body;
  const as = { authorization: `Bearer ${token}` };
  const changed = await millrace.call('PATCH', `${EMAILS}/${bare.id}`, { subject: 'Other' }, as);
  expect(changed.body.createdById).toBe(bare.createdById);
  expect(changed.body.updatedById).not.toBe(bare.createdById);
  const [listed] = (await millrace.get(`${EMAILS}?limit=1&sort=-createdAt`)).body.results;
  expect(Object.keys(listed)).toEqual(expect.arrayContaining(['to', 'from', 'content', 'webversion']));
});

test('a trailing slash is the same path, and members that the server owns are its own', async () => {
  const answer = await millrace.post(`${EMAILS}/`, {
    name: 'n',
    id: '5',
    createdAt: 'never',
    isPublished: true,
  });
  expect(answer.status).toBe(201);
  expect(answer.body).toMatchObject({ isPublished: false, createdAt: expect.not.stringMatching('never') });
  expect(answer.body.id).not.toBe('5');
  expect((await millrace.get(`${EMAILS}/`)).status).toBe(200);
});

test('published, unpublished', async () => {
  const { id } = await create();
  expect((await millrace.post(`${EMAILS}/${id}/publish`)).status).toBe(204);
  const live = (await millrace.get(`${EMAILS}/${id}`)).body;
  expect(live).toMatchObject({ state: 'AUTOMATED', isPublished: true, publishDate: expect.any(String) });
  expect((await millrace.post(`${EMAILS}/${id}/publish`)).status).toBe(204);
  expect((await millrace.get(`${EMAILS}/${id}`)).body).toEqual(live);
  expect((await millrace.post(`${EMAILS}/${id}/unpublish`)).status).toBe(204);
  expect((await millrace.get(`${EMAILS}/${id}`)).body).toMatchObject({
    state: 'AUTOMATED_DRAFT',
    isPublished: false,
  });
});

test('a batch email is another kind', async () => {
  const email = await create({ subcategory: 'batch' });
  expect(email).toMatchObject({ state: 'DRAFT', type: 'BATCH_EMAIL', subcategory: 'batch' });
  await millrace.post(`${EMAILS}/${email.id}/publish`);
  expect((await millrace.get(`${EMAILS}/${email.id}`)).body.state).toBe('PUBLISHED');
});

test('an update changes what it names; a draft changes nothing until it is published', async () => {
  const { id } = await create({ from: { fromName: 'A' } });
  const patched = await millrace.patch(`${EMAILS}/${id}`, { subject: 'Second', name: 'Renamed' });
  expect([patched.status, patched.body.subject, patched.body.name]).toEqual([200, 'Second', 'Renamed']);
  expect(patched.body.from).toEqual({ fromName: 'A', replyTo: '' });

  const draft = await millrace.patch(`${EMAILS}/${id}/draft`, { subject: 'Third' });
  expect([draft.status, draft.body.subject]).toEqual([200, 'Third']);
  expect((await millrace.get(`${EMAILS}/${id}`)).body.subject).toBe('Second');
  expect((await millrace.get(`${EMAILS}/${id}/draft`)).body.subject).toBe('Third');
  await millrace.post(`${EMAILS}/${id}/publish`);
  expect((await millrace.get(`${EMAILS}/${id}`)).body.subject).toBe('Third');

  await millrace.patch(`${EMAILS}/${id}/draft`, { subject: 'Fourth' });
  expect((await millrace.post(`${EMAILS}/${id}/draft/reset`)).status).toBe(204);
  expect((await millrace.get(`${EMAILS}/${id}/draft`)).body.subject).toBe('Third');
});

test('cloned', async () => {
  const { id } = await create({ subject: 'Original' });
  await millrace.post(`${EMAILS}/${id}/publish`);
  const clone = await millrace.post(`${EMAILS}/clone`, { id, cloneName: 'Twin', language: 'de' });
  expect(clone.status).toBe(200);
  expect(clone.body).toMatchObject({
    name: 'Twin',
    subject: 'Original',
    language: 'de',
    clonedFrom: id,
    state: 'AUTOMATED_DRAFT',
  });
  expect(clone.body.id).not.toBe(id);
  expect((await millrace.post(`${EMAILS}/clone`, { id: '1' })).status).toBe(404);
});

test('deleted, and brought back', async () => {
  const { id } = await create();
  expect((await millrace.delete(`${EMAILS}/${id}`)).status).toBe(204);
  expect((await millrace.get(`${EMAILS}/${id}`)).status).toBe(404);
  expect((await millrace.delete(`${EMAILS}/${id}`)).status).toBe(404);
  expect((await millrace.post(`${EMAILS}/${id}/publish`)).status).toBe(404);
  expect((await millrace.get(`${EMAILS}/${id}?archived=true`)).body).toMatchObject({ archived: true });
  const archived = await millrace.get(`${EMAILS}?archived=true`);
  expect(archived.body.results.map((email: { id: string }) => email.id)).toEqual([id]);
  const restored = await millrace.patch(`${EMAILS}/${id}?archived=true`, { archived: false });
  expect([restored.status, restored.body.archived]).toEqual([200, false]);
  expect((await millrace.get(`${EMAILS}/${id}`)).status).toBe(200);
});

describe('the listing', () => {
  test('pages through all, with the total', async () => {
    for (const name of ['Zulu', 'alpha', 'Mike']) await create({ name });
    const all = (await millrace.get(`${EMAILS}?limit=300`)).body;
    expect(all.results).toHaveLength(all.total);
    const ids: string[] = [];
    let path: string | undefined = `${EMAILS}?limit=3`;
    while (path !== undefined) {
      const { body } = await millrace.get(path);
      expect(body.total).toBe(all.total);
      ids.push(...body.results.map((email: { id: string }) => email.id));
      path = body.paging ? `${EMAILS}?limit=3&after=${body.paging.next.after}` : undefined;
    }
    expect(ids).toEqual(all.results.map((email: { id: string }) => email.id));
  });

  test('filters, sorts, picks members', async () => {
    const live = (await millrace.get(`${EMAILS}?isPublished=true&limit=300`)).body.results;
    expect(new Set(live.map((email: { isPublished: boolean }) => email.isPublished))).toEqual(
      new Set([true]),
    );
    const batch = (await millrace.get(`${EMAILS}?type=BATCH_EMAIL`)).body.results;
    expect(batch.map((email: { type: string }) => email.type)).toEqual(['BATCH_EMAIL']);
    const newest = (await millrace.get(`${EMAILS}?sort=-createdAt&includedProperties=name,state&limit=2`))
      .body;
    expect(Object.keys(newest.results[0]).sort()).toEqual(['id', 'name', 'state']);
    expect(Number(newest.results[0].id)).toBeGreaterThan(Number(newest.results[1].id));
    expect((await millrace.get(`${EMAILS}?createdAfter=2999-01-01T00:00:00Z`)).body).toMatchObject({
      total: 0,
      results: [],
    });
  });

  test.each(['limit=0', 'limit=x', 'after=x', 'sort=colour', 'archived=maybe', 'createdAfter=today'])(
    '%s is refused',
    async (query) => {
      const answer = await millrace.get(`${EMAILS}?${query}`);
      expect(answer.status).toBe(400);
      expect(answer.body.errors[0].in).toBe(query.split('=')[0]);
    },
  );
});

describe('bad input', () => {
  test.each([
    [{}, 'name'],
    [{ name: '' }, 'name'],
    [{ name: 'a\u0000b' }, 'name'],
    [{ name: 'x'.repeat(501) }, 'name'],
    [{ name: 'n', subject: 5 }, 'subject'],
    [{ name: 'n', content: [] }, 'content'],
    [{ name: 'n', content: { widgets: { a: 5 } } }, 'content.widgets.a'],
    [{ name: 'n', content: { plainTextVersion: {} } }, 'content.plainTextVersion'],
    [{ name: 'n', from: { replyTo: 7 } }, 'from.replyTo'],
    [{ name: 'n', state: 'SENT' }, 'state'],
    [{ name: 'n', publishDate: 'soon' }, 'publishDate'],
  ])('%j names the member', async (body, member) => {
    const answer = await millrace.post(EMAILS, body);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      status: 'error',
      category: 'VALIDATION_ERROR',
      correlationId: expect.any(String),
    });
    expect(answer.body.errors.map((error: { in: string }) => error.in)).toContain(member);
  });

  test('whole characters are stored as they are, NUL and halves are refused', async () => {
    const subject = 'tab \t, whole 😀';
    const { id } = await create({ subject });
    expect((await millrace.get(`${EMAILS}/${id}`)).body.subject).toBe(subject);
    for (const odd of ['nul \u0000', 'half \ud800']) {
      const answer = await millrace.post(EMAILS, { name: 'n', subject: odd });
      expect([answer.status, answer.body.errors[0].in]).toEqual([400, 'subject']);
    }
  });

  test('not JSON, no such email, no such id', async () => {
    expect((await millrace.post(EMAILS, '{')).status).toBe(400);
    expect((await millrace.get(`${EMAILS}/1`)).body).toMatchObject({ category: 'OBJECT_NOT_FOUND' });
    expect((await millrace.get(`${EMAILS}/abc`)).status).toBe(400);
    expect((await millrace.patch(`${EMAILS}/1`, { subject: 'x' })).status).toBe(404);
    expect((await millrace.get(`${EMAILS}/999999999999999999`)).status).toBe(404);
  });

  test('a draft whose template cannot be rendered is not published', async () => {
    const { id } = await create({ subject: 'Hi' });
    await millrace.post(`${EMAILS}/${id}/publish`);
    await millrace.patch(`${EMAILS}/${id}/draft`, { subject: 'Hi {{ contact.firstname' });
    const answer = await millrace.post(`${EMAILS}/${id}/publish`);
    expect([answer.status, answer.body.errors[0].in]).toEqual([400, 'subject']);
    expect((await millrace.get(`${EMAILS}/${id}`)).body.subject).toBe('Hi');
  });

  test('a template that cannot be rendered is not published', async () => {
    const { id } = await create({ subject: 'Hi {{ contact.firstname' });
    const answer = await millrace.post(`${EMAILS}/${id}/publish`);
    expect([answer.status, answer.body.errors[0].code]).toEqual([400, 'RENDER_ERROR']);
    expect(answer.body.message).toContain('subject');
    expect((await millrace.get(`${EMAILS}/${id}`)).body.isPublished).toBe(false);
  });

  test('scopes: content to write, marketing-email to publish', async () => {
    const { body } = await millrace.post('/millrace/v1/tokens', { name: 'writer', scopes: ['content'] });
    const as = { authorization: `Bearer ${body.token}` };
    const made = await millrace.call('POST', EMAILS, { name: 'mine' }, as);
    expect(made.status).toBe(201);
    const refused = await millrace.call('POST', `${EMAILS}/${made.body.id}/publish`, undefined, as);
    expect(refused.status).toBe(403);
    expect(refused.body.errors[0].context.requiredGranularScopes).toEqual(['marketing-email']);
  });
});

test('a batch of emails is loaded in one statement, deleted ones too', async () => {
  const [kept, deleted] = [await create(), await create()];
  await millrace.delete(`${EMAILS}/${deleted.id}`);
  const ids = [kept.id, deleted.id, kept.id, '1', 'x', ''];
  const loaded = await loadEmails(millrace.sql, millrace.accountId, ids);
  expect([...loaded.keys()].sort()).toEqual([kept.id, deleted.id]);
  expect(loaded.get(deleted.id)?.archivedAt).toEqual(expect.any(Number));
});
