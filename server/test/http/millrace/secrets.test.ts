import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSecrets, SecretBox, SecretUnreadable } from '../../../src/accounts/index.ts';
import { type Millrace, startMillrace } from '../../support/millrace.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace({ role: 'api' });
});
afterAll(() => millrace.stop());

const url = '/millrace/v1/secrets';
const names = async () => (await millrace.get(url)).body.results.map((each: { name: string }) => each.name);
const read = (...wanted: string[]) =>
  readSecrets(millrace.sql, millrace.services.secrets, millrace.accountId, wanted);

test('a secret is stored, replaced, listed by name, read by the server only, and deleted', async () => {
  const made = await millrace.put(`${url}/API_KEY`, { value: 'sesame-1 ünï\n' });
  expect(made.status).toBe(200);
  expect(made.body).toEqual({
    name: 'API_KEY',
    createdAt: expect.any(String),
    updatedAt: made.body.createdAt,
    savedBy: { tokenId: expect.any(String), tokenName: expect.any(String) },
  });
  expect(await read('API_KEY', 'OTHER')).toEqual(new Map([['API_KEY', 'sesame-1 ünï\n']]));

  const replaced = await millrace.put(`${url}/API_KEY`, { value: 'sesame-2' });
  expect(replaced.body.createdAt).toBe(made.body.createdAt);
  expect(Date.parse(replaced.body.updatedAt)).toBeGreaterThan(Date.parse(made.body.updatedAt));
  expect(await read('API_KEY')).toEqual(new Map([['API_KEY', 'sesame-2']]));

  await millrace.put(`${url}/_a`, { value: 'x' });
  const listed = await millrace.get(url);
  expect(listed.body.results[0]).toEqual(replaced.body);
  expect(listed.body.results).toHaveLength(2);
  expect(JSON.stringify(listed.body)).not.toContain('sesame');

  expect((await millrace.delete(`${url}/_a`)).status).toBe(204);
  expect((await millrace.delete(`${url}/_a`)).status).toBe(404);
  expect(await names()).toEqual(['API_KEY']);
});

test('the database holds no value as it is, and the same value looks different each time', async () => {
  await millrace.put(`${url}/one`, { value: 'the-same-value' });
  await millrace.put(`${url}/two`, { value: 'the-same-value' });
  const rows = await millrace.sql`select sealed from secrets where name in ('one', 'two')`;
  const [one, two] = rows.map((row) => row['sealed'] as Buffer);
  expect(one!.equals(two!)).toBe(false);
  for (const sealed of [one!, two!]) expect(sealed.toString('latin1')).not.toContain('the-same-value');
});

test('all values together are bounded', async () => {
  for (const name of await names()) await millrace.delete(`${url}/${name}`);
  expect((await millrace.put(`${url}/long`, { value: 'x'.repeat(990) })).status).toBe(200);
  const over = await millrace.put(`${url}/short`, { value: 'abcdefghijk' });
  expect([over.status, over.body.errors[0]]).toMatchObject([400, { in: 'value', code: 'OUT_OF_RANGE' }]);
  expect((await millrace.put(`${url}/short`, { value: 'abcdefghij' })).status).toBe(200);
  expect((await millrace.put(`${url}/long`, { value: 'x'.repeat(991) })).status).toBe(400);
  expect((await millrace.put(`${url}/long`, { value: 'y'.repeat(990) })).status).toBe(200);
  await millrace.delete(`${url}/long`);

  const both = await Promise.all(
    ['a', 'b'].map((name) => millrace.put(`${url}/${name}`, { value: 'x'.repeat(600) })),
  );
  expect(both.map(({ status }) => status).sort()).toEqual([200, 400]);
});

test('bad input is 400 by its place, and is not said again', async () => {
  const before = await names();
  const word = 'sesame-open';
  const cases: [unknown, string | undefined][] = [
    [{}, 'value'],
    [{ value: '' }, 'value'],
    [{ value: [word] }, 'value'],
    [{ value: null }, 'value'],
    [{ value: `${word}\0` }, 'value'],
    [`{"value":"${word}\\ud800"}`, 'value'],
    [{ value: word.repeat(100) }, 'value'],
    [{ value: word, colour: 'red' }, undefined],
    [[word], undefined],
    [`"${word}"`, undefined],
    [undefined, undefined],
  ];
  for (const [body, member] of cases) {
    const answer = await millrace.put(`${url}/a_name`, body);
    expect([body, answer.status, answer.body.errors[0].in]).toEqual([body, 400, member]);
    expect(JSON.stringify(answer.body)).not.toContain(word);
  }
  for (const name of ['1st', 'a-b', 'a%20b', 'a%00', '%C3%BC', 'x'.repeat(101)]) {
    for (const method of ['PUT', 'DELETE']) {
      const answer = await millrace.call(method, `${url}/${name}`, { value: 'x' });
      expect([name, answer.status, answer.body.errors[0].in]).toEqual([name, 400, 'name']);
    }
  }
  expect((await millrace.get(`${url}/a_name`)).status).toBe(405);
  expect(await names()).toEqual(before);
});

test('it takes the scope millrace.admin', async () => {
  const made = await millrace.post('/millrace/v1/tokens', { name: 'other', scopes: ['automation'] });
  const authorization = `Bearer ${made.body.token}`;
  for (const [method, path] of [
    ['GET', url],
    ['PUT', `${url}/x`],
    ['DELETE', `${url}/x`],
  ] as const) {
    const body = method === 'PUT' ? { value: 'x' } : undefined;
    expect((await millrace.call(method, path, body, { authorization })).status).toBe(403);
  }
});

test('what is under another key, or was moved or changed, is told of and not read', async () => {
  const { sql, accountId } = millrace;
  for (const name of await names()) await millrace.delete(`${url}/${name}`);
  await millrace.put(`${url}/mine`, { value: 'a' });
  await millrace.put(`${url}/yours`, { value: 'b' });

  const otherwise = new SecretBox(Buffer.alloc(32, 8));
  await expect(readSecrets(sql, otherwise, accountId, ['mine'])).rejects.toThrow('another key');
  await expect(readSecrets(sql, new SecretBox(undefined), accountId, ['mine'])).rejects.toThrow(
    SecretUnreadable,
  );

  await sql`update secrets set sealed = (select sealed from secrets where name = 'yours') where name = 'mine'`;
  await expect(read('mine')).rejects.toThrow('damaged');
  await sql`update secrets set sealed = '\\x00' where name = 'mine'`;
  await expect(read('mine')).rejects.toThrow('damaged');
  expect(await read('yours')).toEqual(new Map([['yours', 'b']]));

  expect((await millrace.put(`${url}/mine`, { value: 'c' })).status).toBe(200);
  expect(await read('mine')).toEqual(new Map([['mine', 'c']]));
});
