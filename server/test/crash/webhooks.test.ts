import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cases } from '../support/cases.ts';
import { contactFlow, inARow, setProperty } from '../support/flow-bodies.ts';
import { type Answer, type Receiver, startReceiver } from '../support/receiver.ts';
import { openSplitRoles, type SplitRoles } from '../support/split-roles.ts';
import { until } from '../support/until.ts';
import { all, type Body, call, randomness } from './calls.ts';

/** How often the worker is killed, and the web hooks that are begun before each time. */
const KILLS = cases(3);
const A_LIFE = 12;

/** Calls that hang at the receiver when the worker is killed; others have been answered by then, or are on their way. */
const HANGING = 3;

/** A dead worker's leases are void after 5 s; the rest is for busy machines. */
const TAKEN_OVER_MS = 60_000;

let roles: SplitRoles;
let receiver: Receiver;
let url: string;
beforeAll(async () => {
  roles = await openSplitRoles();
  receiver = await startReceiver();
  url = (await roles.start('api')).url;
  await call(url, 'POST', '/crm/v3/properties/contacts', {
    name: 'visits',
    label: 'Visits',
    type: 'number',
    fieldType: 'number',
    groupName: 'contactinformation',
  });
});
afterAll(async () => {
  await roles.end();
  await receiver.close();
});

const givenWorker = () =>
  roles.start('worker', { MILLRACE_OUTGOING_ALLOW: '127.0.0.1', MILLRACE_OUTGOING_RATE: '0' });

/** A flow that calls the receiver, keeps what it answers, and counts. */
async function givenFlow(): Promise<string> {
  const webhook = { type: 'WEBHOOK', method: 'POST', webhookUrl: receiver.url, queryParams: [] };
  const answered = { type: 'FIELD_DATA', actionId: '1', dataKey: 'by' };
  const actions = inARow(
    webhook,
    setProperty('jobtitle', answered),
    setProperty('visits', { type: 'INCREMENT', incrementAmount: 1 }),
  );
  return (await call(url, 'POST', '/automation/v4/flows', contactFlow(actions))).id;
}

let contacts = 0;
async function enrollContacts(flowId: string, count: number): Promise<string[]> {
  const inputs = Array.from({ length: count }, () => ({
    properties: { email: `called${++contacts}@example.test` },
  }));
  const { results } = await call(url, 'POST', '/crm/v3/objects/contacts/batch/create', { inputs });
  const objectIds = results.map(({ id }: Body) => id);
  await call(url, 'POST', `/millrace/v1/flows/${flowId}/enrollments`, { objectIds });
  return objectIds;
}

const completed = (flowId: string) =>
  all(url, `/millrace/v1/flows/${flowId}/enrollments?limit=100&status=COMPLETED`);

/** What came of each passage: its steps by action, its effect with its tries, and the contact's properties. */
async function findPassages(flowId: string) {
  const steps = await all(url, `/millrace/v1/flows/${flowId}/steps?limit=100`);
  const effects = await all(url, `/millrace/v1/effects?flowId=${flowId}&limit=100`);
  return Promise.all(
    (await completed(flowId)).map(async (passage) => {
      const own = effects.filter(({ enrollmentId }) => enrollmentId === passage.id);
      const contact = `/crm/v3/objects/contacts/${passage.objectId}?properties=visits,jobtitle`;
      const { idempotencyKey, tries } = await call(url, 'GET', `/millrace/v1/effects/${own[0].id}`);
      return {
        objectId: passage.objectId,
        effects: own.length,
        steps: steps
          .filter(({ enrollmentId }) => enrollmentId === passage.id)
          .map(({ actionId }) => actionId)
          .sort(),
        idempotencyKey,
        tries: tries.map(({ outcome }: Body) => outcome),
        properties: (await call(url, 'GET', contact)).properties,
      };
    }),
  );
}

/** The keys under which the receiver was called for each contact. */
function keysOfContacts(): Map<string, string[]> {
  const keys = new Map<string, string[]>();
  for (const { body, headers } of receiver.received) {
    const contact = String(JSON.parse(body).vid);
    keys.set(contact, [...(keys.get(contact) ?? []), headers['idempotency-key']!]);
  }
  return keys;
}

const answerBy = (by: string) => (response: ServerResponse) =>
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ by }));

