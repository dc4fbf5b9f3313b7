import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Millrace, startMillrace } from '../../support/millrace.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace();
});
afterAll(() => millrace.stop());

const { paths } = JSON.parse(readFileSync(new URL('../../../openapi.json', import.meta.url), 'utf8'));
const ours = Object.keys(paths)
  .filter((path) => path.startsWith('/millrace/'))
  .flatMap((path) => Object.keys(paths[path]).map((method) => [method.toUpperCase(), path] as const));

describe('a query parameter that is not known is refused by every operation of our own', () => {
  test.each(ours)('%s %s', async (method, path) => {
    const url = `${path.replaceAll(/\{\w+\}/g, '1')}?from=yesterday&form=1`;
    const { status, body } = await millrace.call(method, url, method === 'GET' ? undefined : {});
    expect(status).toBe(400);
    expect(body.errors).toContainEqual({
      in: 'form',
      code: 'UNKNOWN_PARAMETER',
      message: expect.stringContaining('Query parameter form is not known; '),
    });
  });

  test('with those that are', async () => {
    const { body } = await millrace.get('/millrace/v1/effects?state=due');
    expect(body.message).toBe(
      'Invalid input: Query parameter state is not known; those that are: limit, after, order, status, flowId, enrollmentId, actionId, kind, target, from, to.',
    );
    const none = await millrace.post('/millrace/v1/flows/1/turn-on?force=true');
    expect(none.body.message).toBe('Invalid input: Query parameter force is not known; there are none here.');
  });

  test('the contract passes over them, as the original does', async () => {
    expect((await millrace.get('/automation/v4/flows?form=1')).status).toBe(200);
  });
});
