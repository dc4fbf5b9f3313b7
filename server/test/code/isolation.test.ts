import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandFor, findIsolation, type Isolation, type Program } from '../../src/code/index.ts';

/**
 * The walls behind Node's permission model, for code that has broken it: what a shell can do in its place. Each holds where the system
 * offers what it is made of; that it is found here is not taken for granted.
 */
const isRoot = process.getuid?.() === 0;
const shell = (script: string): Program => ({ file: '/bin/sh', args: ['-c', script], folders: [] });

let isolation: Isolation;
let server: Server;
let folder: string;
const connected: unknown[] = [];
beforeAll(async () => {
  isolation = await findIsolation(shell('true'), 'best');
  server = createServer((socket) => {
    connected.push(socket);
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  folder = await mkdtemp('/tmp/millrace-walls-');
  await writeFile(path.join(folder, 'secret.key'), 'the key', { mode: 0o600 });
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

interface Ran {
  readonly code: number | null;
  readonly said: string;
}

function run(script: string, within = isolation): Promise<Ran> {
  const { file, args, user } = commandFor(shell(script), within, 3);
  const as = user === undefined ? {} : { uid: user, gid: user };
  return new Promise((resolve) => {
    const child = spawn(file, args, { ...as, cwd: '/', env: { PATH: '/usr/bin:/bin' }, detached: true });
    let said = '';
    child.stdout.on('data', (bytes) => {
      said += bytes;
    });
    child.stderr.on('data', (bytes) => {
      said += bytes;
    });
    child.on('close', (code) => resolve({ code, said: said.trim() }));
    setTimeout(() => {
      if (child.exitCode === null && child.pid) process.kill(-child.pid, 'SIGKILL');
    }, 8_000).unref();
  });
}

describe.runIf(isRoot)('a server that is root', () => {
  test('runs code as another user, for each slot another one', async () => {
    const bare = { ...isolation, namespaces: null };
    const { said } = await run('id -u; id -G', bare);
    const [user, ...groups] = said.split(/\s+/).map(Number);
    expect(user).toBeGreaterThanOrEqual(60_800);
    expect(groups).toEqual([user]);
    expect(commandFor(shell(''), bare, 3).user).not.toBe(commandFor(shell(''), bare, 4).user);
  });

  test('keeps its files, its processes and its environment to itself', async () => {
    expect((await run(`cat ${folder}/secret.key`)).said).not.toContain('the key');
    expect((await run(`cat /proc/${process.pid}/environ`)).said).not.toContain('PATH=');
    expect((await run(`kill -0 ${process.pid} && echo reached`)).said).not.toContain('reached');
    expect((await run('echo x > /usr/x || echo refused')).said).toContain('refused');
  });
});

test('limits hold: files, core dumps, open files, processor time', async () => {
  const { said } = await run('ulimit -f; ulimit -c; ulimit -n; ulimit -t');
  expect(said.split('\n')).toEqual(['0', '0', '128', '120']);
});

test.runIf(isRoot)('a fork bomb runs into the limit of its user, and the machine goes on', async () => {
  const bomb = 'f() { f | f & }; f; sleep 1; echo over';
  const [{ said }, other] = await Promise.all([run(bomb), run('echo fine')]);
  expect(said).toMatch(/fork|Cannot|over/i);
  // The other one has the same slot here, and so the same user: only that it is told so is asked for.
  expect(other.said.length).toBeGreaterThan(0);
  const next = await run('echo fine', { ...isolation, ownUsers: false });
  expect(next.said).toBe('fine');
});

describe('namespaces', () => {
  const connect = () => {
    const { port } = server.address() as { readonly port: number };
    return `exec ${process.execPath} -e "require('net').connect(${port}, '127.0.0.1').on('connect', () => console.log('connected')).on('error', (e) => console.log(e.code))"`;
  };

  test('leave no way to a port of this machine, the database included', async ({ skip }) => {
    if (isolation.namespaces === null) skip();
    expect((await run(connect())).said).not.toContain('connected');
    expect(connected).toEqual([]);
    // The same without them gets through: it is they that hold.
    expect((await run(connect(), { ...isolation, namespaces: null })).said).toBe('connected');
  });

  test('leave no sight of other processes to signal', async ({ skip }) => {
    if (isolation.namespaces === null) skip();
    const { said } = await run('echo $$');
    expect(Number(said)).toBeLessThan(10);
  });
});
