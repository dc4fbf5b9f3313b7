import { afterAll, beforeAll, expect, test } from 'vitest';
import { LOCKS, openDatabase, type Sql } from '../../src/platform/index.ts';
import {
  allOf,
  anyOf,
  contactFlow,
  inARow,
  is,
  setProperty,
  throughCompany,
  whenMet,
} from '../support/flow-bodies.ts';
import { dynamicList, inList } from '../support/list-bodies.ts';
import type { ServerProcess } from '../support/server-process.ts';
import { openSplitRoles, type SplitRoles } from '../support/split-roles.ts';
import { until } from '../support/until.ts';
import { ask, type Body, call, randomness } from './calls.ts';

/** How long records are written to. `MILLRACE_LOAD_MS=60000` for a longer look. */
const LOAD_MS = Number(process.env['MILLRACE_LOAD_MS'] ?? 3_000);
const WORKERS = 4;
/** Clients that write at a time. */
const CLIENTS = 8;
const CONTACTS = 60;
const COMPANIES = 10;
/** Those that are merged away or archived: one after the other. */
const SPARE = 40;
const CITIES = ['Bonn', 'Ulm', 'Trier'];
const REST_MS = 60_000;

let roles: SplitRoles;
let sql: Sql;
let api: ServerProcess;
let workers: readonly ServerProcess[];
beforeAll(async () => {
  // Each process takes up to 24 connections.
  roles = await openSplitRoles(undefined, ['max_connections=150']);
  api = await roles.start('api');
  workers = await Promise.all(
    Array.from({ length: WORKERS }, () => roles.start('worker', { MILLRACE_LOG_LEVEL: 'warn' })),
  );
  sql = openDatabase(roles.database.address, { connections: 4 });
});
afterAll(async () => {
  await sql?.end();
  await roles?.end();
});

const random = randomness(20_261_128);
const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
const post = (path: string, body: unknown = {}) => call(api.url, 'POST', path, body);
const made = async (type: string, inputs: readonly Body[]): Promise<string[]> =>
  (await post(`/crm/v3/objects/${type}/batch/create`, { inputs })).results.map(({ id }: Body) => id);
const givenList = async (body: Body): Promise<string> => (await post('/crm/v3/lists', body)).list.listId;
const givenFlow = async (body: Body): Promise<string> => (await post('/automation/v4/flows', body)).id;

