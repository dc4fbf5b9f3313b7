import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Millrace, startMillrace } from '../../../support/millrace.ts';
import { until } from '../../../support/until.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace();
  await millrace.put('/millrace/v1/secrets/API_KEY', { value: 'sesame-open-1' });
});
afterAll(() => millrace.stop());

const run = (body: object) => millrace.post('/millrace/v1/code/run', body);

test('a draft runs with a given event, and its outputs are told, undeclared ones flagged', async () => {
  const sourceCode = `
    exports.main = (event, callback) => {
      console.log(JSON.stringify(event), process.env.API_KEY);
      callback({ outputFields: { total: event.inputFields.amount * 2, extra: [1] } });
    };`;
  const answer = await run({
    sourceCode,
    secretNames: ['API_KEY'],
    outputFields: [
      { name: 'total', type: 'NUMBER' },
      { name: 'none', type: 'STRING' },
    ],
    event: { inputFields: { amount: '21' } },
  });
  expect(answer).toMatchObject({
    status: 200,
    body: {
      status: 'SUCCEEDED',
      reason: null,
      message: null,
      wouldBeRetried: false,
      outputs: [
        { name: 'total', value: '42', type: 'NUMBER', isDeclared: true },
        { name: 'none', value: '', type: 'STRING', isDeclared: true },
        { name: 'extra', value: [1], type: null, isDeclared: false },
      ],
    },
  });
  const [event] = answer.body.log.split(' [secret]');
  expect(JSON.parse(event)).toEqual({
    origin: { portalId: Number(millrace.accountId), actionDefinitionId: 0 },
    object: { objectType: 'CONTACT', objectId: 0 },
    inputFields: { amount: '21' },
    callbackId: `ap-${millrace.accountId}-0-0-1`,
  });
  expect(answer.body.tookMs).toBeGreaterThanOrEqual(0);
});

test.each<[string, object, object]>([
  [
    'an error',
    { sourceCode: "exports.main = () => { throw new Error('no'); };" },
    { reason: 'CODE_FAILED', message: 'Error: no', line: 1, wouldBeRetried: false },
  ],
  [
    'an error below',
    {
      sourceCode:
        "const fail = () => {\n  null.x;\n};\nexports.main = () => {\n  console.log('main.js:9');\n  fail();\n};",
    },
    { reason: 'CODE_FAILED', line: 2 },
  ],
  [
    'a busy server',
    { sourceCode: 'exports.main = () => { throw { status: 503 }; };' },
    { reason: 'CODE_FAILED', wouldBeRetried: true },
  ],
  ['no code', { sourceCode: '' }, { reason: 'NO_ENTRY', line: null }],
  [
    'a mistake',
    { sourceCode: 'exports.main = () => {\n  let a = [1,\n};' },
    { reason: 'SYNTAX_ERROR', line: 3 },
  ],
  ['an unknown runtime', { sourceCode: '', runtime: 'RUBY27' }, { reason: 'RUNTIME_UNKNOWN' }],
  [
    'a wrong output',
    {
      sourceCode: "exports.main = () => ({ outputFields: { n: 'many' } });",
      outputFields: [{ name: 'n', type: 'NUMBER' }],
    },
    { reason: 'OUTPUT_VALUES_INVALID', message: 'outputFields.n is "many", which NUMBER cannot hold.' },
  ],
])('%s is told', async (_, body, expected) => {
  expect(await run(body)).toMatchObject({
    status: 200,
    body: { status: 'FAILED', outputs: [], ...expected },
  });
});

test.each<[string, unknown, string]>([
  ['no code', {}, 'sourceCode'],
  ['code that is no text', { sourceCode: 7 }, 'sourceCode'],
  [
    'an unknown secret',
    { sourceCode: '', secretNames: ['NONE'] },
    'secretNames[0] \\"NONE\\" is not a secret of this account.',
  ],
  ['a member that nobody knows', { sourceCode: '', timeout: 1 }, 'timeout'],
  ['an event that is a list', { sourceCode: '', event: [] }, 'event'],
  ['outputs without a type', { sourceCode: '', outputFields: [{ name: 'x' }] }, 'outputFields[0].type'],
])('%s is refused', async (_, body, named) => {
  const answer = await run(body as object);
  expect(answer.status).toBe(400);
  expect(JSON.stringify(answer.body)).toContain(named);
});

test('it takes the scope of flows, and runs in the own account only', async () => {
  const { body } = await millrace.post('/millrace/v1/tokens', {
    name: 'reader',
    scopes: ['crm.objects.contacts.read'],
  });
  const answer = await millrace.call(
    'POST',
    '/millrace/v1/code/run',
    { sourceCode: '' },
    { authorization: `Bearer ${body.token}` },
  );
  expect(answer.status).toBe(403);
});

test('a run that nobody waits for any more is given up', async () => {
  const left = new AbortController();
  const asked = fetch(`${millrace.url}/millrace/v1/code/run`, {
    method: 'POST',
    headers: { authorization: `Bearer ${millrace.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ sourceCode: 'exports.main = () => { for (;;); };' }),
    signal: left.signal,
  });
  const { sandbox } = millrace.services;
  await until(() => sandbox.processes > 0);
  left.abort();
  await expect(asked).rejects.toThrow();
  // Far sooner than the limit of a run, by which it would end at last.
  await until(() => sandbox.processes === 0, 10_000);
});

test('the server answers while code runs wild', async () => {
  const wild = run({
    sourceCode: 'exports.main = () => { const all = []; for (;;) all.push(new Array(1e5).fill(0)); };',
  });
  for (let i = 0; i < 20; i += 1) expect((await millrace.get('/health/live')).status).toBe(200);
  expect((await wild).body.reason).toBe('MEMORY_LIMIT_EXCEEDED');
});
