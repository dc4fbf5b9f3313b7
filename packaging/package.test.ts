import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { PACKAGE, ROOT } from './places.ts';

const run = promisify(execFile);
/** A folder of a stranger, who has the package and nothing of the clone. */
let folder: string;
let inFolder: { cwd: string; env: NodeJS.ProcessEnv };

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'millrace-package-'));
  inFolder = { cwd: folder, env: { PATH: process.env['PATH'], HOME: process.env['HOME'] } };
  await run('npm', ['run', 'build'], { cwd: ROOT });
  const { stdout } = await run('npm', ['pack', PACKAGE, '--json'], inFolder);
  const packed = Object.values<{ filename: string }>(JSON.parse(stdout))[0]!;
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ name: 'stranger', private: true }));
  await run('npm', ['install', '--prefer-offline', `./${packed.filename}`], inFolder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the package, installed where there is no clone', () => {
  test('shows the main job', async () => {
    const { stdout } = await run('npx', ['millrace', 'demo'], inFolder);
    expect(stdout).toContain('COMPLETED');
    expect(stdout).toMatch(/Done in \d/);
  });

  test('serves the API and the page, and stops when it is told to', async () => {
    const server = spawn(path.join(folder, 'node_modules/.bin/millrace'), ['start'], {
      ...inFolder,
      env: { ...inFolder.env, MILLRACE_PORT: '0', MILLRACE_TOKEN: 'a-token-of-a-stranger' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const gone = new Promise((resolve) => server.once('exit', resolve));
    onTestFinished(() => void server.kill('SIGKILL'));
    const url = await new Promise<string>((resolve, reject) => {
      let said = '';
      server.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        const at = /listens on (\S+)/.exec(said)?.[1];
        if (at !== undefined) resolve(at);
      });
      void gone.then((code) => reject(new Error(`It ended (${code}): ${said}`)));
    });
    const headers = { authorization: 'Bearer a-token-of-a-stranger' };
    expect((await fetch(`${url}/automation/v4/flows`, { headers })).status).toBe(200);
    const page = await (await fetch(`${url}/`)).text();
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(page)?.[1];
    expect((await fetch(url + script)).headers.get('content-type')).toContain('javascript');
    server.kill('SIGTERM');
    expect(await gone).toBe(0);
  });

  test('says its release, and what can be done', async () => {
    const { version } = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8'));
    expect((await run('npx', ['millrace', '--version'], inFolder)).stdout.trim()).toBe(version);
    const { stdout: help } = await run('npx', ['millrace', '--help'], inFolder);
    expect(help).toMatch(/start .*run a server/);
    const wrong = await run('npx', ['millrace', 'strat'], inFolder).catch((error) => error);
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('Did you mean start?') });
  });

  test('has no sources, no tests, and no tool that it was made with', async () => {
    const files = await readdir(PACKAGE, { recursive: true });
    expect(files.filter((file) => /\.test\.|test-support|(?<!\.d)\.tsx?$/.test(file))).toEqual([]);
    const { stdout } = await run('npm', ['ls', '--all', '--parseable'], inFolder);
    const names = stdout.split('\n').map((line) => line.replace(/^.*node_modules\//, ''));
    expect(names).toContain('fastify');
    const { devDependencies } = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8'));
    const tools = [...Object.keys(devDependencies), 'vite', 'react', 'node'];
    expect(names.filter((name) => tools.includes(name))).toEqual([]);
  });
});
