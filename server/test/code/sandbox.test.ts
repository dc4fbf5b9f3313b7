import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { CodeResult } from '../../src/code/index.ts';
import { OK, openSandbox, type TestSandbox } from '../support/sandbox.ts';
import { ROOT } from '../support/sources.ts';
import { until } from '../support/until.ts';

let sandbox: TestSandbox;
beforeAll(() => {
  sandbox = openSandbox();
});
afterAll(() => sandbox.sandbox.close());

const outputsOf = (result: CodeResult) =>
  result.kind === 'returned'
    ? (result.value as { readonly outputFields: Readonly<Record<string, unknown>> }).outputFields
    : undefined;

const returned = (outputFields: object) => ({ kind: 'returned', value: { outputFields } });

describe('the ways to answer', () => {
  test.each<[string, string]>([
    ['a callback', "exports.main = (event, callback) => callback({ outputFields: { a: 'x' } });"],
    [
      'a callback later',
      "exports.main = (event, callback) => { setTimeout(callback, 20, { outputFields: { a: 'x' } }); };",
    ],
    ['a promise', "exports.main = async () => ({ outputFields: { a: 'x' } });"],
    ['a value', "exports.main = () => ({ outputFields: { a: 'x' } });"],
    ['module.exports', "module.exports = { main: async () => ({ outputFields: { a: 'x' } }) };"],
    ['module.exports.main', "module.exports.main = async () => ({ outputFields: { a: 'x' } });"],
    [
      'the first of two',
      "exports.main = async (e, callback) => { callback({ outputFields: { a: 'x' } }); return { outputFields: { a: 'y' } }; };",
    ],
  ])('%s', async (_, source) => {
    expect(await sandbox.run(source)).toMatchObject(returned({ a: 'x' }));
  });

  test('none at all is an end, too', async () => {
    expect(await sandbox.main("console.log('done');")).toMatchObject({
      kind: 'returned',
      value: undefined,
      log: 'done\n',
    });
    expect(await sandbox.run('exports.main = () => { setTimeout(() => undefined, 20); };')).toMatchObject({
      kind: 'returned',
    });
  });

  test('what is left behind the callback still runs, within the limit', async () => {
    const late = "callback({ outputFields: { a: 1 } }); setTimeout(() => console.log('late'), 50);";
    expect(await sandbox.main(late)).toMatchObject({ ...returned({ a: 1 }), log: 'late\n' });
    const endless = await sandbox.main(
      'callback({ outputFields: { a: 1 } }); setInterval(() => undefined, 10);',
      { timeoutMs: 500 },
    );
    expect(endless).toMatchObject(returned({ a: 1 }));
    expect(endless.log).toContain('still running 0.5 seconds after its start');
    const throwing = await sandbox.main("callback({ outputFields: { a: 1 } }); throw new Error('too late');");
    expect(throwing).toMatchObject(returned({ a: 1 }));
    expect(throwing.log).toContain('too late');
  });

  test('a promise that nothing can settle is told at once', async () => {
    expect(await sandbox.main('await new Promise(() => undefined);')).toMatchObject({
      kind: 'failed',
      reason: 'NEVER_SETTLED',
    });
  });

  test('what JSON cannot hold is told of', async () => {
    const body = `
      const cycle = {}; cycle.self = cycle;
      callback({ outputFields: { big: 1n, nan: NaN, fn() {}, symbol: Symbol('s'), cycle, none: undefined, at: new Date(0), map: new Map() } });`;
    expect(await sandbox.main(body)).toMatchObject({
      value: {
        outputFields: {
          big: null,
          nan: null,
          fn: null,
          symbol: null,
          cycle: { self: null },
          at: '1970-01-01T00:00:00.000Z',
          map: {},
        },
      },
      odd: [
        ['outputFields.big', 'a BigInt'],
        ['outputFields.nan', 'NaN'],
        ['outputFields.fn', 'a function'],
        ['outputFields.symbol', 'a symbol'],
        ['outputFields.cycle.self', 'a cycle'],
      ],
    });
  });
});

