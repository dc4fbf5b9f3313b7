import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSandbox, type TestSandbox } from '../support/sandbox.ts';

let sandbox: TestSandbox;
let isThere = false;
beforeAll(async () => {
  sandbox = openSandbox();
  isThere = (await python('def main(event): pass')).kind === 'returned';
});
afterAll(() => sandbox.sandbox.close());

const python = (source: string, more = {}) => sandbox.run(source, { runtime: 'PYTHON311', ...more });
const returned = (outputFields: object) => ({ kind: 'returned', value: { outputFields } });

test('where Python cannot be kept apart, the reason is plain', async () => {
  const least = openSandbox({ known: { ownUsers: false, namespaces: null, refusal: null } });
  const result = await least.run('def main(event): pass', { runtime: 'PYTHON39' });
  expect(result).toMatchObject({ kind: 'failed', reason: 'RUNTIME_UNAVAILABLE', isRetryable: false });
  expect(result).toHaveProperty('message', expect.stringContaining('bubblewrap'));
  await least.sandbox.close();
});

describe('Python', () => {
  test('has the same contract: event, secrets, console, outputs', async ({ skip }) => {
    if (!isThere) skip();
    const source = `
import os, json
runs = 0
def main(event):
    global runs
    runs += 1
    print('hello', event['object']['objectId'], os.getenv('KEY'))
    return {'outputFields': {'name': event['inputFields']['name'].upper(), 'runs': runs, 'odd': {1, 2}}}
`;
    const more = {
      event: { object: { objectId: 7 }, inputFields: { name: 'ada' } },
      secrets: new Map([['KEY', 'sesame-open']]),
      reuse: 'python',
    };
    for (const runs of [1, 2])
      expect(await python(source, more)).toMatchObject({
        ...returned({ name: 'ADA', runs, odd: null }),
        odd: [['outputFields.odd', 'a set']],
        log: 'hello 7 [secret]\n',
        isWarm: runs === 2,
      });
  });

  test.each<[string, string, object]>([
    [
      'an error',
      "def main(event):\n    raise ValueError('no')",
      { reason: 'CODE_FAILED', message: 'ValueError: no', isRetryable: false },
    ],
    ['a mistake', 'def main(event:\n  pass', { reason: 'SYNTAX_ERROR' }],
    ['no main', 'x = 1', { reason: 'NO_ENTRY' }],
    [
      'a busy server',
      "class E(Exception):\n    status = 429\ndef main(event):\n    raise E('slow down')",
      { reason: 'CODE_FAILED', isRetryable: true },
    ],
    [
      'an answer as requests tells it',
      "class R: status_code = 503\nclass E(Exception):\n    response = R()\ndef main(event):\n    raise E('broken')",
      { reason: 'CODE_FAILED', isRetryable: true },
    ],
    ['sys.exit', 'import sys\ndef main(event):\n    sys.exit(3)', { reason: 'CODE_FAILED' }],
    ['os._exit', 'import os\ndef main(event):\n    os._exit(3)', { reason: 'PROCESS_ENDED' }],
    ['an endless loop', 'def main(event):\n    while True: pass', { reason: 'TIME_LIMIT_EXCEEDED' }],
    [
      'memory without end',
      'def main(event):\n    a = []\n    while True: a.append(bytearray(1000000))',
      { reason: 'MEMORY_LIMIT_EXCEEDED' },
    ],
    [
      'the user table',
      "def main(event):\n    open('/etc/passwd').read()",
      { reason: 'CODE_FAILED', message: 'PermissionError: Custom code cannot use files.' },
    ],
    [
      'writing',
      "def main(event):\n    open('/tmp/millrace-attack', 'w')",
      { reason: 'CODE_FAILED', message: 'PermissionError: Custom code cannot use files.' },
    ],
    [
      'processes',
      "import os\ndef main(event):\n    os.system('id')",
      { reason: 'CODE_FAILED', message: 'PermissionError: Custom code cannot use os.system.' },
    ],
    ['forks', 'import os\ndef main(event):\n    while True: os.fork()', { reason: 'CODE_FAILED' }],
    [
      'the network',
      "import urllib.request\ndef main(event):\n    urllib.request.urlopen('http://127.0.0.1:1/')",
      { reason: 'CODE_FAILED' },
    ],
    [
      'the server as a process',
      'import os\ndef main(event):\n    os.kill(os.getppid(), 9)',
      { reason: 'CODE_FAILED' },
    ],
    [
      'native code',
      'def main(event):\n    import ctypes\n    ctypes.CDLL(None).system(b"id")',
      { reason: 'CODE_FAILED' },
    ],
  ])('%s ends that run only', async (name, source, expected) => {
    if (!isThere) return;
    const timeoutMs = name === 'an endless loop' ? 1_000 : 15_000;
    expect(await python(source, { timeoutMs })).toMatchObject({ kind: 'failed', ...expected });
    expect(await python("def main(event):\n    return {'outputFields': {'fine': True}}")).toMatchObject(
      returned({ fine: true }),
    );
  });
});
