import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DRAIN_MS } from '../../src/platform/http-server.ts';
import { call, TOKEN } from '../crash/calls.ts';
import { listen } from '../support/event-stream.ts';
import { contactFlow, inARow, setProperty } from '../support/flow-bodies.ts';
import type { ServerProcess } from '../support/server-process.ts';
import { openSplitRoles, type SplitRoles } from '../support/split-roles.ts';
import { until } from '../support/until.ts';

let roles: SplitRoles;
let api: ServerProcess;
beforeAll(async () => {
  roles = await openSplitRoles();
  api = await roles.start('api');
});
afterAll(() => roles.end());

const bearer = { authorization: `Bearer ${TOKEN}` };

test('who listens to the API hears what a worker process does', async () => {
  const flow = await call(
    api.url,
    'POST',
    '/automation/v4/flows',
    contactFlow(inARow(setProperty('jobtitle', 'Done'))),
  );
  const contact = await call(api.url, 'POST', '/crm/v3/objects/contacts', {
    properties: { email: 'a@example.test' },
  });
  await call(api.url, 'POST', `/millrace/v1/flows/${flow.id}/enrollments`, { objectIds: [contact.id] });
  const heard = await listen(api.url, `flow:${flow.id},record:0-1/${contact.id}`, bearer);
  // It joins after the watch, and asks what is watched.
  await roles.start('worker');
  await heard.when(({ event, data }) => event === 'counts' && data.flowId === flow.id);
  await heard.when(({ event }) => event === 'record');
  heard.leave();
}, 60_000);

test('an API with open streams, and connections that wait for nothing, ends as soon as it is told to', async () => {
  // Each session and token has twenty at most.
  const tokens = await Promise.all(
    ['a', 'b', 'c'].map(async (name) => {
      const { token } = await call(api.url, 'POST', '/millrace/v1/tokens', { name, scopes: ['automation'] });
      return token as string;
    }),
  );
  const streams = await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      listen(api.url, 'flows,clock', { authorization: `Bearer ${tokens[n % tokens.length]}` }),
    ),
  );
  expect(streams.map(({ status }) => status)).toEqual(Array(50).fill(200));
  const { hostname, port } = new URL(api.url);
  const open = (text: string) =>
    new Promise<Socket>((resolve) => {
      const socket = connect(Number(port), hostname, () => socket.write(text, () => resolve(socket)));
      socket.on('error', () => undefined);
    });
  // As browsers do: some ahead of their requests, some kept alive after them; and one in the middle of a request.
  const sockets = [
    ...(await Promise.all(Array.from({ length: 10 }, () => open('')))),
    ...(await Promise.all(
      Array.from({ length: 10 }, () => open('GET /health/live HTTP/1.1\r\nhost: localhost\r\n\r\n')),
    )),
    await open('GET /health/live HTTP/1.1\r\nhost: local'),
  ];
  const kept = sockets.slice(10, 20);
  const answered = new Set<Socket>();
  for (const socket of kept) socket.once('data', () => answered.add(socket));
  await until(() => answered.size === kept.length);
  const began = performance.now();
  expect(await api.stop()).toBe(0);
  // It has waited for none of them: not even as long as it would for requests in hand.
  expect(performance.now() - began).toBeLessThan(DRAIN_MS);
  await Promise.all(streams.map(({ ended }) => ended));
  const last = streams.map(({ heard }) => heard.at(-1));
  expect(last).toEqual(Array(50).fill({ event: 'end', data: { reason: 'SHUTTING_DOWN' } }));
  for (const socket of sockets) socket.destroy();
}, 60_000);
