import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Millrace, startMillrace } from '../../support/millrace.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace();
});
afterAll(() => millrace.stop());

const OTHERS = new Set([
  // They read the body of a flow, of which everything is kept.
  '/millrace/v1/flows/lint',
  '/millrace/v1/flows/{flowId}/edit-preview',
  // Quotes nothing of what may be a secret, not even the names of members.
  '/millrace/v1/secrets/{name}',
]);
/** Parameters without which a body is not looked at. */
const REQUIRED = new Map([['DELETE /millrace/v1/errors/state', '?flowId=1&actionId=1&reason=TIMEOUT']]);

const { paths } = JSON.parse(readFileSync(new URL('../../../openapi.json', import.meta.url), 'utf8'));
const writing = Object.keys(paths)
  .filter((path) => path.startsWith('/millrace/'))
  .flatMap((path) => Object.keys(paths[path]).map((method) => [method.toUpperCase(), path] as const))
  .filter(([method, path]) => method !== 'GET' && !OTHERS.has(path));

describe('a member that is not known is refused by every operation of our own, whether it reads a body or not', () => {
  test.each(writing)('%s %s', async (method, path) => {
    const ids = path.replace('{actionTypeId}', '0-29').replaceAll(/\{\w+\}/g, '1');
    const url = ids + (REQUIRED.get(`${method} ${path}`) ?? '');
    const { status, body } = await millrace.call(method, url, { colour: 'red' });
    expect(status, JSON.stringify(body)).toBe(400);
    expect(body.errors).toContainEqual({
      in: 'colour',
      code: 'UNKNOWN_MEMBER',
      message: expect.stringContaining('colour is not a member that is known here'),
    });
  });
});