describe('errors', () => {
  test.each<[string, string, string]>([
    ['an error', "throw new TypeError('no');", 'TypeError: no'],
    ['a text', "throw 'no';", 'The code threw the text "no".'],
    ['null', 'throw null;', 'The code threw null.'],
    ['nothing', 'throw undefined;', 'The code threw undefined.'],
    ['an object', 'throw { a: { b: { c: 1 } } };', 'The code threw { a: { b: [Object] } }.'],
    [
      'an error in a circle',
      "const e = new Error('round'); e.cause = e; e.self = e; throw e;",
      'Error: round',
    ],
    [
      'an error whose members throw',
      "throw new Proxy({}, { get() { throw new Error('no'); } });",
      'The code threw {}.',
    ],
    [
      'an error with a status in its text only',
      "throw new Error('429 Too Many Requests');",
      'Error: 429 Too Many Requests',
    ],
    [
      'an answer that is final',
      "throw Object.assign(new Error('not found'), { response: { status: 404 } });",
      'Error: not found',
    ],
  ])('%s is final', async (_, body, message) => {
    expect(await sandbox.main(body)).toMatchObject({
      kind: 'failed',
      reason: 'CODE_FAILED',
      message,
      isRetryable: false,
    });
  });

  test.each<[string, string]>([
    [
      'axios',
      "Object.assign(new Error('Request failed with status code 429'), { isAxiosError: true, response: { status: 429 } })",
    ],
    ['axios, 503', "Object.assign(new Error('x'), { isAxiosError: true, response: { status: 503 } })"],
    [
      '@hubspot/api-client',
      "Object.assign(new Error('HTTP-Code: 429'), { code: 429, body: {}, headers: {} })",
    ],
    ['got', "Object.assign(new Error('x'), { response: { statusCode: 502 } })"],
    ['request', "Object.assign(new Error('x'), { statusCode: 500 })"],
    ['fetch-like ones', "Object.assign(new Error('x'), { status: 500 })"],
    ['a rate limit of the API', "Object.assign(new Error('x'), { body: { category: 'RATE_LIMITS' } })"],
  ])('a busy or broken server, as %s tells it, may be asked again', async (_, error) => {
    expect(await sandbox.main(`throw ${error};`)).toMatchObject({
      kind: 'failed',
      reason: 'CODE_FAILED',
      isRetryable: true,
    });
    expect(
      await sandbox.main(`try { throw ${error}; } catch { callback({ outputFields: {} }); }`),
    ).toMatchObject({ kind: 'returned' });
  });

  test.each<[string, string, string, string]>([
    [
      'a mistake in writing',
      'exports.main = async () => {\n  const = 1;\n};',
      'SYNTAX_ERROR',
      "SyntaxError: Unexpected token '=' (main.js:2)",
    ],
    [
      'no main',
      'exports.other = 1;',
      'NO_ENTRY',
      'The code exports no function main: it must set exports.main.',
    ],
    ['an error while it is loaded', "throw new Error('at once');", 'CODE_FAILED', 'Error: at once'],
    [
      'imports of another module system',
      "import axios from 'axios';",
      'SYNTAX_ERROR',
      'SyntaxError: Cannot use import statement outside a module (main.js:1)',
    ],
  ])('%s', async (_, source, reason, message) => {
    expect(await sandbox.run(source)).toMatchObject({ kind: 'failed', reason, message });
  });

  test('runtimes that nobody knows, and code that is turned off', async () => {
    expect(await sandbox.run('', { runtime: 'RUBY27' })).toMatchObject({
      kind: 'failed',
      reason: 'RUNTIME_UNKNOWN',
    });
    const off = openSandbox({ isOn: false });
    expect(await off.main('')).toMatchObject({
      reason: 'RUNTIME_UNAVAILABLE',
      message: 'This server runs no code: MILLRACE_CODE is off.',
    });
  });
});

