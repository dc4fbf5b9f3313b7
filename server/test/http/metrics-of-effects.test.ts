import { afterAll, beforeAll, expect, test } from 'vitest';
import { definitionBody, givenApp } from '../support/app-actions.ts';
import { customCode } from '../support/code-bodies.ts';
import { action, contactFlow, inARow } from '../support/flow-bodies.ts';
import { answering, inTurn, type Receiver, startReceiver } from '../support/receiver.ts';
import { type Story, tellStory } from '../support/story.ts';
import { until } from '../support/until.ts';

let story: Story;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
  story = await tellStory();
});
afterAll(async () => {
  await story.stop();
  await receiver.close();
});

/** What a counter has come to; 0 for one that is not there yet. */
async function seriesOf(series: string): Promise<number> {
  const text = await (await fetch(`${story.millrace.url}/metrics`)).text();
  const line = text.split('\n').find((each) => each.startsWith(`${series} `));
  return line === undefined ? 0 : Number(line.slice(series.length + 1));
}

const webhook = (url: string) => ({ type: 'WEBHOOK', method: 'POST', webhookUrl: url, queryParams: [] });

async function enrollInto(only: Readonly<Record<string, unknown>>, contacts = 1): Promise<void> {
  const flowId = await story.givenFlow(contactFlow(inARow(only)));
  const ids = await Promise.all(Array.from({ length: contacts }, () => story.givenContact()));
  await story.enroll(flowId, ...ids);
}

const outcome = (name: string) =>
  seriesOf(`millrace_effects_total{kind="webhook",target="127.0.0.1:${receiver.port}",outcome="${name}"}`);

test('tries, their answers, and that the last one was given up', async () => {
  receiver.answers = inTurn(answering(503), answering(429), answering(200));
  await enrollInto(webhook(receiver.url));
  await story.pass('P1D');
  expect(await outcome('retry')).toBe(2);
  expect(await outcome('done')).toBe(1);
  const tries = 'millrace_effect_tries';
  expect(await seriesOf(`${tries}_count{kind="webhook"}`)).toBe(1);
  expect(await seriesOf(`${tries}_sum{kind="webhook"}`)).toBe(3);
  expect(await seriesOf(`${tries}_bucket{le="2",kind="webhook"}`)).toBe(0);
  expect(await seriesOf(`${tries}_bucket{le="3",kind="webhook"}`)).toBe(1);
  for (const status of ['2xx', '429', '5xx'])
    expect([
      status,
      await seriesOf(`millrace_effect_answers_total{kind="webhook",status="${status}"}`),
    ]).toEqual([status, 1]);

  receiver.answers = answering(500);
  await enrollInto(webhook(receiver.url));
  for (let day = 0; day < 4; day++) await story.pass('P1D');
  expect(await outcome('given_up')).toBe(1);
  expect(await seriesOf(`${tries}_count{kind="webhook"}`)).toBe(2);
});

test('a result that comes after another holder has the effect is late, and no success', async () => {
  const done = await outcome('done');
  let release: (() => void) | undefined;
  receiver.answers = (response) => {
    release = () => response.end('{}');
  };
  const flowId = await story.givenFlow(contactFlow(inARow(webhook(receiver.url))));
  const before = receiver.received.length;
  const contact = await story.givenContact();
  await story.millrace.post(`/millrace/v1/flows/${flowId}/enrollments`, { objectIds: [contact] });
  await receiver.until(before + 1);
  await story.millrace.sql`update effects set lease_token = gen_random_uuid() where finished_at is null`;
  release!();
  await until(async () => (await outcome('late')) === 1);
  expect(await outcome('done')).toBe(done);
  await story.millrace
    .sql`update effects set lease_token = null, leased_until = null where finished_at is null`;
  receiver.answers = answering(200);
  await story.settle();
});

test('requests that are captured', async () => {
  await enrollInto(webhook('https://receiver.example.com/'), 2);
  expect(await seriesOf('millrace_outbox_captured_total{kind="webhook"}')).toBe(2);
});

test('callbacks that name nothing', async () => {
  const { accountId, post } = story.millrace;
  const path = `/automation/v4/actions/callbacks/ap-${accountId}-1-1-1-1/complete`;
  expect((await post(path, { outputFields: {} })).status).toBe(404);
  expect(await seriesOf('millrace_callbacks_total{outcome="unknown"}')).toBe(1);
});

test('callbacks that complete an action, come again, or are not made in time', async () => {
  const { millrace } = story;
  const app = await givenApp(millrace);
  const definitions = `/automation/v4/actions/${app.appId}`;
  const { id } = (await millrace.post(definitions, definitionBody(`${receiver.url}/app`))).body;
  const outputFields = { hs_execution_state: 'BLOCK', hs_expiration_duration: 'PT1H' };
  receiver.answers = answering(200, { outputFields });
  const callbacks = ['completed', 'used', 'expired'] as const;
  const counted = () =>
    Promise.all(callbacks.map((outcome) => seriesOf(`millrace_callbacks_total{outcome="${outcome}"}`)));
  expect(await counted()).toEqual([0, 0, 0]);
  const before = receiver.received.length;
  await enrollInto(action(`1-${id}`, { sku: 'S-1' }), 4);
  const [one, two, three] = receiver.received.slice(before).map(({ body }) => JSON.parse(body).callbackId);

  const path = '/automation/v4/actions/callbacks';
  expect((await millrace.post(`${path}/${one}/complete`, { outputFields: {} })).status).toBe(204);
  expect(await counted()).toEqual([1, 0, 0]);
  const inputs = [two, three].map((callbackId) => ({ callbackId, outputFields: {} }));
  expect((await millrace.post(`${path}/complete`, { inputs })).status).toBe(204);
  expect(await counted()).toEqual([3, 0, 0]);
  expect((await millrace.post(`${path}/${two}/complete`, { outputFields: {} })).status).toBe(410);
  expect(await counted()).toEqual([3, 1, 0]);
  await story.pass('PT2H');
  expect(await counted()).toEqual([3, 1, 1]);
});

test('processes of code: how many, and why they end', async () => {
  await enrollInto(customCode('exports.main = () => ({ outputFields: {} });'));
  expect(await seriesOf('millrace_code_processes_started_total{language="node"}')).toBe(1);
  expect(await seriesOf('millrace_code_processes{state="idle"}')).toBe(1);
  expect(await seriesOf('millrace_code_processes{state="busy"}')).toBe(0);
  await enrollInto(customCode('exports.main = () => process.exit(3);'));
  await until(async () => (await seriesOf('millrace_code_processes_ended_total{why="process_ended"}')) === 1);
  expect(await seriesOf('millrace_code_processes{state="waiting"}')).toBe(0);
});
