import type { Isolation } from '../../src/code/index.ts';

/** With the least that there is, only Node's permission model and the limits stand. */
export const LEAST: Isolation = { ownUsers: false, namespaces: null, refusal: null };

/** Code that harms itself: its name, its body, and the reason with which its run ends. */
export const SELF_HARM: readonly (readonly [name: string, body: string, reason: string])[] = [
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
];

/** Milliseconds for code that harms itself: what is found by its use of memory takes longer than what runs into the limit. */
export function timeFor(reason: string): number {
  return reason === 'RESULT_INVALID' || reason === 'MEMORY_LIMIT_EXCEEDED' ? 15_000 : 1_000;
}

/** Code that reaches for what it is not to have: what that is, and its body. */
export const REACHES: readonly (readonly [what: string, body: string])[] = [
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
];

/** What Node.js says of it, or we do; and what is not there cannot be used. */
export const OUT_OF_REACH =
  /Custom code cannot use|has been restricted|requires full fs|of undefined|Cannot find module/;