describe('warm processes', () => {
  const count =
    'let runs = 0; exports.main = async () => ({ outputFields: { runs: ++runs, pid: process.pid } });';
  const runsOf = async (more: object) => outputsOf(await sandbox.run(count, more))?.['runs'];

  test('keep what a module holds, within one use, account, code and set of secrets', async () => {
    const one = { reuse: 'flow 1' };
    expect([await runsOf(one), await runsOf(one), await runsOf(one)]).toEqual([1, 2, 3]);
    expect(await runsOf({ reuse: 'flow 2' })).toBe(1);
    expect(await runsOf({ ...one, accountId: '2' })).toBe(1);
    expect(await runsOf({ ...one, secrets: new Map([['KEY', 'a']]) })).toBe(1);
    expect(await runsOf({ ...one, secrets: new Map([['KEY', 'b']]) })).toBe(1);
    expect(await runsOf({ ...one, runtime: 'NODE18X' })).toBe(1);
    expect(await runsOf({})).toBe(1);
    expect(await runsOf(one)).toBe(4);
    expect(await sandbox.run(`${count}// other`, one)).toMatchObject({ isWarm: false });
  });

  test('a process that failed is not used again', async () => {
    const source =
      "let runs = 0; exports.main = async () => { runs += 1; if (runs === 2) throw new Error('second'); return { outputFields: { runs } }; };";
    const kinds = [];
    for (let i = 0; i < 3; i += 1)
      kinds.push(outputsOf(await sandbox.run(source, { reuse: 'failing' }))?.['runs'] ?? 'failed');
    expect(kinds).toEqual([1, 'failed', 1]);
  });

  test('are bounded: those who find no place wait, and all have their turn', async () => {
    const many = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        sandbox.main(`callback({ outputFields: { index: ${index} } });`, { reuse: `many ${index}` }),
      ),
    );
    expect(many.map((each) => outputsOf(each)?.['index'])).toEqual(
      Array.from({ length: 30 }, (_, index) => index),
    );
    expect(sandbox.sandbox.processes).toBeLessThanOrEqual(sandbox.sandbox.atOnce);
  });
});

test('secrets are in the environment, and masked in the log and in errors', async () => {
  const secrets = new Map([['API_KEY', 'sesame-open-1']]);
  const body =
    "console.log(process.env.API_KEY, Buffer.from(process.env.API_KEY).toString('base64')); throw new Error(process.env.API_KEY);";
  const result = await sandbox.main(body, { secrets });
  expect(JSON.stringify(result)).not.toMatch(/sesame|c2VzYW1l/);
  expect(result).toMatchObject({ message: 'Error: [secret]' });
  expect(
    await sandbox.main('return { outputFields: { is: process.env.API_KEY === "sesame-open-1" } };', {
      secrets,
    }),
  ).toMatchObject(returned({ is: true }));
});

test('memory and time are measured', async () => {
  const { memoryMb, tookMs } = await sandbox.main(
    'const held = Buffer.alloc(5e7, 1); await new Promise((r) => setTimeout(r, 300)); return { outputFields: { n: held.length } };',
  );
  expect(tookMs).toBeGreaterThanOrEqual(290);
  if (process.platform === 'linux') expect(memoryMb).toBeGreaterThan(50);
});

test('a run that nobody waits for any more is stopped', async () => {
  const abort = new AbortController();
  const run = sandbox.main('for (;;);', { signal: abort.signal });
  setTimeout(() => abort.abort(), 100);
  expect(await run).toMatchObject({ kind: 'failed', reason: 'ABORTED' });
});