test('four processes look at the changes of an account at a time: those of a record in their order, each once', async () => {
  await post('/crm/v3/properties/contacts', {
    name: 'visits',
    label: 'Visits',
    type: 'number',
    fieldType: 'number',
    groupName: 'contactinformation',
  });
  const inBonn = await givenList(dynamicList('in Bonn', [is('city', 'Bonn')]));
  const ofBonn = await givenList({
    ...dynamicList('whose company is in Bonn', []),
    filterBranch: anyOf(allOf([], [throughCompany([is('city', 'Bonn')])])),
  });
  const visit = setProperty('visits', { type: 'INCREMENT', incrementAmount: 1 });
  const again = { shouldReEnroll: true };
  const toUlm = await givenFlow(
    contactFlow(
      inARow(visit),
      whenMet([is('city', 'Ulm')], {
        ...again,
        reEnrollmentTriggersFilterBranches: [allOf([is('city', 'Ulm')])],
      }),
    ),
  );
  const joined = await givenFlow(
    contactFlow(
      inARow(visit),
      whenMet([inList(inBonn)], { ...again, reEnrollmentTriggersFilterBranches: [allOf([inList(inBonn)])] }),
    ),
  );
  await resting();

  const contacts = await made(
    'contacts',
    Array.from({ length: CONTACTS }, () => ({ properties: { city: pick(CITIES) } })),
  );
  const companies = await made(
    'companies',
    Array.from({ length: COMPANIES }, (_, n) => ({ properties: { name: `C${n}`, city: pick(CITIES) } })),
  );
  const spare = await made(
    'contacts',
    Array.from({ length: SPARE }, () => ({ properties: { city: 'Bonn' } })),
  );

  const move = () => ({ properties: { city: pick(CITIES) } });
  const aMinuteOfLoad: readonly (() => Promise<unknown>)[] = [
    ...Array.from(
      { length: 8 },
      () => () => write('PATCH', `/crm/v3/objects/contacts/${pick(contacts)}`, move()),
    ),
    () => {
      const inputs = [...new Set(Array.from({ length: 15 }, () => pick(contacts)))].map((id) => ({
        id,
        ...move(),
      }));
      return write('POST', '/crm/v3/objects/contacts/batch/update', { inputs });
    },
    () => write('PATCH', `/crm/v3/objects/companies/${pick(companies)}`, move()),
    () =>
      write(
        'PUT',
        `/crm/v4/objects/contacts/${pick(contacts)}/associations/default/companies/${pick(companies)}`,
      ),
    () =>
      write('DELETE', `/crm/v4/objects/contacts/${pick(contacts)}/associations/companies/${pick(companies)}`),
    () => {
      const [one, other] = spare.splice(0, 2);
      if (!one || !other) return Promise.resolve();
      if (random() < 0.5) return write('DELETE', `/crm/v3/objects/contacts/${one}`);
      return write('POST', '/crm/v3/objects/contacts/merge', {
        primaryObjectId: one,
        objectIdToMerge: other,
      });
    },
  ];
  const end = performance.now() + LOAD_MS;
  let together = 0;
  await Promise.all([
    ...Array.from({ length: CLIENTS }, async () => {
      while (performance.now() < end) await pick(aMinuteOfLoad)();
    }),
    (async () => {
      while (performance.now() < end) together = Math.max(together, await lookingAtATime());
    })(),
  ]);
  await resting();

  expect(workers.flatMap(({ output }) => output).filter((line) => line.includes('"level":'))).toEqual([]);
  // Else nothing was tried.
  expect(together).toBeGreaterThan(1);

  const changes = await sql`
    select id::text, record_id::text as record, kind, before ->> 'city' as before, after ->> 'city' as city, after ? 'city' as moves,
           after ->> 'listId' as list
    from changes where account_id = 1 and object_type_id = '0-1' and record_id = any(${contacts}::bigint[]) order by changes.id`;
  const ofContact = Map.groupBy(changes, ({ record }) => record as string);
  for (const contact of contacts) {
    const own = ofContact.get(contact)!;
    const moves = own.filter(({ kind }) => kind === 'joined_list' || kind === 'left_list');
    const kinds = (list: string) => moves.filter((each) => each['list'] === list).map(({ kind }) => kind);
    // In and out as it moved from one city to another, whoever looked.
    const cities = own.filter(({ kind, moves }) => (kind === 'created' || kind === 'updated') && moves);
    const expected = cities.flatMap(({ city, before }) =>
      (city === 'Bonn') === (before === 'Bonn') ? [] : [city === 'Bonn' ? 'joined_list' : 'left_list'],
    );
    expect(kinds(inBonn), contact).toEqual(expected);
    expect(kinds(ofBonn), contact).toEqual(
      kinds(ofBonn).map((_, n) => (n % 2 === 0 ? 'joined_list' : 'left_list')),
    );
  }

  const membersIn = async (list: string) =>
    (await call(api.url, 'GET', `/crm/v3/lists/${list}/memberships?limit=250`)).results
      .map(({ recordId }: Body) => recordId)
      .sort();
  const those = async (where: string) =>
    (
      await sql.unsafe(`
      select id::text from records contact where account_id = 1 and object_type_id = '0-1' and archived_at is null and ${where}`)
    )
      .map(({ id }) => id as string)
      .sort();
  expect(await membersIn(inBonn)).toEqual(await those(`properties ->> 'city' = 'Bonn'`));
  expect(await membersIn(ofBonn)).toEqual(
    await those(`exists (
      select from associations link join records company on company.account_id = 1 and company.id = link.to_id
      where link.account_id = 1 and link.from_id = contact.id and link.type_id = 279 and company.properties ->> 'city' = 'Bonn')`),
  );

  // Each passage was begun by a later change than the one before, and each has written once.
  const passages = await sql`
    select flow_id::text as flow, record_id::text as record, (trigger ->> 'changeId')::text as change, ended
    from enrollments where account_id = 1 order by id`;
  expect(passages.length).toBeGreaterThan(CONTACTS);
  expect(new Set(passages.map(({ flow }) => flow))).toEqual(new Set([toUlm, joined]));
  expect(passages.filter(({ ended }) => ended === '0')).toEqual([]);
  for (const [of, each] of Map.groupBy(passages, ({ flow, record }) => `${flow}/${record}`)) {
    const begun = each.map(({ change }) => BigInt(change as string));
    expect(begun, of).toEqual([...begun].sort((one, other) => (one < other ? -1 : 1)));
    expect(new Set(begun).size, of).toBe(begun.length);
  }
  const visits = await sql`
    select id::text, coalesce((properties ->> 'visits')::int, 0) as visits from records where id = any(${contacts}::bigint[])`;
  const countOf = Map.groupBy(passages, ({ record }) => record as string);
  expect(visits.filter(({ id, visits }) => visits !== (countOf.get(id as string)?.length ?? 0))).toEqual([]);
}, 120_000);

/** What may be refused because another has just taken the record away, or holds it. */
async function write(method: string, path: string, body?: unknown): Promise<void> {
  const answer = await ask(api.url, method, path, body);
  expect(answer?.status, `${method} ${path}: ${JSON.stringify(answer?.body)}`).toBeLessThan(500);
}

async function resting(): Promise<void> {
  const isAtRest = async () => {
    const [row] = await sql`
      select exists (select from pending_changes) or exists (select from due_enrollments where due_at < now())
        or exists (select from sweeps where status = 'RUNNING') as busy`;
    return !row!['busy'];
  };
  await until(isAtRest, REST_MS, 50);
}

/** Transactions that have lanes of the account's changes, each its own. */
async function lookingAtATime(): Promise<number> {
  const [row] = await sql`
    select count(distinct pid)::int as looking from pg_locks
    where locktype = 'advisory' and classid = ${LOCKS.LANE} and mode = 'ShareLock' and granted`;
  return row!['looking'] as number;
}
