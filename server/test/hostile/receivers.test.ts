import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { contactFlow, inARow } from '../support/flow-bodies.ts';
import { answering, startReceiver, startWire } from '../support/receiver.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory({ logLevel: 'silent' });
});
afterAll(() => story.stop());

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

/** What becomes of a webhook to a receiver. */
async function called(webhookUrl: string, method = 'POST'): Promise<Body> {
  const hook = { type: 'WEBHOOK', method, webhookUrl, queryParams: [] };
  const flowId = await story.givenFlow(contactFlow(inARow(hook)));
  await story.enroll(flowId, await story.givenContact());
  return story.passage(flowId);
}

test('100 MB: the step succeeds, and no more than a megabyte is read', async () => {
  const chunk = Buffer.alloc(1_000_000, 'x');
  let written = 0;
  const receiver = await startReceiver((response) => {
    const more = () => {
      while (written < 100 && response.write(chunk)) written++;
      if (written >= 100) response.end();
    };
    response.on('drain', more);
    more();
  });
  open.push(receiver);
  const { steps } = await called(receiver.url);
  expect(steps).toMatchObject([{ outcome: 'SUCCEEDED', detail: { status: 200, isCut: true } }]);
  expect(written).toBeLessThan(50);
});

test('redirects without end fail the step for good', async () => {
  const receiver = await startReceiver(answering(302, '', { location: '/again' }));
  open.push(receiver);
  const { steps } = await called(receiver.url, 'GET');
  expect(steps).toMatchObject([{ outcome: 'FAILED', reason: 'TOO_MANY_REDIRECTS' }]);
});

test.each([
  ['garbage', '\0\x01 what is this\r\n\r\n', 'no HTTP'],
  [
    'the begin of an answer',
    'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{',
    'before the answer was complete',
  ],
  ['nothing', '', 'before the answer was complete'],
])('a receiver that sends %s and hangs up is tried again', async (_, text, says) => {
  const wire = await startWire((socket) => socket.end(text));
  open.push(wire);
  const { position } = await called(wire.url);
  expect(position).toMatchObject({ effect: { attempts: 1, lastError: expect.stringContaining(says) } });
});

test('TLS that is none is tried again', async () => {
  const receiver = await startReceiver();
  open.push(receiver);
  const { position } = await called(`https://127.0.0.1:${receiver.port}/`);
  expect(position).toMatchObject({ effect: { attempts: 1, lastError: expect.stringContaining('TLS') } });
});
