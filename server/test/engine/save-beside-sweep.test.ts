import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  allOf,
  anyOf,
  contactFlow,
  inARow,
  is,
  property,
  setProperty,
  whenMet,
} from '../support/flow-bodies.ts';
import { dynamicList } from '../support/list-bodies.ts';
import { type Millrace, startMillrace } from '../support/millrace.ts';

/** Records whose texts take several chunks to look through. */
const RECORDS = 30;
const CHARACTERS = 50_000;
const FILTERS = 248;
const VALUES = 400;

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace({ role: 'api' });
});
afterAll(() => millrace.stop());

const textOf = (filter: number, value: number) => `value ${filter} ${value}!`;

/** Filters that look for very many texts; one of them is in every fifth record. */
const heavy = anyOf(
  ...Array.from({ length: FILTERS }, (_, filter) =>
    allOf([
      property('address', 'MULTISTRING', 'CONTAINS', {
        values: Array.from({ length: VALUES }, (_, value) => textOf(filter, value)),
      }),
    ]),
  ),
);

async function givenRecords(): Promise<string[]> {
  const text = 'lorem ipsum dolor '.repeat(CHARACTERS / 18);
  const ids: string[] = [];
  for (let from = 0; from < RECORDS; from += 10) {
    const inputs = Array.from({ length: 10 }, (_, index) => ({
      properties: { address: index % 5 === 0 ? `${text} ${textOf(247, 399)}` : text },
    }));
    const answer = await millrace.post('/crm/v3/objects/contacts/batch/create', { inputs });
    ids.push(...answer.body.results.map((each: { id: string }) => each.id));
  }
  return ids;
}

test('flows and lists are saved, and everybody answered, while a heavy list is being filled', async () => {
  const ids = await givenRecords();
  const flow = contactFlow(inARow(setProperty('jobtitle', 'A')), whenMet([is('city', 'Paris')]));
  const saved = (await millrace.post('/automation/v4/flows', flow)).body;
  const light = (await millrace.post('/crm/v3/lists', dynamicList('light', [is('city', 'Rome')]))).body.list;
  await millrace.post('/millrace/v1/clock/settle');
  let made = 0;
  const givenHeavy = async (): Promise<string> => {
    const body = { ...dynamicList(`heavy ${++made}`, []), filterBranch: heavy };
    const answer = await millrace.post('/crm/v3/lists', body);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body.list.listId;
  };
  const listId = await givenHeavy();
  const list = async () => (await millrace.get(`/crm/v3/lists/${listId}`)).body.list;
  expect((await list()).processingStatus).toBe('PROCESSING');

  let isSweeping = true;
  let chunks = 0;
  const sweeping = (async () => {
    // As the lane does: without a pause. However slow the answers are, there is a heavy list to be filled.
    while (isSweeping) {
      if ((await millrace.services.worker.run('sweeps', millrace.accountId)) > 0) chunks++;
      else await givenHeavy();
    }
  })();
  const asked = [
    () => millrace.post('/automation/v4/flows', { ...flow, name: 'Another' }),
    () =>
      millrace.put(`/automation/v4/flows/${saved.id}`, {
        ...flow,
        name: 'Renamed',
        revisionId: saved.revisionId,
      }),
    () => millrace.post('/crm/v3/lists', dynamicList('made meanwhile', [is('city', 'Bonn')])),
    () =>
      millrace.put(`/crm/v3/lists/${light.listId}/update-list-filters`, {
        filterBranch: anyOf(allOf([is('city', 'Bari')])),
      }),
    () => millrace.put(`/crm/v3/lists/${light.listId}/update-list-name?listName=lighter`),
    () => millrace.get('/health/ready'),
    () => millrace.get(`/automation/v4/flows/${saved.id}`),
    () => millrace.post('/crm/v3/objects/contacts', { properties: { email: 'meanwhile@example.test' } }),
    () => millrace.patch(`/crm/v3/objects/contacts/${ids[0]}`, { properties: { city: 'Oslo' } }),
    list,
  ];
  const answers = await Promise.all(asked.map((ask) => ask()));
  isSweeping = false;
  await sweeping;
  expect(answers.slice(0, -1).map(({ status }) => status)).toEqual([
    201, 200, 200, 200, 200, 200, 200, 201, 200,
  ]);

  await millrace.post('/millrace/v1/clock/settle');
  expect(chunks).toBeGreaterThan(0);
  expect((await list()).processingStatus).toBe('COMPLETE');
  const members = (await millrace.get(`/crm/v3/lists/${listId}/memberships?limit=100`)).body.results;
  expect(members.map(({ recordId }: { recordId: string }) => recordId).sort()).toEqual(
    ids.filter((_, index) => index % 5 === 0).sort(),
  );
}, 120_000);