describe('the network', () => {
  let net: TestSandbox;
  const answers = new Map<string, () => typeof OK>();
  beforeAll(() => {
    net = openSandbox({}, (request) => (answers.get(new URL(request.url).hostname) ?? (() => OK))());
  });
  afterEach(() => {
    net.asked.length = 0;
  });
  afterAll(() => net.sandbox.close());

  test.each<[string, string]>([
    [
      'fetch',
      "const r = await fetch('https://api.example.test/x?y=1', { method: 'POST', body: '{\"a\":1}', headers: { 'x-key': 'k' } }); return { outputFields: { status: r.status, ...(await r.json()) } };",
    ],
    [
      'https',
      `const { request } = require('https');
       const req = request('https://api.example.test/x?y=1', { method: 'POST', headers: { 'x-key': 'k' } }, (res) => {
         let text = ''; res.on('data', (t) => { text += t; }); res.on('end', () => callback({ outputFields: { status: res.statusCode, ...JSON.parse(text) } }));
       });
       req.end('{"a":1}');`,
    ],
    [
      'https with an agent that keeps connections',
      `const https = require('https'); const agent = new https.Agent({ keepAlive: true });
       const once = () => new Promise((resolve, reject) => { const req = https.request({ host: 'api.example.test', path: '/x?y=1', method: 'POST', agent, headers: { 'x-key': 'k' } }, (res) => { let text = ''; res.on('data', (t) => { text += t; }); res.on('end', () => resolve({ status: res.statusCode, ...JSON.parse(text) })); }); req.on('error', reject); req.end('{"a":1}'); });
       await once(); return { outputFields: await once() };`,
    ],
  ])('%s goes through the guarded way out', async (_, body) => {
    const origin = { flowId: '7', enrollmentId: '8', actionId: '9', idempotencyKey: '8:9:1' };
    expect(await net.main(body, { origin })).toMatchObject(returned({ status: 200, ok: true }));
    const asked = net.asked.at(-1)!;
    expect(asked).toMatchObject({
      accountId: '1',
      method: 'POST',
      url: 'https://api.example.test/x?y=1',
      origin: { kind: 'code', ...origin },
    });
    expect(asked.headers).toMatchObject({ 'x-key': 'k' });
    expect(Buffer.from(asked.body as Uint8Array).toString()).toBe('{"a":1}');
  });

  test('a refusal is an error of the connection', async () => {
    answers.set('inside.example.test', () => ({
      kind: 'failed',
      failure: 'ADDRESS_NOT_ALLOWED',
      message: '10.0.0.1 is no address of the public internet.',
    }));
    const body =
      "try { await fetch('http://inside.example.test/'); } catch (error) { return { outputFields: { code: error.cause.code, message: error.cause.message } }; }";
    expect(await net.main(body)).toMatchObject(
      returned({ code: 'ADDRESS_NOT_ALLOWED', message: '10.0.0.1 is no address of the public internet.' }),
    );
  });

  test('the connection leads where it was opened to, whatever the request says', async () => {
    const body =
      "const http = require('http'); return new Promise((resolve) => http.get({ host: 'one.example.test', path: 'http://two.example.test/', headers: { host: 'three.example.test' } }, (res) => resolve({ outputFields: { status: res.statusCode } })));";
    await net.main(body);
    expect(net.asked.map(({ url }) => new URL(url).hostname)).toEqual(['one.example.test']);
    expect(net.asked[0]!.headers).not.toHaveProperty('host');
  });

  test.each<[string, string]>([
    [
      'fetch',
      "const r = await fetch('https://api.example.test/'); return { outputFields: { status: r.status } };",
    ],
    [
      'https',
      "return new Promise((resolve) => require('https').get('https://api.example.test/', (r) => resolve({ outputFields: { status: r.statusCode } })));",
    ],
  ])('an answer of %s that is left unread holds nothing up', async (_, body) => {
    const result = await net.main(body);
    expect(result).toMatchObject(returned({ status: 200 }));
    expect(result.log).toBe('');
    expect(result.tookMs).toBeLessThan(10_000);
  });

  test('many at once, and large bodies', async () => {
    answers.set('large.example.test', () => ({ ...OK, body: Buffer.alloc(300_000, 'x') }));
    const body =
      "const sizes = await Promise.all(Array.from({ length: 20 }, async (_, i) => (await (await fetch('https://large.example.test/' + i, { method: 'POST', body: 'y'.repeat(200000) })).text()).length)); return { outputFields: { sizes: new Set(sizes).size, size: sizes[0] } };";
    expect(await net.main(body)).toMatchObject({
      kind: 'returned',
      value: { outputFields: { sizes: 1, size: 300_000 } },
    });
    expect(net.asked).toHaveLength(20);
  });
});

