import { expect, test } from 'vitest';
import { eventsOf } from './events.ts';

const TEXT =
  'retry: 2000\nevent: open\ndata: {"topics":["flows"]}\n\n: ping\n\nevent: flow\ndata: {"name":"Ä"}\n\n';

test.each([1, 2, 7, 1_000])('events come whole, however they are cut: %i bytes at a time', async (size) => {
  const bytes = new TextEncoder().encode(TEXT);
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
      controller.close();
    },
  });
  const heard = [];
  for await (const event of eventsOf(body)) heard.push(event);
  expect(heard).toEqual([
    { kind: 'open', data: { topics: ['flows'] } },
    undefined,
    { kind: 'flow', data: { name: 'Ä' } },
  ]);
});
