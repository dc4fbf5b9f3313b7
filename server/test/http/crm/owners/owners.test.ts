import { Client } from '@hubspot/api-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Millrace, startMillrace } from '../../../support/millrace.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace();
});
afterAll(() => millrace.stop());

async function owner(body: Record<string, unknown>) {
  const answer = await millrace.post('/millrace/v1/owners', body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

describe('an owner', () => {
  it('is made, read by either id, changed, archived and brought back', async () => {
    const teams = [{ id: '7', name: 'Sales', primary: true }];
    const made = await owner({ email: 'ada@example.com', firstName: 'Ada', lastName: 'L', teams });
    expect(made).toEqual({
      id: expect.stringMatching(/^\d+$/),
      email: 'ada@example.com',
      type: 'PERSON',
      firstName: 'Ada',
      lastName: 'L',
      userId: expect.any(Number),
      userIdIncludingInactive: made.userId,
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
      archived: false,
      teams,
    });
    const path = `/crm/v3/owners/${made.id}`;
    expect((await millrace.get(path)).body).toEqual(made);
    expect((await millrace.get(`/crm/v3/owners/${made.userId}?idProperty=userId`)).body).toEqual(made);
    const write = `/millrace/v1/owners/${made.id}`;
    expect((await millrace.patch(write, { lastName: 'Lovelace' })).body).toMatchObject({
      firstName: 'Ada',
      lastName: 'Lovelace',
    });
    expect((await millrace.delete(write)).status).toBe(204);
    expect((await millrace.get(path)).status).toBe(404);
    expect((await millrace.patch(write, { lastName: 'X' })).status).toBe(404);
    const archived = await millrace.get(`${path}?archived=true`);
    expect(archived.body).toMatchObject({ archived: true, userIdIncludingInactive: made.userId });
    expect(archived.body.userId).toBeUndefined();
    expect((await millrace.patch(write, { archived: false })).body).toMatchObject({ archived: false });
  });

  it('keeps the ids that it has elsewhere', async () => {
    const made = await owner({ id: '41629779', userId: 9586504, email: 'moved@example.com' });
    expect(made).toMatchObject({ id: '41629779', userId: 9586504 });
    const again = await millrace.post('/millrace/v1/owners', { id: '41629779', email: 'other@example.com' });
    expect(again.status).toBe(409);
  });

  it('has an address of its own', async () => {
    const one = await owner({ email: 'Only@example.com' });
    expect((await millrace.post('/millrace/v1/owners', { email: 'only@EXAMPLE.com' })).status).toBe(409);
    const two = await owner({ email: 'two@example.com' });
    expect(
      (await millrace.patch(`/millrace/v1/owners/${two.id}`, { email: 'ONLY@example.com' })).status,
    ).toBe(409);
    await millrace.delete(`/millrace/v1/owners/${one.id}`);
    expect(
      (await millrace.patch(`/millrace/v1/owners/${two.id}`, { email: 'only@example.com' })).status,
    ).toBe(200);
    expect((await millrace.patch(`/millrace/v1/owners/${one.id}`, { archived: false })).status).toBe(409);
  });

  it.each([
    [{ firstName: 'X' }, 'email'],
    [{ email: 'x' }, 'email'],
    [{ email: 'x@example.com', type: 'ROBOT' }, 'type'],
    [{ email: 'x@example.com', shoeSize: 4 }, 'shoeSize'],
    [{ email: 'x@example.com', teams: [{ id: 'a', name: 'A', primary: true }] }, 'teams[0].id'],
  ])('%j is refused', async (body, path) => {
    const answer = await millrace.post('/millrace/v1/owners', body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].in).toBe(path);
  });
});

it('owners are listed page by page, and found by address', async () => {
  await owner({ email: 'list1@example.com' });
  await owner({ email: 'list2@example.com' });
  const first = await millrace.get('/crm/v3/owners?limit=1');
  expect(first.body.results).toHaveLength(1);
  const next = await millrace.get(`/crm/v3/owners?limit=500&after=${first.body.paging.next.after}`);
  expect(next.body.paging).toBeUndefined();
  expect(next.body.results.length).toBeGreaterThan(0);
  expect(next.body.results.map((one: { id: string }) => one.id)).not.toContain(first.body.results[0].id);
  const found = await millrace.get('/crm/v3/owners?email=LIST2@example.com');
  expect(found.body.results).toMatchObject([{ email: 'list2@example.com' }]);
  expect((await millrace.get('/crm/v3/owners?email=no@example.com')).body).toEqual({ results: [] });
  expect((await millrace.get('/crm/v3/owners?email=%00')).status).toBe(400);
  expect((await millrace.get('/crm/v3/owners/999999999999999999?idProperty=userId')).status).toBe(404);
});

it("the original's own client works", async () => {
  const made = await owner({ email: 'client@example.com' });
  const { ownersApi } = new Client({ accessToken: millrace.token, basePath: millrace.url }).crm.owners;
  expect((await ownersApi.getById(Number(made.id), 'id', false)).createdAt).toBeInstanceOf(Date);
  expect((await ownersApi.getPage('client@example.com')).results[0]?.id).toBe(made.id);
});

it('reading and writing need their scopes', async () => {
  const { body } = await millrace.post('/millrace/v1/tokens', {
    name: 'r',
    scopes: ['crm.objects.owners.read'],
  });
  const headers = { authorization: `Bearer ${body.token}` };
  expect((await millrace.call('GET', '/crm/v3/owners', undefined, headers)).status).toBe(200);
  const write = await millrace.call('POST', '/millrace/v1/owners', { email: 'a@example.com' }, headers);
  expect(write.status).toBe(403);
});
