import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Millrace, startMillrace } from '../../server/test/support/millrace.ts';
import { millraceIn } from './run.ts';

interface Named {
  readonly name: string;
  readonly state: string;
  readonly says: string;
  readonly todo?: string;
}

describe('millrace doctor', () => {
  let folder: string;
  let server: Millrace;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'millrace-doctor-'));
    server = await startMillrace();
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const look = async (env: Readonly<Record<string, string>>) => {
    const usual = { MILLRACE_DATA_DIR: path.join(folder, 'data'), MILLRACE_PORT: '0' };
    const { code, out, err } = await millraceIn({ ...usual, ...env })(['doctor', '--json']);
    expect(err).toBe('');
    return { code, of: (name: string) => (JSON.parse(out) as Named[]).find((each) => each.name === name)! };
  };

  it('finds nothing wrong where Millrace would start, and a Millrace that listens already', async () => {
    const port = new URL(server.url).port;
    const { code, of } = await look({ MILLRACE_PORT: port, MILLRACE_URL: server.url, MILLRACE_PROFILE: 'x' });
    expect(code).toBe(0);
    expect(of('PostgreSQL').says).toMatch(/^embedded, postgres \(PostgreSQL\) 1\d/);
    expect(of('port').says).toBe(`a Millrace listens on ${server.url}`);
    const { out } = await millraceIn({ MILLRACE_PORT: '0', MILLRACE_DATA_DIR: folder })(['doctor']);
    expect(out).toMatch(/^ok {5}settings: production mode, data in /);
  });

  it('says what to do about each thing that is wrong', async () => {
    const other = createServer((_request, response) => response.end('something else'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const file = path.join(folder, 'file');
    await writeFile(file, '');
    const { code, of } = await look({
      MILLRACE_PORT: String(port),
      MILLRACE_DATA_DIR: path.join(file, 'data'),
      MILLRACE_DATABASE_URL: 'postgres://nobody:word-of-nobody@127.0.0.1:9/none',
      PATH: folder,
    });
    other.close();
    expect(code).toBe(1);
    for (const name of ['port', 'data folder', 'database'])
      expect(of(name), name).toMatchObject({ state: 'wrong', todo: expect.stringMatching(/\.$/) });
    expect(of('database').says).not.toContain('word-of-nobody');
    expect(of('python3')).toMatchObject({ state: 'worse', todo: expect.any(String) });
    const away = await look({ MILLRACE_HOST: '203.0.113.7', MILLRACE_PORT: '4999' });
    expect(away.of('port')).toMatchObject({ state: 'wrong', todo: expect.stringContaining('MILLRACE_HOST') });
  });

  it('reads the settings first, and looks no further where they are wrong', async () => {
    const { code, of } = await look({ MILLRACE_PORT: 'many', MILLRACE_MODUS: 'x' });
    expect(code).toBe(1);
    expect(of('settings').says).toMatch(/MILLRACE_MODUS[\s\S]*MILLRACE_PORT/);
    expect(of('port')).toBeUndefined();
  });

  it('takes a database of your own that is new enough', async () => {
    const { socketDir, database, user } = server.address as Record<string, string>;
    const url = `postgres://${user}@localhost/${database}?host=${encodeURIComponent(socketDir!)}`;
    const { of } = await look({ MILLRACE_DATABASE_URL: url });
    expect(of('database')).toMatchObject({
      state: 'well',
      says: expect.stringContaining('your own, PostgreSQL'),
    });
  });
});
