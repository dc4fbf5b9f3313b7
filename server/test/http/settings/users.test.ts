import { Client } from '@hubspot/api-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Millrace, startMillrace } from '../../support/millrace.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace();
});
afterAll(() => millrace.stop());

const client = () =>
  new Client({ accessToken: millrace.token, basePath: millrace.url, numberOfApiCallRetries: 0 });

async function team(name: string, id?: string): Promise<string> {
  const answer = await millrace.post('/millrace/v1/teams', { name, ...(id ? { id } : {}) });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body.id;
}

describe('users', () => {
  it("are made, read, changed and taken away by the original's client; each is an owner too", async () => {
    const [sales, support] = [await team('Sales'), await team('Support')];
    const { usersApi, teamsApi } = client().settings.users;
    const made = await usersApi.create({
      email: 'ada@engines.example',
      firstName: 'Ada',
      lastName: 'King',
      primaryTeamId: sales,
      secondaryTeamIds: [support],
      sendWelcomeEmail: true,
    });
    const expected = {
      id: expect.stringMatching(/^\d+$/),
      email: 'ada@engines.example',
      firstName: 'Ada',
      lastName: 'King',
      primaryTeamId: sales,
      secondaryTeamIds: [support],
      roleIds: [],
      superAdmin: false,
    };
    expect(made).toMatchObject(expected);
    expect(await usersApi.getById('ada@engines.example', 'EMAIL')).toEqual(made);
    expect((await usersApi.getPage()).results).toContainEqual(made);

    const owner = await millrace.get(`/crm/v3/owners/${made.id}?idProperty=userId`);
    expect(owner.body).toMatchObject({
      email: 'ada@engines.example',
      teams: [
        { id: sales, name: 'Sales', primary: true },
        { id: support, name: 'Support', primary: false },
      ],
    });
    expect((await teamsApi.getAll()).results).toEqual([
      { id: sales, name: 'Sales', userIds: [made.id], secondaryUserIds: [] },
      { id: support, name: 'Support', userIds: [], secondaryUserIds: [made.id] },
    ]);

    const changed = await usersApi.replace(made.id, { firstName: 'Augusta', primaryTeamId: support });
    expect(changed).toMatchObject({ firstName: 'Augusta', lastName: 'King', primaryTeamId: support });
    expect(changed.secondaryTeamIds).toBeUndefined();

    await usersApi.archive(made.id);
    await expect(usersApi.getById(made.id)).rejects.toMatchObject({ code: 404 });
    expect((await teamsApi.getAll()).results[0]).toMatchObject({ userIds: [], secondaryUserIds: [] });
    const archived = await millrace.get(`/crm/v3/owners/${owner.body.id}?archived=true`);
    expect(archived.body).toMatchObject({ archived: true });
    expect((await usersApi.create({ email: 'Ada@engines.example' })).id).not.toBe(made.id);
  });

  it('are owners who were made so, and no queues', async () => {
    const { body: owner } = await millrace.post('/millrace/v1/owners', { email: 'otto@engines.example' });
    await millrace.post('/millrace/v1/owners', { email: 'queue@engines.example', type: 'QUEUE' });
    const listed = await millrace.get('/settings/v3/users/');
    const emails = listed.body.results.map((user: { email: string }) => user.email);
    expect(emails).toContain('otto@engines.example');
    expect(emails).not.toContain('queue@engines.example');
    expect((await millrace.get(`/settings/users/2026-03/${owner.userId}`)).body.email).toBe(
      'otto@engines.example',
    );
  });

  it('come in pages', async () => {
    for (const name of ['p1', 'p2', 'p3'])
      await millrace.post('/settings/v3/users', { email: `${name}@pages.example` });
    const found: string[] = [];
    let path: string | undefined = '/settings/v3/users?limit=2';
    while (path) {
      const { body } = await millrace.get(path);
      expect(body.results.length).toBeLessThanOrEqual(2);
      found.push(...body.results.map((user: { email: string }) => user.email));
      path = body.paging?.next.link.slice(millrace.url.length);
    }
    expect(new Set(found).size).toBe(found.length);
    expect(found).toEqual(
      expect.arrayContaining(['p1@pages.example', 'p2@pages.example', 'p3@pages.example']),
    );
  });

  it('refuses what it cannot do, and says which member', async () => {
    const post = (body: unknown) => millrace.post('/settings/v3/users', body);
    await post({ email: 'taken@engines.example' });
    expect((await post({ email: 'TAKEN@engines.example' })).status).toBe(409);
    const refused: [unknown, string][] = [
      [{}, 'email'],
      [{ email: 'nobody' }, 'email'],
      [
        { email: 'a@b.example', primaryTeamId: '424242' },
        'primaryTeamId "424242" is not a team of this account',
      ],
      [
        { email: 'a@b.example', secondaryTeamIds: ['x'] },
        'secondaryTeamIds[0] "x" is not a team of this account',
      ],
      [{ email: 'a@b.example', roleId: '7' }, 'roleId "7" is not a role of this account'],
    ];
    for (const [body, message] of refused) {
      const answer = await post(body);
      expect([answer.status, answer.body.message]).toEqual([400, expect.stringContaining(message)]);
    }
    const gone = await millrace.get('/settings/v3/users/nobody@engines.example');
    expect([gone.status, gone.body.message]).toEqual([404, expect.stringContaining('?idProperty=EMAIL')]);
    expect((await millrace.put('/settings/v3/users/99999999999999999999', {})).status).toBe(404);
  });
});

describe('a team', () => {
  it('keeps the id it has elsewhere, is renamed for everybody, and leaves nobody in it when it goes', async () => {
    const id = await team('North', '7700');
    expect((await millrace.post('/millrace/v1/teams', { name: 'Other', id: '7700' })).status).toBe(409);
    const teams = [{ id, name: 'North', primary: true }];
    const { body: owner } = await millrace.post('/millrace/v1/owners', {
      email: 'nora@engines.example',
      teams,
    });
    expect((await millrace.patch(`/millrace/v1/teams/${id}`, { name: 'Far north' })).status).toBe(200);
    const read = () => millrace.get(`/crm/v3/owners/${owner.id}`);
    expect((await read()).body.teams).toEqual([{ id, name: 'Far north', primary: true }]);
    expect((await millrace.delete(`/millrace/v1/teams/${id}`)).status).toBe(204);
    expect((await read()).body.teams).toBeUndefined();
    expect((await millrace.delete(`/millrace/v1/teams/${id}`)).status).toBe(404);
  });
});

it('asks for scopes of its own', async () => {
  const { body } = await millrace.post('/millrace/v1/tokens', {
    name: 'reader',
    scopes: ['settings.users.read'],
  });
  const as = { authorization: `Bearer ${body.token}` };
  const call = (path: string, method = 'GET') =>
    fetch(millrace.url + path, {
      method,
      headers: { ...as, 'content-type': 'application/json' },
      body: method === 'GET' ? null : '{}',
    });
  expect((await call('/settings/v3/users')).status).toBe(200);
  expect((await call('/settings/v3/users/teams')).status).toBe(403);
  expect((await call('/settings/v3/users', 'POST')).status).toBe(403);
});
