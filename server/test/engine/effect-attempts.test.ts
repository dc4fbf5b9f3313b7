import { MINUTE } from '@millrace/core/time';
import { afterEach, expect, test } from 'vitest';
import { type Performed, type Performer, requestDigest, responseDigest } from '../../src/effects/index.ts';
import { type Performing, startPerforming } from './performing.test-support.ts';

const SECRET = 'sk_live_51H8tSecret';
const URL_WITH_SECRET = `https://ada:${SECRET}@hooks.example.test/in/${SECRET}?key=${SECRET}&page=7#top`;

let performing: Performing;
afterEach(() => performing.stop());

interface Line {
  readonly request: { readonly body: { readonly excerpt: string; readonly bytes: number } };
  readonly response: { readonly body: { readonly excerpt: string } };
}

/** A receiver that echoes what it gets, and takes it at the second try. */
function echoing(): Performer {
  return {
    kind: 'request',
    kinds: ['request'],
    slots: 5,
    slotsPerTarget: 5,
    async perform(_, effects, tell) {
      for (const effect of effects) {
        const body = JSON.stringify({ key: SECRET, text: 'x'.repeat(10_000) });
        const isTaken = effect.attempts > 1;
        const outcome: Performed['outcome'] = isTaken
          ? {
              kind: 'finished',
              result: { kind: 'done', outputs: { echo: SECRET }, detail: { sent: [SECRET] } },
            }
          : { kind: 'retry', message: `No ${SECRET}\0 here` };
        const attempt = {
          request: requestDigest('POST', URL_WITH_SECRET, body),
          response: responseDigest(isTaken ? 200 : 503, `You sent ${SECRET}\0\ud800`),
        };
        tell({ effect, outcome, target: 'answered', attempt });
      }
    },
  };
}

test('each try leaves its line: what was sent and received, in short and without secrets', async () => {
  performing = await startPerforming(() => [echoing()]);
  const { story, ask, pass } = performing;
  const { millrace } = story;
  await millrace.put('/millrace/v1/secrets/KEY', { value: SECRET });
  await ask([{ idempotencyKey: 'one', target: 'hooks.example.test' }]);
  await pass();
  await pass(MINUTE);
  const rows = (await millrace.sql`
    select number, outcome, error, request, response, duration_ms as "durationMs", started_at as "startedAt", at from effect_attempts order by number`) as unknown as Line[];
  const url = 'https://hooks.example.test/in/[secret]?key=…&page=…';
  const sent = {
    method: 'POST',
    url,
    body: { bytes: expect.any(Number), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
  };
  expect(rows).toMatchObject([
    { number: 1, outcome: 'RETRY', error: 'No [secret] here', request: sent, response: { status: 503 } },
    { number: 2, outcome: 'DONE', error: null, request: sent, response: { status: 200 } },
  ]);
  expect(rows[0]!['request'].body.excerpt).toMatch(/^\{"key":"\[secret\]","text":"x+$/);
  expect(rows[0]!['request'].body.excerpt).toHaveLength(300);
  expect(rows[0]!['request'].body.bytes).toBeGreaterThan(10_000);
  expect(rows[0]!['response'].body.excerpt).toContain('You sent [secret]');
  const [effect] = await millrace.sql`select result, last_error as "lastError" from effects`;
  expect(effect).toEqual({
    result: { kind: 'done', outputs: { echo: '[secret]' }, detail: { sent: ['[secret]'] } },
    lastError: 'No [secret] here',
  });
});
