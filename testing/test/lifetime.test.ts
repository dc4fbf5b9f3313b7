import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OWN_PROCESS, postmasterPid } from '../../server/test/support/server-process.ts';
import { until } from '../../server/test/support/until.ts';
import { startMillrace } from '../index.ts';

const RUNNER = fileURLToPath(new URL('runner.ts', import.meta.url));

/** Where the runners put what is temporary, and what they keep. */
let folder: string;
let cache: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'runners-'));
  await chmod(folder, 0o755);
  cache = path.join(folder, 'cache');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Runner {
  readonly process: ChildProcess;
  readonly url: string;
  readonly gone: Promise<number | NodeJS.Signals | null>;
}

/** A process that starts a server as a test does, and then waits, ends or stops it. */
async function run(then: 'wait' | 'end' | 'stop', env: NodeJS.ProcessEnv = {}): Promise<Runner> {
  const child = spawn(process.execPath, [RUNNER, then], {
    env: { ...OWN_PROCESS, TMPDIR: folder, XDG_CACHE_HOME: cache, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise<number | NodeJS.Signals | null>((resolve) =>
    child.once('exit', (code, signal) => resolve(signal ?? code)),
  );
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout!.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
    void gone.then((how) => reject(new Error(`The runner ended (${how}).`)));
  });
  return { process: child, url, gone };
}

const dataDirs = async () => (await readdir(folder)).filter((name) => name.startsWith('millrace-'));
const templates = async () => (await readdir(path.join(cache, 'millrace'))).toSorted();
const answers = (url: string) =>
  fetch(`${url}/health/live`).then(
    () => true,
    () => false,
  );
const isThere = (pid: number) =>
  stat(`/proc/${pid}`).then(
    () => true,
    () => false,
  );

/** Neither the server, nor its PostgreSQL, nor its data. */
async function expectNothingLeft(url: string, pid?: number): Promise<void> {
  await until(async () => !(await answers(url)));
  await until(async () => (await dataDirs()).length === 0);
  if (pid !== undefined) await until(async () => !(await isThere(pid)));
}

describe('the template', () => {
  it('is made once, also by two at once, and anew where it is broken', async () => {
    const both = await Promise.all([run('stop'), run('stop')]);
    expect(await Promise.all(both.map(({ gone }) => gone))).toEqual([0, 0]);
    const made = await templates();
    expect(made).toEqual([expect.stringMatching(/^template-[0-9a-f]{16}$/)]);

    const control = path.join(cache, 'millrace', made[0]!, 'global/pg_control');
    await truncate(control, 10);
    expect(await (await run('stop')).gone).toBe(0);
    expect(await templates()).toEqual(made);
    expect((await stat(control)).size).toBeGreaterThan(10);
  });

  it('is for speed alone: without a place for it a server starts all the same', async () => {
    expect(await (await run('stop', { XDG_CACHE_HOME: '/dev/null' })).gone).toBe(0);
  });
});

describe('a server that a test has started', () => {
  it.each(['SIGKILL', 'SIGINT', 'SIGTERM'] as const)('goes when the runner ends by %s', async (signal) => {
    const runner = await run('wait');
    const [dataDir] = await dataDirs();
    const pid = await postmasterPid(path.join(folder, dataDir!));
    expect([await answers(runner.url), await isThere(pid)]).toEqual([true, true]);
    runner.process.kill(signal);
    expect(await runner.gone).toBe(signal);
    await expectNothingLeft(runner.url, pid);
  });

  it('keeps no runner that has forgotten it from ending, and goes with it', async () => {
    const runner = await run('end');
    expect(await runner.gone).toBe(0);
    await expectNothingLeft(runner.url);
  });

  it('is gone when stop says so', async () => {
    const runner = await run('stop');
    expect(await runner.gone).toBe(0);
    expect([await answers(runner.url), await dataDirs()]).toEqual([false, []]);
  });

  it('refuses to be one whose data is of somebody', async () => {
    const kept = path.join(folder, 'kept');
    await mkdir(kept);
    const bin = fileURLToPath(new URL('../../cli/bin.js', import.meta.url));
    const child = spawn(process.execPath, [bin, 'start'], {
      env: {
        ...OWN_PROCESS,
        MILLRACE_DATA_DIR: kept,
        MILLRACE_THROWAWAY: 'on',
        MILLRACE_PORT: '0',
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(1);
    expect(said).toContain('MILLRACE_THROWAWAY');
    expect((await stat(kept)).isDirectory()).toBe(true);
  });
});

describe('a server that runs already', () => {
  it('is taken by its address and its token, and runs on', async () => {
    const first = await startMillrace();
    try {
      const runner = await run('stop', { MILLRACE_URL: `${first.url}/`, MILLRACE_TOKEN: first.token });
      expect(runner.url).toBe(first.url);
      expect(await runner.gone).toBe(0);
      expect(await answers(first.url)).toBe(true);
    } finally {
      await first.stop();
    }
  });
});
