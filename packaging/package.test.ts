import { execFile, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
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

describe('tests of flows, where there is no clone', () => {
  const EXAMPLES = path.join(ROOT, 'examples/flow-tests');
  let project: string;
  /** A tool as a project has it that has installed it. */
  const installed = async (name: string) => {
    const at = path.join(project, 'node_modules', name);
    await mkdir(path.dirname(at), { recursive: true });
    await symlink(path.join(ROOT, 'node_modules', name), at);
  };
  beforeAll(async () => {
    project = path.join(folder, 'project');
    await cp(EXAMPLES, project, { recursive: true });
    await writeFile(path.join(project, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
    for (const name of ['vitest', 'jest', '@types/node', '@hubspot/api-client']) await installed(name);
  });

  test('run with vitest, each with an account of its own', async () => {
    const vitest = path.join(ROOT, 'node_modules/vitest/vitest.mjs');
    const { stdout } = await run(process.execPath, [vitest, 'run', 'nurture'], { ...inFolder, cwd: project });
    expect(stdout).toMatch(/Tests .*2 passed/);
  });

  test('run with node:test', async () => {
    const { stdout } = await run(process.execPath, ['--test', '--test-reporter=tap', 'deal.flow.test.mjs'], {
      ...inFolder,
      cwd: project,
    });
    expect(stdout).toMatch(/^# pass 1$/m);
  });

  test('run with jest, whose modules are its own', async () => {
    const jest = path.join(ROOT, 'node_modules/jest/bin/jest.js');
    const { stderr } = await run(process.execPath, [jest, 'customers.test.mjs'], {
      cwd: project,
      env: { ...inFolder.env, NODE_OPTIONS: '--experimental-vm-modules' },
    });
    expect(stderr).toMatch(/^Tests: +2 passed, 2 total$/m);
  });

  test('run with the command, those in YAML and those of node:test in one report', async () => {
    const { stdout } = await run('npx', ['millrace', 'test', '--reporter', 'tap'], {
      ...inFolder,
      cwd: project,
    });
    expect(stdout).toMatch(/^ok \d - A lead gets three mails over ninety days$/m);
    expect(stdout).toMatch(/^ok 3 - a deal that is won makes a task, and the web hook hears of it$/m);
    expect(stdout).toMatch(/^1\.\.3\n# tests 3\n# pass 3$/m);
    const schema = await readFile(path.join(folder, 'node_modules/millrace/flow-test.schema.json'), 'utf8');
    expect(Object.keys(JSON.parse(schema).properties)).toEqual(['test', 'given', 'steps', 'tests']);
  });

  test.each([
    ['node16', 'node16'],
    ['esnext', 'bundler'],
  ])('are checked by their types: module %s, resolved as by %s', async (module, moduleResolution) => {
    const options = `--noEmit --strict --skipLibCheck false --target es2022 --types node --module ${module} --moduleResolution ${moduleResolution}`;
    await writeFile(
      path.join(project, 'right.ts'),
      `import { startMillrace, type Account } from 'millrace/testing';
const account: Account = await (await startMillrace()).account({ now: new Date() });
const { results } = await account.call('GET /millrace/v1/flows');
const { accounts } = await startMillrace({ accounts: { sales: { now: '2027-01-04T09:00:00Z' } } });
const { Welcome } = await accounts.sales.apply(new URL('./flows', import.meta.url));
export const id: string | undefined = Welcome?.id;
export const names: (string | null | undefined)[] = results.map((flow) => flow.name);
`,
    );
    await writeFile(
      path.join(project, 'wrong-path.ts'),
      `import { startMillrace } from 'millrace/testing';
await (await (await startMillrace()).account()).call('GET /millrace/v1/flws');
`,
    );
    await writeFile(
      path.join(project, 'wrong-account.ts'),
      `import { startMillrace } from 'millrace/testing';
await (await startMillrace({ accounts: { sales: {} } })).accounts.sails.settle();
`,
    );
    // Together, since each run reads the types of the whole API; the mistakes are told of their files, and there are no others.
    const { stdout } = await run(
      path.join(ROOT, 'node_modules/.bin/tsc'),
      [...options.split(' '), '--pretty', 'false', 'right.ts', 'wrong-path.ts', 'wrong-account.ts'],
      { ...inFolder, cwd: project },
    ).catch((error) => error);
    const mistakes = stdout.split('\n').filter((line: string) => /^\S/.test(line));
    expect(mistakes.toSorted()).toEqual([
      expect.stringMatching(/^wrong-account\.ts.*sails/),
      expect.stringMatching(/^wrong-path\.ts.*flws/),
    ]);
  });
});
