import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Isolation } from '../../src/code/index.ts';
import { OK, openSandbox, type TestSandbox } from '../support/sandbox.ts';

/** With all that the system offers, and with the least: then only Node's permission model and the limits stand. */
const LEAST: Isolation = { ownUsers: false, namespaces: null, refusal: null };

/** What Node.js says of it, or we do; and what is not there cannot be used. */
const OUT_OF_REACH =
  /Custom code cannot use|has been restricted|requires full fs|of undefined|Cannot find module/;

const SECOND = { timeoutMs: 1_000 };
const FINE = { kind: 'returned', value: { outputFields: { fine: true } } };

describe.each<[string, Isolation | undefined]>([
  ['the best that the system offers', undefined],
  ['the least', LEAST],
])('with %s', (_, known) => {
  let sandbox: TestSandbox;
  beforeAll(() => {
    process.env['MILLRACE_TEST_SECRET'] = 'of the server';
    sandbox = openSandbox(known ? { known } : {});
  });
  afterAll(() => sandbox.sandbox.close());

  /** The outcome of an attack, while other code runs beside it. */
  async function attack(body: string, more = SECOND) {
    const other = sandbox.main('callback({ outputFields: { fine: true } });');
    const result = await sandbox.main(body, more);
    expect(await other).toMatchObject(FINE);
    return result;
  }

  test.each<[string, string, string]>([
    ['an endless loop', 'for (;;);', 'TIME_LIMIT_EXCEEDED'],
    ['an endless chain of promises', 'for (;;) await null;', 'TIME_LIMIT_EXCEEDED'],
    ['timers that never end', 'setInterval(() => undefined, 10);', 'TIME_LIMIT_EXCEEDED'],
    ['an endless microtask', 'const again = () => queueMicrotask(again); again();', 'TIME_LIMIT_EXCEEDED'],
    [
      'an endless loop in WebAssembly',
      `const bytes = [0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,7,5,1,1,102,0,0,10,9,1,7,0,3,64,12,0,11,11];
       new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes))).exports.f();`,
      'TIME_LIMIT_EXCEEDED',
    ],
    ['a regular expression that backtracks', "/^(a+)+$/.test('a'.repeat(50) + 'b');", 'TIME_LIMIT_EXCEEDED'],
    [
      'a heap without end',
      'const all = []; for (;;) all.push(new Array(1e3).fill(all.length));',
      'MEMORY_LIMIT_EXCEEDED',
    ],
    [
      'buffers without end',
      'const all = []; for (;;) all.push(Buffer.alloc(1e6, 1));',
      'MEMORY_LIMIT_EXCEEDED',
    ],
    [
      'WebAssembly memory without end',
      `const all = []; for (;;) { const m = new WebAssembly.Memory({ initial: 100, maximum: 100 }); new Uint8Array(m.buffer).fill(1); all.push(m); }`,
      'MEMORY_LIMIT_EXCEEDED',
    ],
    ['process.exit', 'process.exit(0);', 'PROCESS_ENDED'],
    ['process.reallyExit', 'process.reallyExit(0);', 'PROCESS_ENDED'],
    ['process.abort', 'process.abort();', 'PROCESS_ENDED'],
    ['listeners taken away', 'process.removeAllListeners(); process.exit(7);', 'PROCESS_ENDED'],
    [
      'an unhandled rejection',
      "Promise.reject(new Error('later')); await new Promise((r) => setTimeout(r, 100));",
      'CODE_FAILED',
    ],
    [
      'an error in a timer',
      "setTimeout(() => { throw new Error('later'); }); await new Promise((r) => setTimeout(r, 100));",
      'CODE_FAILED',
    ],
    ['a stack without end', 'const f = () => f(); f();', 'CODE_FAILED'],
    ['reports of its own', "require('fs').writeSync(4, 'garbage\\n'); for (;;);", 'RESULT_INVALID'],
    [
      'a report without end',
      "const b = Buffer.alloc(1e6, 'x'); for (;;) require('fs').writeSync(4, b);",
      'RESULT_INVALID',
    ],
  ])('%s ends that run only', async (_name, body, reason) => {
    const result = await attack(
      body,
      reason === 'RESULT_INVALID' || reason === 'MEMORY_LIMIT_EXCEEDED' ? { timeoutMs: 15_000 } : SECOND,
    );
    expect(result).toMatchObject({ kind: 'failed', reason, isRetryable: false });
    expect(result.log.length).toBeLessThan(20_000);
  });

  test.each<[string, string]>([
    ['processes', "require('child_process').execSync('id')"],
    ['processes, by a forgotten door', "process.getBuiltinModule('child_process').execSync('id')"],
    ['processes, by import()', "(await import('node:child_process')).execSync('id')"],
    ['processes, by the internals', "process.binding('spawn_sync').spawn({})"],
    [
      'processes, by the module loader',
      "require('fs').constructor.constructor('return process')().mainModule.require('child_process').execSync('id')",
    ],
    ['forks without end', "for (;;) (await import('node:child_process')).fork('main.js')"],
    ['workers', "new (await import('node:worker_threads')).Worker('1', { eval: true })"],
    ['the inspector', "(await import('node:inspector')).open(0)"],
    ['addons', "process.dlopen({ exports: {} }, '/usr/lib/libc.so')"],
    ['WASI', "new (await import('node:wasi')).WASI({ version: 'preview1', preopens: { '/': '/' } })"],
    ['the user table', "require('fs').readFileSync('/etc/passwd')"],
    ['the environment of the server', "require('fs').readFileSync('/proc/' + process.ppid + '/environ')"],
    ['its own memory map', "require('fs').readFileSync('/proc/self/maps')"],
    ['folders', "require('fs').readdirSync('/')"],
    ['a file, by import()', "await import('/etc/passwd')"],
    ['a file, by a symbolic link', "require('fs').symlinkSync('/etc/passwd', 'x')"],
    ['writing', "require('fs').writeFileSync('/tmp/millrace-attack', 'x')"],
    ['writing beside itself', "require('fs').writeFileSync('x', 'x')"],
    ['writing a heap snapshot', "(await import('node:v8')).writeHeapSnapshot('/tmp/millrace-attack')"],
    [
      'writing a report',
      "if (process.report.writeReport('/tmp/millrace-attack')) throw new Error('not written')",
    ],
    ['the server as a process', "process.kill(process.ppid, 'SIGKILL')"],
    ['the server as a process, by the internals', 'process._kill(process.ppid, 9)'],
    ['the debugger of the server', 'process._debugProcess(process.ppid)'],
    ['a port', "await new Promise((r, j) => require('http').createServer().listen(0).on('error', j))"],
    [
      'a connection',
      "await new Promise((r, j) => require('net').connect(5432, '127.0.0.1').on('error', j).on('connect', j))",
    ],
    [
      'a local socket',
      "await new Promise((r, j) => new (require('net').Socket)().connect('/tmp/.s.PGSQL.5432').on('error', j))",
    ],
    [
      'a connection, by the class of its console',
      'new (Object.getPrototypeOf(process.stdout).constructor)().connect(5432)',
    ],
    ['TLS', "await new Promise((r, j) => require('tls').connect(443, 'example.test').on('error', j))"],
    ['datagrams', "require('dgram').createSocket('udp4').send('x', 53, '127.0.0.1')"],
    ['names', "await require('dns').promises.lookup('localhost')"],
    [
      'HTTP to a local socket',
      "await new Promise((r, j) => require('http').get({ socketPath: '/tmp/x.sock' }).on('error', j))",
    ],
  ])('%s are out of reach', async (_name, body) => {
    const result = await attack(`${body};\ncallback({ outputFields: { got: true } });`, {
      timeoutMs: 10_000,
    });
    expect(result).toMatchObject({ kind: 'failed', reason: 'CODE_FAILED' });
    expect(result).toHaveProperty('message', expect.stringMatching(OUT_OF_REACH));
  });

  test('the environment is that of the run alone', async () => {
    const body = 'return { outputFields: { names: Object.keys(process.env).sort().join(" ") } };';
    const { value } = (await attack(body)) as { value?: unknown };
    expect(value).toEqual({ outputFields: { names: 'LANG TZ' } });
  });

  test('a flood of output is cut', async () => {
    const result = await attack("for (let i = 0; i < 3e4; i += 1) console.log('x'.repeat(1e4)); return {};", {
      timeoutMs: 20_000,
    });
    expect(result).toMatchObject({ kind: 'returned' });
    expect(result.log).toMatch(/^x+[\s\S]* characters …[\s\S]*x+\n?$/);
    expect(result.log.length).toBeLessThan(17_000);
    const raw = await attack("for (;;) require('fs').writeSync(1, 'x'.repeat(1e5));");
    expect(raw.kind).toBe('failed');
    expect(raw.log.length).toBeLessThan(25_000);
  });

  test('prototypes that are bent stay in their process, and so does what a result says of them', async () => {
    const body = `
      Object.prototype.polluted = 'yes';
      Object.prototype.toJSON = undefined;
      Array.prototype.map = () => { throw new Error('bent'); };
      JSON.stringify = () => '"bent"';
      const outputFields = JSON.parse('{"__proto__": {"polluted": "yes"}, "constructor": {"prototype": {"polluted": "yes"}}}');
      Object.defineProperty(outputFields, 'getter', { enumerable: true, get() { throw new Error('no'); } });
      callback({ outputFields });`;
    expect(await attack(body)).toMatchObject({
      kind: 'returned',
      value: { outputFields: null },
      odd: [['outputFields', 'a value that cannot be read']],
    });
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
    expect([1].map((each) => each)).toEqual([1]);
  });

  test('a huge source is read as any other', async () => {
    const source = `${'// filler\n'.repeat(400_000)}exports.main = async () => ({ outputFields: { fine: true } });`;
    expect(await sandbox.run(source)).toMatchObject(FINE);
    expect(await sandbox.run(`${'['.repeat(200_000)}`)).toMatchObject({ kind: 'failed' });
  });
});

