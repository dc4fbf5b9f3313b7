import { spawn, spawnSync } from 'node:child_process';
import { rm, stat } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/platform/index.ts';
import { contactFlow, inARow, setProperty } from '../support/flow-bodies.ts';
import { makeScratchFolder } from '../support/scratch-folder.ts';
import {
  OWN_PROCESS,
  postmasterPid,
  type ServerProcess,
  startServerProcess,
} from '../support/server-process.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await makeScratchFolder('start');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const DEVELOPMENT = { MILLRACE_MODE: 'development', MILLRACE_LOG_LEVEL: 'silent' };
const delay = (delta: string, time_unit: string) => ({
  type: 'SINGLE_CONNECTION',
  actionTypeId: '0-1',
  actionTypeVersion: 0,
  fields: { delta, time_unit },
});

test('prints its address and, once, a token; stops cleanly; goes on where it was, also when killed', async () => {
  let server: ServerProcess = await startServerProcess(folder, DEVELOPMENT);
  const token = /Access token, shown only now: (\S+)/.exec(server.output.join('\n'))?.[1];
  expect(token).toMatch(/^[\w-]{20,}$/);
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(server.url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    // biome-ignore lint/suspicious/noExplicitAny: what the server sent, whatever that is
    return response.json() as Promise<any>;
  };
  const link = /Sign in, once and within 10 minutes: (\S+)\/sign-in#code=(\S+)/.exec(
    server.output.join('\n'),
  );
  expect(link?.[1]).toBe(server.url);
  const signIn = () =>
    fetch(`${server.url}/millrace/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: link?.[2] }),
    });
  expect([(await signIn()).status, (await signIn()).status]).toEqual([204, 401]);
  expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
  expect(await (await fetch(`${server.url}/`)).text()).toContain('Millrace');

  const flow = await call(
    'POST',
    '/automation/v4/flows',
    contactFlow(inARow(delay('1', 'DAYS'), setProperty('jobtitle', 'Done'))),
  );
  const contact = await call('POST', '/crm/v3/objects/contacts', { properties: { email: 'a@example.test' } });
  await call('POST', `/millrace/v1/flows/${flow.id}/enrollments`, { objectIds: [contact.id] });

  expect((await stat(path.join(folder, 'secret.key'))).mode & 0o777).toBe(0o600);
  await call('PUT', '/millrace/v1/secrets/word', { value: 'sesame' });

  expect(await server.stop()).toBe(0);
  const otherKey = { MILLRACE_SECRET_KEY: 'ab'.repeat(32), MILLRACE_LOG_LEVEL: 'error' };
  server = await startServerProcess(folder, { ...DEVELOPMENT, MILLRACE_MODE: 'production', ...otherKey });
  expect(server.output.join('\n')).not.toContain('#code=');
  expect(server.output.join('\n')).toMatch(/"secrets":1,.*cannot be read/);
  expect(await server.stop()).toBe(0);
  server = await startServerProcess(folder, { ...DEVELOPMENT, MILLRACE_LOG_LEVEL: 'error' });
  expect(server.output.join('\n')).not.toMatch(/Access token|cannot be read|key for secrets/);
  await server.kill('everything');
  server = await startServerProcess(folder, DEVELOPMENT);

  await call('POST', '/millrace/v1/clock/advance', { by: 'PT24H' });
  const { results } = await call('GET', `/millrace/v1/flows/${flow.id}/enrollments`);
  expect(results).toMatchObject([{ status: 'COMPLETED', objectId: contact.id }]);

  const second = spawnSync(process.execPath, [MAIN], {
    env: { ...OWN_PROCESS, MILLRACE_DATA_DIR: folder, MILLRACE_PORT: '0' },
  });
  expect(second.status).toBe(1);
  expect(second.stderr.toString()).toContain('Another Millrace');
  expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
  expect(await server.stop()).toBe(0);
}, 120_000);

describe('a mistake in the configuration is one clear message, and nothing is started', () => {
  const run = (env: Record<string, string>, ...args: string[]) => {
    const { status, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
      env: { ...OWN_PROCESS, MILLRACE_DATA_DIR: '/nonexistent/x', ...env },
    });
    return { status, text: stderr.toString() };
  };

  test.each([
    [
      { MILLRACE_PORT: 'eighty' },
      'MILLRACE_PORT (it is "eighty"): must be a whole number from 0 to 65535, such as 4040.',
    ],
    [{ MILLRACE_PORT: '70000' }, 'MILLRACE_PORT'],
    [{ MILLRACE_MODE: 'dev' }, 'MILLRACE_MODE (it is "dev")'],
    [{ MILLRACE_PROT: '4040' }, 'MILLRACE_PROT is not a setting'],
    [{ MILLRACE_SECRET_KEY: 'a passphrase' }, 'MILLRACE_SECRET_KEY: must be 32 bytes in base64 or hex'],
    [{ MILLRACE_DATABASE_URL: 'mysql://x' }, 'MILLRACE_DATABASE_URL: must begin with postgres://'],
    [
      { MILLRACE_DATABASE_URL: 'postgres://a:b:c' },
      'MILLRACE_DATABASE_URL: must be a URL such as postgres://',
    ],
    [
      { MILLRACE_DATABASE_URL: 'postgres://u:secret@a,,b/db' },
      'MILLRACE_DATABASE_URL: names hosts with commas between, of which "" cannot be one',
    ],
    [{ MILLRACE_DATABASE_URL: 'postgres://a:5432,b:99999/db' }, 'of which "b:99999" cannot be one'],
    [
      { MILLRACE_DATABASE_URL: 'postgres://a,b/db?target_session_attrs=primary&target_session_attrs=' },
      'MILLRACE_DATABASE_URL: asks for sessions of the kind target_session_attrs=, in which nothing',
    ],
    [
      { MILLRACE_DATABASE_URL: 'postgres://a,b/db?target_session_attrs=standby' },
      'MILLRACE_DATABASE_URL: asks for sessions of the kind target_session_attrs=standby, in which nothing can be written',
    ],
  ])('%o', (env, message) => {
    expect(() => readConfig({ MILLRACE_DATA_DIR: '/nonexistent/x', ...env })).toThrow(message);
  });

  test('several mistakes, a line each; secrets are not repeated', () => {
    const { status, text } = run({
      MILLRACE_PORT: 'x',
      MILLRACE_TOKEN: 'short-secret',
      MILLRACE_SECRET_KEY: 'short-secret',
    });
    expect(status).toBe(1);
    expect(text.trim().split('\n')).toEqual([
      expect.stringMatching(/^MILLRACE_PORT \(it is "x"\)/),
      expect.stringMatching(/^MILLRACE_TOKEN/),
      expect.stringMatching(/^MILLRACE_SECRET_KEY/),
    ]);
    expect(text).not.toContain('short-secret');
  });

  test('an unknown role', () => {
    expect(run({}, '--role', 'cook').text).toContain('--role cook');
  });

  test('a port that is taken, and an address that this machine does not have', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const { status, text } = run({ MILLRACE_PORT: String(port) });
    expect(status).toBe(1);
    expect(text.trim()).toBe(
      `MILLRACE_PORT (it is ${port}): another program listens there. Stop it, or choose another port, such as MILLRACE_PORT=${port + 1}.`,
    );
    const asWorker = run({ MILLRACE_WORKER_PORT: String(port) }, '--role', 'worker');
    expect(asWorker.text).toMatch(/^MILLRACE_WORKER_PORT \(it is \d+\)/);
    await new Promise((resolve) => other.close(resolve));
    expect(run({ MILLRACE_PORT: '0', MILLRACE_HOST: '192.0.2.1' }).text).toMatch(
      /^MILLRACE_HOST \(it is "192.0.2.1"\)/,
    );
  });

  test('a database that does not answer is waited for, by its variable; no password is said', async () => {
    const env = {
      MILLRACE_DATABASE_URL: 'postgres://me:sesame@127.0.0.1:1/none',
      MILLRACE_PORT: '0',
      MILLRACE_DATA_DIR: path.join(folder, 'waiting'),
    };
    const child = spawn(process.execPath, [MAIN], { env: { ...OWN_PROCESS, ...env } });
    let said = '';
    await new Promise<void>((resolve) =>
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        if (said.includes('Waiting for it')) resolve();
      }),
    );
    expect(said).toContain(
      'MILLRACE_DATABASE_URL (127.0.0.1:1/none): The database refuses connections. Waiting for it',
    );
    expect(said).not.toContain('sesame');
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    expect(await gone).toBe(0);
  });
});

test('says which release it is, and what to begin with', () => {
  const ask = (arg: string) =>
    spawnSync(process.execPath, [MAIN, arg], { env: OWN_PROCESS }).stdout.toString();
  expect(ask('--version')).toMatch(/^Millrace \d+\.\d+\.\d+ on Node\.js \d+/);
  expect(ask('--help')).toMatch(/--role worker[\s\S]*MILLRACE_PORT=4040/);
});

/** What is set for the tests, or by whoever runs them, is not for the server. */
const unsetEnv = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith('MILLRACE_')),
);

test('stopped through npm, the server and its database end with it', async () => {
  const npm = spawn('npm', ['start'], {
    cwd: ROOT,
    env: { ...unsetEnv, MILLRACE_DATA_DIR: folder, MILLRACE_PORT: '0', MILLRACE_LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    npm.stdout.on('data', (chunk: Buffer) => {
      const [, address] = /Millrace listens on (\S+)/.exec(chunk.toString()) ?? [];
      if (address) resolve(address);
    });
    npm.once('exit', (code) => reject(new Error(`npm ended (${code}).`)));
  });
  const postmaster = await postmasterPid(folder);
  const gone = new Promise((resolve) => npm.once('exit', resolve));
  npm.kill('SIGTERM');
  await gone;
  await expect(fetch(`${url}/health/live`)).rejects.toThrow();
  expect(() => process.kill(postmaster, 0)).toThrow();
}, 120_000);
