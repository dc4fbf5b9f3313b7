import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Millrace, startMillrace } from '../../server/test/support/millrace.ts';
import { millraceIn } from './run.ts';

describe('tokens and accounts, from the command line', () => {
  let server: Millrace;
  let millrace: ReturnType<typeof millraceIn>;
  const by = (token: string) => millraceIn({ MILLRACE_URL: server.url, MILLRACE_TOKEN: token });
  beforeAll(async () => {
    server = await startMillrace();
    millrace = by(server.token);
  });
  afterAll(() => server.stop());

  it('are made with scopes, printed once for a pipe, listed without what they are, and revoked', async () => {
    const made = await millrace(['tokens', 'make', 'ci', '--scopes', 'automation', 'forms']);
    expect(made).toMatchObject({ code: 0, err: expect.stringContaining('only now') });
    const token = made.out.trim();
    expect(await by(token)(['flows', 'list'])).toMatchObject({ code: 0 });
    expect(await by(token)(['tokens'])).toMatchObject({ code: 3, out: '' });
    const listed = (await millrace(['tokens'])).out;
    expect(listed).toMatch(/\d+ +ci +20\S+ +\S+ +never +automation forms/);
    expect(listed).not.toContain(token);
    const { id } = JSON.parse((await millrace(['tokens', '--json'])).out).find(
      ({ name }: { name: string }) => name === 'ci',
    );
    expect((await millrace(['tokens', 'revoke', id])).out).toBe(`Token ${id} is revoked.\n`);
    expect(await by(token)(['flows', 'list'])).toMatchObject({ code: 3 });
    const all = JSON.parse((await millrace(['tokens', 'make', 'all', '--scopes', 'all', '--json'])).out);
    expect(await by(all.token)(['tokens'])).toMatchObject({ code: 0 });
    expect(await millrace(['tokens', 'make', 'none'])).toMatchObject({ code: 2, out: '' });
    expect((await millrace(['tokens', 'make', 'x', '--scopes', 'everything'])).err).toContain('everything');
  });

  it('of another account see nothing of the first', async () => {
    const made = await millrace(['accounts', 'make', 'Sandbox', '--time-zone', 'Europe/Paris']);
    expect(made).toMatchObject({ code: 0, err: expect.stringContaining('Sandbox') });
    expect((await millrace(['accounts'])).out).toMatch(/\d+ +Sandbox +Europe\/Paris/);
    const inside = by(made.out.trim());
    expect((await inside(['clock'])).out).toContain('Europe/Paris');
    expect(await inside(['accounts', 'make', 'Third'])).not.toMatchObject({ code: 0 });
    expect((await millrace(['accounts', 'make', 'X', '--time-zone', 'Paris'])).err).toContain('Paris');
  });
});