test('a flood of requests holds up nobody else, and no more of them are under way than may be', async () => {
  let [most, underWay] = [0, 0];
  const slow = openSandbox({}, async () => {
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise((resolve) => setTimeout(resolve, 5));
    underWay -= 1;
    return OK;
  });
  const ask =
    "fetch('https://a.example.test/', { method: 'POST', body: 'x'.repeat(1000) }).then((r) => r.status, (e) => e.cause.code)";
  const body = (count: number) => `
    const answers = await Promise.all(Array.from({ length: ${count} }, () => ${ask}));
    return { outputFields: { answers: [...new Set(answers)].sort().join(' '), fine: answers.filter((each) => each === 200).length } };`;
  expect(await slow.main(body(100))).toMatchObject({
    value: { outputFields: { answers: '200', fine: 100 } },
  });
  expect(most).toBeLessThanOrEqual(6);
  const [flood, other] = await Promise.all([slow.main(body(2_000)), slow.main(body(1))]);
  expect(flood.kind).toBe('returned');
  expect(other).toMatchObject({ value: { outputFields: { fine: 1 } } });
  await slow.sandbox.close();
});

test('a forged report that is nested deeper than any result is refused', async () => {
  const sandbox = openSandbox();
  const forged =
    "require('fs').writeSync(4, '{\"kind\":\"result\",\"odd\":[],\"value\":' + '['.repeat(1e5) + ']'.repeat(1e5) + '}\\n'); for (;;);";
  expect(await sandbox.main(forged, { timeoutMs: 5_000 })).toMatchObject({
    kind: 'failed',
    reason: 'RESULT_INVALID',
  });
  await sandbox.sandbox.close();
});
