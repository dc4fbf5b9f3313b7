import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Millrace, startMillrace } from '../../support/millrace.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace({ role: 'api' });
});
afterAll(() => millrace.stop());

const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const post = async (text: string) => (await millrace.call('POST', '/millrace/v1/tokens', text)).body;

test('a body that nests too deep is refused before anybody walks it, whatever walks it', async () => {
  for (const levels of [201, 5_000, 1_000_000]) {
    for (const path of ['/millrace/v1/tokens', '/automation/v4/flows', '/crm/v3/objects/contacts']) {
      const answer = await millrace.call('POST', path, nested(levels));
      expect([answer.status, answer.body.errors[0].code]).toEqual([400, 'TOO_DEEP']);
      expect(answer.body.message).toContain('200 levels');
    }
  }
});

test('as many levels as are allowed are parsed, and brackets inside of texts are none', async () => {
  expect((await post(nested(200))).errors[0].code).toBe('WRONG_TYPE');
  const brackets = '[{'.repeat(300);
  for (const name of [brackets, `\\"${brackets}`, `\\\\\\"${brackets}`, `${brackets}\\\\`])
    expect(
      (await post(`{"name": "${name}", "scopes": 1}`)).errors.map((error: { in: string }) => error.in),
    ).toContain('scopes');
  expect((await post(`{"name": "${brackets}`)).errors[0].code).toBe('INVALID_JSON');
  expect((await post('{"__proto__": {"x": 1}}')).errors[0].code).toBe('INVALID_JSON');
});