describe('libraries', () => {
  let folder: string;
  let modules: string;
  beforeAll(async () => {
    folder = await mkdtemp('/tmp/millrace-libraries-');
    modules = path.join(folder, 'node_modules');
    await mkdir(path.join(modules, 'tiny'), { recursive: true });
    await writeFile(
      path.join(modules, 'tiny', 'index.js'),
      "exports.twice = (x) => 2 * x; exports.read = () => require('fs').readFileSync('/etc/passwd');",
    );
    await import('node:fs/promises').then(({ chmod }) => chmod(folder, 0o755));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('none are there by default, and the message says what to do', async () => {
    const result = await sandbox.main("require('axios');");
    expect(result).toMatchObject({ reason: 'CODE_FAILED' });
    expect(result).toHaveProperty(
      'message',
      expect.stringContaining(
        "Cannot find module 'axios': no libraries are installed for custom code. The operator sets MILLRACE_CODE_MODULES",
      ),
    );
    expect(await sandbox.main("require('./other.js');")).toHaveProperty(
      'message',
      expect.stringContaining('Only libraries can be loaded'),
    );
  });

  test('those of a folder can be required and imported, and reach no more than the code', async () => {
    const own = openSandbox({ modules });
    expect(await own.main("return { outputFields: { n: require('tiny').twice(4) } };")).toMatchObject(
      returned({ n: 8 }),
    );
    expect(await own.main("return { outputFields: { n: (await import('tiny')).twice(5) } };")).toMatchObject(
      returned({ n: 10 }),
    );
    expect(await own.main("require('tiny').read();")).toHaveProperty(
      'message',
      expect.stringContaining('restricted'),
    );
    expect(await own.main("require('axios');")).toHaveProperty(
      'message',
      expect.stringContaining("Cannot find module 'axios'"),
    );
    await own.sandbox.close();
  });

  test("the original's client works, and its errors are tried again", async () => {
    let status = 200;
    const own = openSandbox(
      { modules: path.join(ROOT, 'node_modules') },
      () =>
        ({
          ...OK,
          status,
          body: Buffer.from(
            '{"id":"7","properties":{"email":"ada@example.test"},"category":"RATE_LIMITS","message":"slow down"}',
          ),
        }) as typeof OK,
    );
    const body = `
      const { Client } = require('@hubspot/api-client');
      const client = new Client({ accessToken: process.env.TOKEN });
      const contact = await client.crm.contacts.basicApi.getById('7');
      return { outputFields: { email: contact.properties.email } };`;
    const secrets = new Map([['TOKEN', 'pat-na1-secret']]);
    expect(await own.main(body, { secrets })).toMatchObject(returned({ email: 'ada@example.test' }));
    expect(own.asked[0]).toMatchObject({
      method: 'GET',
      url: expect.stringContaining('https://api.hubapi.com/crm/'),
    });
    for (status of [429, 503])
      expect(await own.main(body, { secrets })).toMatchObject({ reason: 'CODE_FAILED', isRetryable: true });
    status = 404;
    expect(await own.main(body, { secrets })).toMatchObject({ reason: 'CODE_FAILED', isRetryable: false });
    await own.sandbox.close();
  });
});

describe('the end', () => {
  const isThere = (pid: number) => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  };

  test('closing stops what runs and what is warm', async () => {
    const own = openSandbox();
    await own.main('', { reuse: 'warm' });
    const running = own.main('for (;;);');
    await until(async () => own.sandbox.processes === 2);
    await own.sandbox.close();
    expect(await running).toMatchObject({ kind: 'failed', isRetryable: true });
    await until(() => own.sandbox.processes === 0);
  });

  test('a server that is killed leaves nothing behind, an endless loop included', async () => {
    const script = `
      const { openSandbox } = await import('./server/test/support/sandbox.ts');
      const { readdirSync, readFileSync } = await import('node:fs');
      const own = openSandbox();
      await own.main('', { reuse: 'warm' });
      void own.main('for (;;);');
      const looking = setInterval(() => {
        if (own.sandbox.processes < 2 || tree(process.pid).length < 2) return;
        clearInterval(looking);
        console.log(JSON.stringify(tree(process.pid)));
      }, 20);
      function tree(pid) {
        const children = readFileSync('/proc/' + pid + '/task/' + pid + '/children', 'utf8').trim();
        return children === '' ? [] : children.split(' ').map(Number).flatMap((child) => [child, ...tree(child)]);
      }`;
    const server = spawn(process.execPath, ['--input-type=module', '-e', script], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const line = await new Promise<string>((resolve) =>
      server.stdout.once('data', (bytes) => resolve(String(bytes))),
    );
    const pids: number[] = JSON.parse(line);
    expect(pids.length).toBeGreaterThanOrEqual(2);
    expect(pids.every(isThere)).toBe(true);
    server.kill('SIGKILL');
    await until(async () => !pids.some(isThere));
  });
});
