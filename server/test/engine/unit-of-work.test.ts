import { UniqueValueTaken } from '@millrace/core/crm';
import type { WriteCause } from '@millrace/core/record';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Unit } from '../../src/history/index.ts';
import { manualList } from '../support/list-bodies.ts';
import { type Millrace, startMillrace } from '../support/millrace.ts';

let millrace: Millrace;
const statements: string[] = [];
beforeAll(async () => {
  millrace = await startMillrace({ role: 'api' }, (text) => statements.push(text));
});
afterAll(() => millrace.stop());

const CONTACT = '0-1';
const IS_ASSOCIATED = { category: 'HUBSPOT_DEFINED', typeId: 449 } as const;

function write<T>(work: (unit: Unit) => Promise<T>): Promise<T> {
  return millrace.services.store.write(millrace.accountId, work);
}

function causeOf({ account }: Unit): WriteCause {
  return { at: account.now, source: { type: 'SYSTEM' }, depth: 0 };
}

/** An id for a record, as the database gives them. */
async function recordId(): Promise<string> {
  const [row] = await millrace.sql`select nextval('record_ids') as id`;
  return row?.['id'] as string;
}

function create(unit: Unit, id: string, properties: Readonly<Record<string, string>> = {}): void {
  unit.world.create({ objectTypeId: CONTACT, id, properties }, causeOf(unit));
}

test('all that is written in the world of a unit is there after it: records, values, links, memberships, events, changes', async () => {
  const listId = (await millrace.post('/crm/v3/lists', manualList('flushed'))).body.list.listId;
  const [one, two] = [await recordId(), await recordId()];
  const ref = { objectTypeId: CONTACT, id: one };
  await write(async (unit) => {
    const cause = causeOf(unit);
    create(unit, one, { email: 'flushed@example.test' });
    create(unit, two);
    unit.world.associate(ref, { ...ref, id: two }, IS_ASSOCIATED, IS_ASSOCIATED, cause);
    unit.world.changeMembership(ref, listId, 'join', cause);
    const event = { ref, eventTypeId: '4-1639801', properties: { hs_form_id: 'f' }, occurredAt: cause.at };
    unit.world.happened(event, cause);
  });
  const { sql } = millrace;
  expect((await millrace.get(`/crm/v3/objects/contacts/${one}`)).body.properties.email).toBe(
    'flushed@example.test',
  );
  expect(await sql`select value from unique_values where record_id = ${one}`).toEqual([
    { value: 'flushed@example.test' },
  ]);
  expect(await sql`select to_id from associations where from_id = ${one}`).toEqual([{ to_id: two }]);
  expect(await sql`select list_id from list_memberships where record_id = ${one}`).toEqual([
    { list_id: listId },
  ]);
  expect(await sql`select properties from events where record_id = ${one}`).toEqual([
    { properties: { hs_form_id: 'f' } },
  ]);
  const kinds = (await sql`select kind from changes where record_id = ${one} order by id`).map(
    (row) => row['kind'],
  );
  expect(kinds).toEqual(['created', 'associated', 'joined_list', 'event']);
});

test('a unit that has written nothing in its world sends no statement for it', async () => {
  await write(async () => undefined);
  statements.length = 0;
  await write(async () => undefined);
  expect(statements.filter((text) => /\b(insert|update|delete)\b/.test(text))).toEqual([]);
});

test('what a unit has written that fails is not there', async () => {
  const id = await recordId();
  const failing = write(async (unit) => {
    create(unit, id);
    throw new Error('after all');
  });
  await expect(failing).rejects.toThrow('after all');
  expect(await millrace.sql`select from records where id = ${id}`).toEqual([]);
});

test('a unit begins again with an empty world while another has just taken its unique value', async () => {
  const [holder, other] = [await recordId(), await recordId()];
  await write(async (unit) => create(unit, holder, { email: 'taken@example.test' }));
  let beginnings = 0;
  await write(async (unit) => {
    beginnings++;
    expect(unit.world.changes).toEqual([]);
    // The second look finds the value held, and takes another.
    create(unit, other, { email: beginnings === 1 ? 'taken@example.test' : 'free@example.test' });
  });
  expect(beginnings).toBe(2);
  expect(await millrace.sql`select value from unique_values where record_id = ${other}`).toEqual([
    { value: 'free@example.test' },
  ]);
});

test('a unit that insists on a value that another record holds says so in the end', async () => {
  const [holder, other] = [await recordId(), await recordId()];
  await write(async (unit) => create(unit, holder, { email: 'held@example.test' }));
  const insisting = write(async (unit) => create(unit, other, { email: 'held@example.test' }));
  await expect(insisting).rejects.toThrow(UniqueValueTaken);
});