/** Answers every other call, and lets the rest hang. */
function everyOther(hanging: ServerResponse[]): Answer {
  let calls = 0;
  return (response) => {
    if (++calls % 2 === 0) answerBy('at once')(response);
    else hanging.push(response);
  };
}

test(`a worker that is killed ${KILLS} times while web hooks are under way: each is called under one key, and everything here is done once`, async () => {
  const flowId = await givenFlow();
  const random = randomness(20_260_303);
  const enrolled: string[] = [];
  for (let kill = 1; kill <= KILLS; kill++) {
    const hanging: ServerResponse[] = [];
    receiver.answers = everyOther(hanging);
    const worker = await givenWorker();
    enrolled.push(...(await enrollContacts(flowId, A_LIFE)));
    await until(() => hanging.length >= HANGING, TAKEN_OVER_MS);
    // Some of the first have come to their end, however slow the machine is.
    await until(async () => (await completed(flowId)).length > 0, TAKEN_OVER_MS, 100);
    // Real time is the subject: at whichever instant of the work it comes.
    await sleep(random() * 100);
    await worker.kill('server');
  }
  receiver.answers = answerBy('at last');
  const last = await givenWorker();
  await until(async () => (await completed(flowId)).length === enrolled.length, TAKEN_OVER_MS, 100);
  expect(await last.stop()).toBe(0);

  const keys = keysOfContacts();
  const passages = await findPassages(flowId);
  expect(passages.map(({ objectId }) => objectId).sort()).toEqual([...enrolled].sort());
  for (const { objectId, effects, steps, idempotencyKey, tries, properties } of passages) {
    const called = keys.get(objectId) ?? [];
    expect([objectId, effects, steps, properties.visits]).toEqual([objectId, 1, ['1', '2', '3'], '1']);
    expect([objectId, new Set(called)]).toEqual([objectId, new Set([idempotencyKey])]);
    // What was begun is in the ledger, and ended once: no call was made that it does not know.
    expect(called.length).toBeLessThanOrEqual(tries.length);
    expect(tries.slice(0, -1).every((outcome: string) => outcome === 'LOST')).toBe(true);
    expect(tries.at(-1)).toBe('DONE');
  }
  expect(new Set(passages.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(enrolled.length);
  // The kills came in the middle: some calls were repeated, and some results were stored before.
  const repeated = passages.filter(({ tries }) => tries.length > 1);
  expect(repeated.length).toBeGreaterThanOrEqual(HANGING);
  expect(passages.length - repeated.length).toBeGreaterThan(0);
}, 300_000);

test('a worker that comes back late, with the answers that it was given, commits nothing', async () => {
  const flowId = await givenFlow();
  const frozen: ServerResponse[] = [];
  receiver.answers = (response) => frozen.push(response);
  const before = receiver.received.length;
  const late = await givenWorker();
  const enrolled = await enrollContacts(flowId, A_LIFE);
  await until(() => frozen.length === A_LIFE, TAKEN_OVER_MS);
  late.signal('SIGSTOP');
  try {
    receiver.answers = answerBy('the other');
    await givenWorker();
    await until(async () => (await completed(flowId)).length === A_LIFE, TAKEN_OVER_MS, 100);
  } finally {
    for (const response of frozen) answerBy('the late one')(response);
    late.signal('SIGCONT');
  }
  await until(async () => (await lateResults(late.url)) === A_LIFE, TAKEN_OVER_MS);

  const keys = keysOfContacts();
  expect(receiver.received.length - before).toBe(2 * A_LIFE);
  for (const { objectId, ...passage } of await findPassages(flowId)) {
    expect(enrolled).toContain(objectId);
    expect(passage).toMatchObject({
      effects: 1,
      steps: ['1', '2', '3'],
      tries: ['LOST', 'DONE'],
      properties: { visits: '1', jobtitle: 'the other' },
    });
    expect(keys.get(objectId)).toEqual([passage.idempotencyKey, passage.idempotencyKey]);
  }
}, 180_000);

/** Results that a worker had, and that did not count. */
async function lateResults(worker: string): Promise<number> {
  const text = await (await fetch(`${worker}/metrics`)).text();
  const line = text
    .split('\n')
    .find((each) => each.startsWith('millrace_effects_total') && each.includes('"late"'));
  return Number(line?.split(' ').at(-1) ?? 0);
}
