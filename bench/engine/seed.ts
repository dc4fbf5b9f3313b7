import type { DatabaseAddress } from '../../server/src/platform/index.ts';
import { CONTACT_PROPERTIES } from '../bodies/contact.ts';
import { type Millrace, openMillrace } from '../place/millrace.ts';
import { BENCH_FLOW } from './flow.ts';

/** The API enrolls this many with one request. */
const ENROLLED_PER_REQUEST = 10_000;

/** Fills a database with contacts, and the flow with all of them enrolled and due. Returns the flow's id. */
export async function seed(address: DatabaseAddress, enrollments: number): Promise<string> {
  const millrace = await openMillrace(address);
  try {
    return await seedEnrollments(millrace, await seedContacts(millrace, enrollments));
  } finally {
    await millrace.close();
  }
}

/** The flow with these contacts enrolled and due. Returns its id. */
export async function seedEnrollments({ call }: Millrace, contactIds: readonly string[]): Promise<string> {
  const flow = await call('POST', '/automation/v4/flows', BENCH_FLOW);
  for (let from = 0; from < contactIds.length; from += ENROLLED_PER_REQUEST) {
    const objectIds = contactIds.slice(from, from + ENROLLED_PER_REQUEST);
    await call('POST', `/millrace/v1/flows/${flow.id}/enrollments`, { objectIds });
  }
  return flow.id;
}

/** One contact as the API makes it, and the others after its likeness. */
export async function seedContacts({ call, services }: Millrace, count: number): Promise<string[]> {
  const first = await call('POST', '/crm/v3/objects/contacts', {
    properties: { email: 'contact0@example.test', ...CONTACT_PROPERTIES },
  });
  const { sql } = services;
  await sql`
    insert into records (account_id, object_type_id, id, properties, created_at, updated_at)
    select account_id, object_type_id, fresh.id,
           properties || jsonb_build_object('hs_object_id', fresh.id::text, 'email', 'contact' || fresh.id || '@example.test'),
           created_at, updated_at
    from records, (select nextval('record_ids') as id from generate_series(2, ${count})) as fresh
    where object_type_id = '0-1' and records.id = ${first.id}`;
  await sql`
    insert into unique_values (account_id, object_type_id, property, value, record_id)
    select account_id, object_type_id, 'email', properties ->> 'email', id from records where object_type_id = '0-1'
    on conflict do nothing`;
  const rows = await sql`select id from records where object_type_id = '0-1' order by id`;
  return rows.map((row) => row['id'] as string);
}
