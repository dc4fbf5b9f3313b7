import { appendFile, chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServerProcess, startServerProcess } from '../../server/test/support/server-process.ts';
import { millraceIn } from './run.ts';

const TOKEN = 'a-token-that-is-backed-up';
const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };

describe('a backup, from the command line', () => {
  let folder: string;
  let server: ServerProcess;
  let contact: string;
  const at = (name: string) => path.join(folder, name);
  const millrace = (dataDir: string) => millraceIn({ MILLRACE_DATA_DIR: at(dataDir), HOME: folder });
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'millrace-'));
    // As root PostgreSQL runs as another account, which must be able to go there.
    await chmod(folder, 0o755);
    server = await startServerProcess(at('data'), { MILLRACE_TOKEN: TOKEN });
    const body = JSON.stringify({ properties: { email: 'ada@engines.example' } });
    const answer = await fetch(`${server.url}/crm/v3/objects/contacts`, { method: 'POST', headers, body });
    ({ id: contact } = (await answer.json()) as { id: string });
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('is made while the server runs, checked, and restored where there is none', async () => {
    const file = at('all.backup');
    const made = await millrace('data')(['backup', file, '--with-key']);
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(made.out).toMatch(/all\.backup: \d+ rows of the account 1 "Millrace", 0\.\d MB\.\nIt has the key/);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const checked = await millrace('data')(['restore-backup', file, '--check']);
    expect(checked.out).toMatch(
      /^A whole backup of .*, by Millrace .*, with the key of the secrets\.\n {2}account 1 "Millrace"/,
    );
    await server.stop();

    const restored = await millrace('elsewhere')(['restore-backup', file]);
    expect(restored).toMatchObject({ code: 0 });
    expect(restored.out).toMatch(/^\d+ rows of one account\.\n {2}account 1 "Millrace"\n$/);
    // As ALTER SYSTEM writes it.
    await appendFile(at('elsewhere/postgres/postgresql.auto.conf'), "work_mem = '5MB'\n");
    server = await startServerProcess(at('elsewhere'), {});
    const found = await fetch(`${server.url}/crm/v3/objects/contacts/${contact}`, { headers });
    expect(await found.json()).toMatchObject({ properties: { email: 'ada@engines.example' } });
    expect(await millrace('elsewhere')(['restore-backup', file])).toMatchObject({
      code: 1,
      err: expect.stringContaining('The database has accounts already'),
    });
  });

  it('stands beside PostgreSQL that fits the machine, but for what somebody has set otherwise', async () => {
    const told = JSON.parse((await millrace('elsewhere')(['postgres', '--json'])).out);
    const differing = told.settings.filter(({ value, now }: { value: string; now: string }) => value !== now);
    expect(differing).toMatchObject([{ name: 'work_mem', now: '5MB' }]);
    const { out } = await millrace('nowhere')(['postgres', '--memory', '64GB', '--cores', '16']);
    expect(out).toMatch(
      /^For 64 GB of memory, 16 cores; no database runs:\n.*\nshared_buffers +4GB +an eighth/,
    );
    for (const [args, message] of [
      [['--memory', '1TB'], '--memory: "1TB" is no size'],
      [['--cores', 'all'], '--cores: "all" is no number of cores'],
    ] as const)
      expect(await millrace('nowhere')(['postgres', ...args])).toMatchObject({
        code: 2,
        err: expect.stringContaining(message),
      });
  });

  it('says what is wrong, and leaves nothing behind', async () => {
    const file = at('kept.backup');
    await writeFile(file, 'of somebody');
    const cases: [string, readonly string[], number, string][] = [
      ['elsewhere', ['backup', file], 1, 'is there already'],
      ['nowhere', ['backup', at('new.backup')], 1, `There is no database in ${at('nowhere')}`],
      ['elsewhere', ['backup', at('no/folder.backup')], 1, 'ENOENT'],
      ['elsewhere', ['backup', at('new.backup'), '--account', 'one'], 2, '"one" is no id of an account'],
      ['elsewhere', ['backup', at('new.backup'), '--account', '7'], 1, 'There is no account 7'],
      ['elsewhere', ['backup', folder, '--force'], 1, `${folder} is no file`],
      ['elsewhere', ['restore-backup', file], 1, `${file}: It is no backup of Millrace`],
      ['elsewhere', ['restore-backup', at('absent')], 1, 'ENOENT'],
    ];
    for (const [dataDir, args, code, message] of cases) {
      const ended = await millrace(dataDir)(args);
      expect(ended, args.join(' ')).toMatchObject({ code, err: expect.stringContaining(message) });
    }
    expect((await readdir(folder)).toSorted()).toEqual(['all.backup', 'data', 'elsewhere', 'kept.backup']);
  });
});
