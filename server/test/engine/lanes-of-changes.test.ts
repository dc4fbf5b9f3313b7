import { afterAll, beforeAll, expect, test } from 'vitest';
import { asAccount } from '../../src/accounts/index.ts';
import { processChanges } from '../../src/enrollments/index.ts';
import { takeLanes } from '../../src/history/index.ts';
import { openDatabase, type Sql } from '../../src/platform/index.ts';
import { action, allOf, anyOf, contactFlow, inARow, is, throughCompany } from '../support/flow-bodies.ts';
import { dynamicList } from '../support/list-bodies.ts';
import { type Story, tellStory } from '../support/story.ts';
import { until } from '../support/until.ts';

/** Nobody looks at changes but this test. */
let story: Story;
let other: Sql;
beforeAll(async () => {
  story = await tellStory({ role: 'api' });
  other = openDatabase(story.millrace.address, { connections: 1 });
  await story.millrace.post('/crm/v3/lists', dynamicList('in Ulm', [is('city', 'Ulm')]));
  await story.millrace.post('/crm/v3/lists', {
    ...dynamicList('whose company is in Ulm', []),
    filterBranch: anyOf(allOf([], [throughCompany([is('city', 'Ulm')])])),
  });
  await story.settle();
});
afterAll(async () => {
  await other.end();
  await story.stop();
});

const plain = { objectTypeId: '0-2', associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 279 };
const change = (type: string, id: string, properties: Readonly<Record<string, string>>) =>
  story.millrace.patch(`/crm/v3/objects/${type}/${id}`, { properties });

const look = () => {
  const { store, log } = story.millrace.services;
  return processChanges({ store, log }, story.millrace.accountId);
};

async function atRest(): Promise<void> {
  while ((await look()) > 0);
}

/** What is pending, as it is stored: for its own record, or for others as well. */
async function pending(): Promise<{ record: string; kind: string; leads: string }[]> {
  const rows = await story.millrace.sql`
    select change.record_id as record, kind, case lane when -1 then 'elsewhere' else 'nowhere else' end as leads
    from pending_changes pending join changes change on change.id = pending.change_id
    where lane in (-1, change.record_id % 8) order by change.id`;
  return rows as never;
}

async function written(write: () => Promise<unknown>): Promise<string[]> {
  await atRest();
  await write();
  return (await pending()).map(({ kind, leads }) => `${kind} leads ${leads}`);
}

test('a change leads elsewhere when others are reached by it, or wait for it, or two records are merged', async () => {
  const waits = action('0-35', {
    date: { type: 'FETCHED_OBJECT_PROPERTY', propertyToken: '{{ fetched_objects.firm.founded_year }}' },
    delta: '0',
    time_unit: 'DAYS',
  });
  const dataSources = [{ name: 'firm', type: 'ASSOCIATION', ...plain }];
  await story.givenFlow(contactFlow(inARow(waits), undefined, { dataSources }));
  const contact = await story.givenContact({ city: 'Bonn' });
  const another = await story.givenContact({ city: 'Bonn' });
  const company = await story.givenRecord('companies', { name: 'C', city: 'Bonn' });
  const url = `/crm/v4/objects/contacts/${contact}/associations`;
  const { millrace } = story;
  expect({
    ofItself: await written(() => change('contacts', contact, { city: 'Ulm' })),
    unread: await written(() => change('contacts', contact, { jobtitle: 'Smith' })),
    associated: await written(() => millrace.put(`${url}/default/companies/${company}`)),
    overAssociations: await written(() => change('companies', company, { city: 'Ulm' })),
    waitedFor: await written(() => change('companies', company, { founded_year: '1999' })),
    archived: await written(() => millrace.delete(`/crm/v3/objects/contacts/${contact}`)),
    merged: await written(async () => {
      const third = await story.givenContact();
      await atRest();
      const body = { primaryObjectId: another, objectIdToMerge: third };
      await millrace.post('/crm/v3/objects/contacts/merge', body);
    }),
  }).toEqual({
    ofItself: ['updated leads nowhere else'],
    unread: [],
    associated: ['associated leads nowhere else'],
    overAssociations: ['updated leads elsewhere'],
    waitedFor: ['updated leads elsewhere'],
    archived: ['archived leads nowhere else'],
    merged: expect.arrayContaining(['merged leads elsewhere']),
  });
});

