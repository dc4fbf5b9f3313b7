/** Records of tests, in the tables that criteria are asked of. */

import type { ContactData, RecordData } from '../../../core/criteria/arbitrary-records.test-support.ts';
import { COMPANY, CONTACT } from '../../../core/criteria/criteria.test-support.ts';
import { iso } from '../../../core/time/index.ts';
import type { Sql } from '../../src/platform/index.ts';

export const ACCOUNT = 1;

/** Companies are numbered from here. */
const FIRST_COMPANY = 1_000_000;

/** Partitions for every month, and the table of memberships where no migration makes it yet. */
export async function prepare(sql: Sql): Promise<void> {
  await sql`insert into accounts (id, name) values (${ACCOUNT}, 'criteria') on conflict do nothing`;
  await sql.unsafe(`
    create table if not exists writes_ever partition of writes default;
    create table if not exists events_ever partition of events default;
    create table if not exists list_memberships (
      account_id bigint not null, list_id bigint not null, record_id bigint not null, joined_at timestamptz not null default now(),
      primary key (account_id, list_id, record_id)
    )`);
}

/** Stores contacts under the ids 1, 2, … in the order given. */
export async function storeContacts(sql: Sql, contacts: readonly ContactData[]): Promise<void> {
  const companies = contacts.flatMap((contact, index) =>
    contact.companies.map((company) => ({ company, of: index + 1 })),
  );
  const rows = [
    ...contacts.map((data, index) => ({ type: CONTACT, id: index + 1, data })),
    ...companies.map(({ company }, index) => ({ type: COMPANY, id: FIRST_COMPANY + index, data: company })),
  ];
  await sql.unsafe(`truncate records, writes, events, list_memberships, associations`);
  await insertRecords(sql, rows);
  await insert(
    sql,
    'associations (account_id, from_object_type_id, from_id, to_object_type_id, to_id, category, type_id, created_at)',
    'select 1, $2, x.contact, $3, x.company, $4::association_category, 1, now()',
    'contact bigint, company bigint',
    companies.map(({ of }, index) => ({ contact: of, company: FIRST_COMPANY + index })),
    [CONTACT, COMPANY, 'HUBSPOT_DEFINED'],
  );
}

async function insertRecords(sql: Sql, rows: readonly { type: string; id: number; data: RecordData }[]) {
  const spread = <T>(of: (data: RecordData) => readonly T[]) =>
    rows.flatMap(({ type, id, data }) => of(data).map((each) => ({ type, id, each })));
  await insert(
    sql,
    'records (account_id, object_type_id, id, properties, created_at, updated_at)',
    'select 1, x.type, x.id, x.properties, now(), now()',
    'type text, id bigint, properties jsonb',
    rows.map(({ type, id, data }) => ({ type, id, properties: data.properties })),
  );
  await insert(
    sql,
    'changes (account_id, object_type_id, record_id, kind, after, at, source)',
    `select 1, x.type, x.id, 'updated', x.after, x.at, '{}'`,
    'type text, id bigint, after jsonb, at timestamptz',
    spread((data) => data.history).map(({ type, id, each }) => ({
      type,
      id,
      after: { [each.property]: each.value },
      at: iso(each.at),
    })),
  );
  await insert(
    sql,
    'events (account_id, object_type_id, record_id, event_type_id, properties, occurred_at, at)',
    'select 1, x.type, x.id, x.event, x.properties, x.at, x.at',
    'type text, id bigint, event text, properties jsonb, at timestamptz',
    spread((data) => data.events).map(({ type, id, each }) => ({
      type,
      id,
      event: each.eventTypeId,
      properties: each.properties,
      at: iso(each.occurredAt),
    })),
  );
  await insert(
    sql,
    'list_memberships (account_id, list_id, record_id)',
    'select 1, x.list, x.id',
    'list bigint, id bigint',
    spread((data) => data.lists).map(({ id, each }) => ({ id, list: each })),
  );
}

async function insert(
  sql: Sql,
  into: string,
  select: string,
  columns: string,
  rows: readonly object[],
  rest: readonly string[] = [],
) {
  const statement = `insert into ${into} ${select} from jsonb_to_recordset(($1::text)::jsonb) as x(${columns})`;
  await sql.unsafe(statement, [JSON.stringify(rows), ...rest]);
}

/** The ids of contacts that a compiled condition finds. */
export async function idsWhere(
  sql: Sql,
  condition: string,
  params: readonly unknown[],
): Promise<Set<number>> {
  const rows = await sql.unsafe(
    `select r.id from records r where r.account_id = $1::bigint and r.object_type_id = '${CONTACT}' and (${condition})`,
    params as never[],
  );
  return new Set(rows.map((row) => Number(row.id)));
}
