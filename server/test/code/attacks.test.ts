import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Isolation } from '../../src/code/index.ts';
import { OK, openSandbox, type TestSandbox } from '../support/sandbox.ts';
import { LEAST, OUT_OF_REACH, REACHES, SELF_HARM, timeFor } from './attack-list.ts';

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

  test.each(SELF_HARM)('%s ends that run only', async (_name, body, reason) => {
    const result = await attack(body, { timeoutMs: timeFor(reason) });
    expect(result).toMatchObject({ kind: 'failed', reason, isRetryable: false });
    expect(result.log.length).toBeLessThan(20_000);
  });

  test.each(REACHES)('%s are out of reach', async (_name, body) => {
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