test('what leads elsewhere waits until all before it are looked at, and what comes after waits for it', async () => {
  await atRest();
  const [before, after] = [await story.givenContact(), await story.givenContact()];
  const company = await story.givenRecord('companies', { name: 'D', city: 'Bonn' });
  await story.millrace.put(`/crm/v4/objects/contacts/${after}/associations/default/companies/${company}`);
  await atRest();
  await change('contacts', before, { city: 'Ulm' });
  await change('companies', company, { city: 'Ulm' });
  await change('contacts', after, { city: 'Ulm' });
  await change('contacts', before, { city: 'Bonn' });
  const records = async () => (await pending()).map(({ record }) => record);
  expect(await records()).toEqual([before, company, after, before]);

  // Another transaction is at work with the first, and its lane.
  await asAccount(other, story.millrace.accountId, async (tx, account) => {
    const lanes = await takeLanes({ tx, account } as never, { most: 1, through: null });
    expect(lanes).toEqual([Number(before) % 8]);
    expect(await look()).toBe(0);
    expect(await records()).toEqual([before, company, after, before]);
  });
  // Up to it; then it has all lanes, and goes on in the order of all.
  expect(await look()).toBe(1);
  expect(await records()).toEqual([company, after, before]);
  expect(await look()).toBe(3);

  // Whoever has all lanes is alone.
  await change('companies', company, { city: 'Bonn' });
  await asAccount(other, story.millrace.accountId, async (tx, account) => {
    const lanes = await takeLanes({ tx, account } as never, { most: 1, through: null });
    expect(lanes).toHaveLength(9);
    await change('contacts', after, { city: 'Bonn' });
    expect(await look()).toBe(0);
  });
  await atRest();
});

test('a transaction takes as many lanes as give it enough to do, and leaves the others to others', async () => {
  await atRest();
  const ids = Array.from({ length: 8 }, () => ({ properties: { city: 'Ulm' } }));
  await story.millrace.post('/crm/v3/objects/contacts/batch/create', { inputs: ids });
  await asAccount(other, story.millrace.accountId, async (tx, account) => {
    const lanes = await takeLanes({ tx, account } as never, { most: 3, through: null });
    expect(lanes).toHaveLength(3);
    expect(await look()).toBe(5);
  });
  expect(await look()).toBe(3);
});

test('whatever is committed first: what two records have come to meet together is seen by whoever is looked at last', async () => {
  const { millrace } = story;
  const { sql } = millrace;
  const both = { ...dynamicList('in Kiel, as is their company', []) };
  const body = {
    ...both,
    filterBranch: anyOf(allOf([is('city', 'Kiel')], [throughCompany([is('city', 'Kiel')])])),
  };
  const list = (await millrace.post('/crm/v3/lists', body)).body.list.listId;
  await story.settle();
  const contact = await story.givenContact({ city: 'Bonn' });
  const company = await story.givenRecord('companies', { name: 'E', city: 'Bonn' });
  await millrace.put(`/crm/v4/objects/contacts/${contact}/associations/default/companies/${company}`);
  await atRest();
  // The company is written first, and committed last.
  await sql.unsafe(`
    create function linger() returns trigger language plpgsql as 'begin perform pg_advisory_xact_lock(4711); return null; end';
    create constraint trigger linger after insert on writes deferrable initially deferred
      for each row when (new.object_type_id = '0-2') execute function linger()`);
  let first: Promise<unknown> = Promise.resolve();
  await other.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(4711)`;
    first = change('companies', company, { city: 'Kiel' });
    await until(
      async () => (await sql`select from pg_locks where locktype = 'advisory' and not granted`).length > 0,
    );
    await change('contacts', contact, { city: 'Kiel' });
    expect(await look()).toBe(1);
  });
  await first;
  await sql.unsafe('drop trigger linger on writes');
  await atRest();
  const { results } = (await millrace.get(`/crm/v3/lists/${list}/memberships`)).body;
  expect(results.map(({ recordId }: { recordId: string }) => recordId)).toEqual([contact]);
});
