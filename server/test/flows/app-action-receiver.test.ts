import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { action, contactFlow, inARow } from '../support/flow-bodies.ts';
import { ROOT } from '../support/sources.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';
import { until } from '../support/until.ts';

const PAGE = readFileSync(path.join(ROOT, 'docs/app-actions.md'), 'utf8');
const RECEIVER = /```js\n([\s\S]*?)```/.exec(PAGE)![1]!;
const DEFINITION = /actions\/1 [\s\S]*?-d '(\{[\s\S]*?\})'\n```/.exec(PAGE)![1]!;

let story: Story;
let folder: string;
let receiver: ChildProcess;
let typeId: string;

beforeAll(async () => {
  story = await tellStory();
  const { millrace } = story;
  const app = await millrace.post('/millrace/v1/apps', { name: 'Stock', scopes: ['automation'] });
  folder = mkdtempSync(path.join(tmpdir(), 'receiver-'));
  writeFileSync(path.join(folder, 'receiver.mjs'), RECEIVER);
  const port = await freePort();
  const made = await millrace.post(
    `/automation/v4/actions/${app.body.id}`,
    DEFINITION.replace('4041', String(port)),
  );
  expect([made.status, made.body.message]).toEqual([201, undefined]);
  typeId = `1-${made.body.id}`;
  const { clientSecret } = app.body;
  receiver = spawn(process.execPath, [path.join(folder, 'receiver.mjs')], {
    env: { CLIENT_SECRET: clientSecret, MILLRACE: millrace.url, TOKEN: millrace.token, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(receiver.stdout!, 'data');
});
afterAll(async () => {
  receiver?.kill();
  rmSync(folder, { recursive: true, force: true });
  await story.stop();
});

/** A port that is free now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

async function enrolled(fields: object): Promise<string> {
  const flow = await story.givenFlow(contactFlow(inARow(action(typeId, fields as Body))));
  await story.enroll(flow, await story.givenContact());
  return flow;
}

test('the receiver of the documents runs as it stands there', async () => {
  const done = await enrolled({ sku: 'S-1' });
  expect((await story.passage(done)).steps).toMatchObject([{ outcome: 'SUCCEEDED' }]);
  const failed = await enrolled({ sku: 'none' });
  expect((await story.passage(failed)).steps).toMatchObject([
    { outcome: 'FAILED', reason: 'FAILED_BY_APP', detail: { message: 'none is sold out' } },
  ]);
  const later = await enrolled({ sku: 'S-1', quantity: '101' });
  await until(async () => (await story.passage(later)).status === 'COMPLETED');
  expect((await story.passage(later)).steps).toMatchObject([{ outcome: 'SUCCEEDED' }]);
});
