import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Millrace, startMillrace } from '../../server/test/support/millrace.ts';
import { millraceIn } from './run.ts';

describe('profiles', () => {
  let server: Millrace;
  let config: string;
  let millrace: ReturnType<typeof millraceIn>;
  beforeAll(async () => {
    server = await startMillrace();
    config = await mkdtemp(path.join(tmpdir(), 'millrace-config-'));
    millrace = millraceIn({ XDG_CONFIG_HOME: config });
  });
  afterAll(async () => {
    await server.stop();
    await rm(config, { recursive: true, force: true });
  });
  const file = () => path.join(config, 'millrace/profiles.json');

  it('are kept for their owner alone, show no token, and say which server is meant', async () => {
    const none = await millrace(['flows', 'list']);
    expect(none).toMatchObject({ code: 2, out: '' });
    expect(none.err).toContain('millrace profiles add');
    const added = await millrace(['profiles', 'add', 'local', '--url', server.url], `${server.token}\n`);
    expect(added).toMatchObject({ code: 0, err: `local is ${server.url}. It is the usual one.\n` });
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(await millrace(['flows', 'list'])).toMatchObject({ code: 0, out: 'There is no flow.\n' });
    await millrace(['profiles', 'add', 'other', '--url', `${server.url}/`], server.token);
    const { out } = await millrace(['profiles']);
    expect(out).toMatch(/local +http\S+ +the usual one\nother +http/);
    expect(JSON.stringify([out, (await millrace(['profiles', '--json'])).out])).not.toContain(server.token);
    await millrace(['profiles', 'use', 'other']);
    await millrace(['profiles', 'remove', 'other']);
    expect((await millrace(['flows', 'list'])).code).toBe(2);
    expect(await millrace(['flows', 'list', '--profile', 'local'])).toMatchObject({ code: 0 });
  });

  it('are not kept with a token that the server does not know, nor without one', async () => {
    const before = await readFile(file(), 'utf8');
    const wrong = await millrace(['profiles', 'add', 'wrong', '--url', server.url], 'nobody-knows-this');
    expect(wrong).toMatchObject({ code: 3, err: expect.stringContaining('does not know the token') });
    expect(await millrace(['profiles', 'add', 'wrong', '--url', server.url])).toMatchObject({ code: 2 });
    for (const args of [
      ['profiles', 'add', 'a/b', '--url', server.url],
      ['profiles', 'add', 'a', '--url', 'there'],
      ['profiles', 'use', 'nobody'],
    ])
      expect(await millrace(args, server.token), args.join(' ')).toMatchObject({ code: 2 });
    expect(await readFile(file(), 'utf8')).toBe(before);
  });

  it('of a broken file are not guessed at, and the file stays as it is', async () => {
    const broken = '{"profiles": {"local": {"url": 7}}}';
    await writeFile(file(), broken);
    const ran = await millrace(['profiles', 'add', 'local', '--url', server.url], server.token);
    expect(ran.code).toBe(1);
    expect(ran.err).toContain(file());
    expect(ran.err).toMatch(/profiles\.local\.url/);
    expect(await readFile(file(), 'utf8')).toBe(broken);
  });

  it('give way to the environment', async () => {
    const env = { XDG_CONFIG_HOME: config, MILLRACE_URL: server.url, MILLRACE_TOKEN: server.token };
    expect(await millraceIn(env)(['clock'])).toMatchObject({ code: 0 });
    const gone = await millraceIn({ ...env, MILLRACE_URL: 'http://127.0.0.1:9' })(['clock']);
    expect(gone).toMatchObject({ code: 3, err: expect.stringContaining('cannot be reached') });
    expect((await millraceIn({ ...env, MILLRACE_PROFILE: 'staging' })(['clock'])).code).not.toBe(0);
  });
});
