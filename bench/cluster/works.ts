import { runDue } from '../../server/src/execution/index.ts';
import { CONTACT_PROPERTIES } from '../bodies/contact.ts';
import { allOf, anyOf, isKnown } from '../bodies/filters.ts';
import { BENCH_FLOW } from '../engine/flow.ts';
import type { Millrace } from '../place/millrace.ts';

/** What one run has made so far, in an account of its own. */
export interface Place {
  readonly millrace: Millrace;
  readonly contacts: number;
  /** Of contacts, as they were made. */
  readonly ids: string[];
  readonly flowId: string;
  /** The list that was filled by a property. */
  listId: string | undefined;
}

/** A work that is measured, and what a piece of it is. */
export interface Work {
  readonly name: string;
  readonly piece: string;
  /** Pieces, of so many contacts. */
  count(contacts: number): number;
  run(place: Place): Promise<void>;
}

/** Records of a request that makes them, and of one that enrolls them; passages of a batch, as of a worker that has one account to work for. */
const RECORDS_PER_BATCH = 100;
const ENROLLED_PER_REQUEST = 10_000;
const BATCH = 1_000;
/** Passages are advanced by as many loops as a worker has. */
const LOOPS = 2;
/** Requests one after the other. */
const PATCHES = 300;
const SEARCHES_BY_EMAIL = 300;
const SEARCHES_BY_PROPERTY = 50;
/** One contact in so many is of the company that is searched for. */
const COMPANY_EVERY = 10;
const COMPANY = 'Difference Engines';

const all = (contacts: number) => contacts;

/** What is measured, in this order: each needs what those before it have made. */
export const WORKS = [
  { name: 'contacts', piece: 'contact made, by the hundred', count: all, run: makeContacts },
  { name: 'enrolling', piece: 'contact enrolled', count: all, run: enroll },
  { name: 'passages', piece: 'passage of four steps', count: all, run: pass },
  { name: 'patch', piece: 'PATCH of a contact', count: () => PATCHES, run: patch },
  { name: 'email', piece: 'search by email', count: () => SEARCHES_BY_EMAIL, run: searchByEmail },
  {
    name: 'property',
    piece: `search by a property, one in ${COMPANY_EVERY} found`,
    count: () => SEARCHES_BY_PROPERTY,
    run: searchByProperty,
  },
  { name: 'list', piece: 'member of a list, by a property', count: all, run: fillByProperty },
  { name: 'list_of_list', piece: 'member of a list, by that of another', count: all, run: fillByList },
] as const satisfies readonly Work[];

export type WorkName = (typeof WORKS)[number]['name'];

async function makeContacts({ millrace, contacts, ids }: Place): Promise<void> {
  for (let from = 0; from < contacts; from += RECORDS_PER_BATCH) {
    const inputs = Array.from({ length: Math.min(RECORDS_PER_BATCH, contacts - from) }, (_, index) => ({
      properties: { ...CONTACT_PROPERTIES, email: emailOf(from + index), company: companyOf(from + index) },
    }));
    const { results } = await millrace.call('POST', '/crm/v3/objects/contacts/batch/create', { inputs });
    for (const { id } of results) ids.push(id);
  }
}

const emailOf = (number: number) => `contact${number}@example.test`;
const companyOf = (number: number) => (number % COMPANY_EVERY === 0 ? COMPANY : CONTACT_PROPERTIES.company);

/** A flow that lets in nobody by itself. Returns its id. */
export async function makeFlow({ call }: Millrace): Promise<string> {
  return (await call('POST', '/automation/v4/flows', BENCH_FLOW)).id;
}

async function enroll({ millrace, ids, flowId }: Place): Promise<void> {
  for (let from = 0; from < ids.length; from += ENROLLED_PER_REQUEST) {
    const objectIds = ids.slice(from, from + ENROLLED_PER_REQUEST);
    await millrace.call('POST', `/millrace/v1/flows/${flowId}/enrollments`, { objectIds });
  }
}

async function pass({ millrace: { services, accountId }, contacts }: Place): Promise<void> {
  const { store, log } = services;
  let passed = 0;
  const loop = async () => {
    for (;;) {
      const { enrollments } = await runDue({ store, log, batchSize: BATCH }, accountId);
      if (enrollments === 0) return;
      passed += enrollments;
    }
  };
  await Promise.all(Array.from({ length: LOOPS }, loop));
  if (passed !== contacts) throw new Error(`${passed} passages were advanced, not ${contacts}.`);
}

async function patch({ millrace, ids }: Place): Promise<void> {
  for (let n = 0; n < PATCHES; n++) {
    const id = ids[n % ids.length]!;
    await millrace.call('PATCH', `/crm/v3/objects/contacts/${id}`, { properties: { phone: `+31 ${n}` } });
  }
}

async function searchByEmail(place: Place): Promise<void> {
  for (let n = 0; n < SEARCHES_BY_EMAIL; n++) await search(place, 'email', emailOf(n % place.contacts), 1);
}

async function searchByProperty(place: Place): Promise<void> {
  const found = Math.ceil(place.contacts / COMPANY_EVERY);
  for (let n = 0; n < SEARCHES_BY_PROPERTY; n++) await search(place, 'company', COMPANY, found);
}

async function search(
  { millrace }: Place,
  propertyName: string,
  value: string,
  found: number,
): Promise<void> {
  const { total } = await millrace.call('POST', '/crm/v3/objects/contacts/search', {
    filterGroups: [{ filters: [{ propertyName, operator: 'EQ', value }] }],
    limit: 10,
  });
  if (total !== found) throw new Error(`A search by ${propertyName} found ${total} contacts, not ${found}.`);
}

async function fillByProperty(place: Place): Promise<void> {
  place.listId = await fill(place, 'By a property', isKnown('jobtitle'));
}

async function fillByList(place: Place): Promise<void> {
  if (place.listId === undefined) throw new Error('The list by a property comes first.');
  await fill(place, 'By a list', { filterType: 'IN_LIST', operator: 'IN_LIST', listId: place.listId });
}

/** Makes a list, lets its sweep go through all records, and returns its id. */
async function fill(
  { millrace: { call, services, accountId }, contacts }: Place,
  name: string,
  filter: Readonly<Record<string, unknown>>,
): Promise<string> {
  const { list } = await call('POST', '/crm/v3/lists', {
    name,
    objectTypeId: '0-1',
    processingType: 'DYNAMIC',
    filterBranch: anyOf(allOf(filter)),
  });
  while ((await services.worker.run('sweeps', accountId)) > 0);
  const { list: filled } = await call('GET', `/crm/v3/lists/${list.listId}`);
  if (filled.processingStatus !== 'COMPLETE' || filled.size !== contacts)
    throw new Error(
      `The list "${name}" is ${filled.processingStatus} and has ${filled.size} members, not ${contacts}.`,
    );
  return list.listId;
}
