import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Unit } from '../../src/history/index.ts';
import { loadHolders, loadRecords } from '../../src/records/index.ts';
import { gate, somebodyWaits } from '../support/barriers.ts';
import { action, contactFlow, inARow, manual } from '../support/flow-bodies.ts';
import { type Millrace, startMillrace } from '../support/millrace.ts';

const COMPANY = '0-2';
/** More than one chunk of the building, and less than three. */
const COMPANIES = 2_500;

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace({ role: 'api' });
});
afterAll(() => millrace.stop());

const byCity = contactFlow(
  inARow(
    action('0-63189541', {
      fromObjectType: '0-1',
      toObjectType: COMPANY,
      enrolledObjectPropertyNameToMatch: '0-1/city',
      associatedObjectPropertyNameToMatch: `${COMPANY}/city`,
    }),
  ),
  manual,
);

function write<T>(work: (unit: Unit) => Promise<T>): Promise<T> {
  return millrace.services.store.write(millrace.accountId, work);
}

async function setCity(unit: Unit, id: string, city: string | null): Promise<void> {
  const [image] = await loadRecords(unit.tx, unit.account.id, [{ objectTypeId: COMPANY, id }], 'wait');
  unit.world.load(image!);
  const cause = { at: unit.account.now, source: { type: 'SYSTEM' }, depth: 0 } as const;
  unit.world.setProperties({ objectTypeId: COMPANY, id }, { city }, cause);
}

const chunk = () => millrace.services.worker.run('jobs', millrace.accountId);

const state = async () => (await millrace.get('/millrace/v1/indexes')).body.results[0].state;
const holdersOf = (value: string) =>
  write((unit) =>
    loadHolders(unit.tx, unit.account.id, [{ objectTypeId: COMPANY, property: 'city', value }]),
  ).then(([ids]) => ids!);

/** The values of the index are those of the live records, neither more nor less. */
async function isExact(): Promise<void> {
  const [row] = await millrace.sql`
    select count(*)::int as wrong from (
      select id, properties ->> 'city' as city from records
      where object_type_id = ${COMPANY} and archived_at is null and properties ? 'city'
    ) as record
    full join (select record_id, value from indexed_values) as held on (record_id, value) = (id, city)
    where id is null or record_id is null`;
  expect(row!['wrong']).toBe(0);
}

test('no write is missed by an index, before its save, in front of the building, beside it and behind it', async () => {
  const { sql, accountId } = millrace;
  await sql`
    insert into records (account_id, object_type_id, id, properties, created_at, updated_at)
    select ${accountId}::bigint, ${COMPANY}, nextval('record_ids'), jsonb_build_object('city', 'City ' || n % 50), now(), now()
    from generate_series(1, ${COMPANIES}::integer) n`;
  const ids = (await sql`select id from records where object_type_id = ${COMPANY} order by id`).map(
    (row) => row['id'] as string,
  );

  // It has begun before the save, knows of no index, and commits only now: the save waits for it.
  const early = gate();
  const writingEarly = write(async (unit) => {
    await setCity(unit, ids[0]!, 'Early');
    await early.pass();
  });
  await early.reached;
  const saving = millrace.post('/automation/v4/flows', byCity);
  await somebodyWaits(millrace.sql);
  early.open();
  await writingEarly;
  expect((await saving).status).toBe(201);
  expect(await state()).toBe('BUILDING');

  // Behind the place to which the building will have come, in front of it, and one with the row locked while its chunk is done.
  expect(await chunk()).toBe(1_000);
  await write((unit) => setCity(unit, ids[1]!, 'Behind'));
  await write((unit) => setCity(unit, ids[2]!, null));
  await write((unit) => setCity(unit, ids[2_400]!, 'Before'));
  await write((unit) => setCity(unit, ids[2_401]!, null));
  const beside = gate();
  const writingBeside = write(async (unit) => {
    await setCity(unit, ids[1_500]!, 'Beside');
    await beside.pass();
  });
  await beside.reached;
  const building = chunk();
  await somebodyWaits(millrace.sql);
  beside.open();
  await writingBeside;
  expect(await building).toBe(1_000);
  // While it is not ready, the records are looked through.
  expect(await state()).toBe('BUILDING');
  expect(await holdersOf('Beside')).toEqual([ids[1_500]]);
  const late = await millrace.post('/crm/v3/objects/companies', { properties: { city: 'Late' } });
  while ((await chunk()) > 0);

  expect(await state()).toBe('READY');
  await isExact();
  for (const [city, id] of [
    ['Early', ids[0]],
    ['Behind', ids[1]],
    ['Beside', ids[1_500]],
    ['Before', ids[2_400]],
    ['Late', late.body.id],
  ])
    expect(await holdersOf(city!)).toEqual([id]);
  expect(await holdersOf('City 3')).not.toContain(ids[2]);
});

test('a building whose chunk is lost goes on from the chunk before, and one that nobody needs any more ends', async () => {
  expect((await millrace.post('/millrace/v1/indexes/rebuild')).status).toBe(202);
  expect(await state()).toBe('BUILDING');
  await chunk();
  const { sql } = millrace;
  // The chunk is undone as a whole when its connection is lost.
  const beside = gate();
  const writing = write(async (unit) => {
    const [row] =
      await unit.tx`select id from records where object_type_id = ${COMPANY} order by id offset 1700 limit 1`;
    await setCity(unit, row!['id'] as string, 'Lost');
    await beside.pass();
  });
  await beside.reached;
  const lost = (async () => {
    for (;;) if ((await chunk()) === 0) return;
  })();
  await somebodyWaits(millrace.sql);
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  await expect(lost).rejects.toThrow();
  beside.open();
  await writing;
  while ((await chunk()) > 0);
  expect(await state()).toBe('READY');
  await sql`delete from indexed_values where index_id not in (select id from property_indexes)`;
  await isExact();

  await millrace.post('/millrace/v1/indexes/rebuild');
  await chunk();
  const [flow] = (await millrace.get('/automation/v4/flows')).body.results;
  expect((await millrace.delete(`/automation/v4/flows/${flow.id}`)).status).toBe(204);
  while ((await chunk()) > 0);
  expect((await millrace.get('/millrace/v1/indexes')).body.results).toEqual([]);
  expect(await sql`select 1 from indexed_values limit 1`).toEqual([]);
  const { results } = (await millrace.get('/millrace/v1/jobs')).body;
  expect(new Set(results.map((job: { state: string }) => job.state))).toEqual(new Set(['DONE']));
});
