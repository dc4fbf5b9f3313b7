import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  action,
  contactFlow,
  flowOver,
  inARow,
  isKnown,
  setProperty,
  whenEvent,
  whenMet,
} from '../support/flow-bodies.ts';
import { type Story, tellStory } from '../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

const CONTACTS = 40;
const CLIENTS = 8;
const ROUNDS = 25;

/** The same order in every run. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return items
    .map((item) => ({ item, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

test('clients that write the same records in any order, and flows that write them too: no request fails, no write is lost', async () => {
  const { millrace } = story;
  for (const name of ['writes', 'echo']) {
    await millrace.post('/crm/v3/properties/contacts', {
      name,
      label: name,
      type: 'number',
      fieldType: 'number',
      groupName: 'contactinformation',
    });
  }
  await millrace.post('/crm/v3/properties/companies', {
    name: 'echo',
    label: 'echo',
    type: 'number',
    fieldType: 'number',
    groupName: 'companyinformation',
  });
  const add = { type: 'INCREMENT', incrementAmount: 1 };
  const viaCompany = { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 279 };
  // Every change of the property comes back as an increment of the contact itself and of its company, which all share.
  await story.givenFlow(
    contactFlow(
      inARow(
        setProperty('echo', add),
        action('0-5', { property_name: 'echo', value: add, association: viaCompany }),
      ),
      whenEvent(
        '4-655002',
        [
          {
            filterType: 'PROPERTY',
            property: 'hs_name',
            operation: {
              operationType: 'STRING',
              operator: 'IS_EQUAL_TO',
              value: 'writes',
              includeObjectsWithNoValueSet: false,
            },
          },
        ],
        { shouldReEnroll: true },
      ),
    ),
  );
  await story.givenFlow(flowOver('0-2', inARow(setProperty('city', 'Seen')), whenMet([isKnown('echo')])));
  const company = await story.givenRecord('companies', { name: 'Shared' });
  const contacts: string[] = [];
  for (let index = 0; index < CONTACTS; index++) {
    const contact = await story.givenContact();
    await millrace.put(`/crm/v4/objects/contacts/${contact}/associations/default/companies/${company}`);
    contacts.push(contact);
  }

  const client = async (number: number) => {
    for (let round = 0; round < ROUNDS; round++) {
      const inputs = shuffled(contacts, number * 1_000 + round)
        .slice(0, 10)
        .map((id) => ({
          id,
          properties: { writes: String(number * 1_000 + round), lastname: `n${number}` },
        }));
      const answer = await millrace.post('/crm/v3/objects/contacts/batch/update', { inputs });
      expect([answer.status, answer.body.results?.length]).toEqual([200, 10]);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, (_, number) => client(number + 1)));
  await story.settle();

  // Whoever was inside when a change came was left there; every enrollment that there was has echoed exactly once.
  const [row] = await millrace.sql`
    select (select count(*)::int from enrollments join flows on flows.id = flow_id where flows.object_type_id = '0-1') as enrollments,
           (select sum((properties ->> 'echo')::int)::int from records where object_type_id = '0-1') as contacts,
           (select (properties ->> 'echo')::int from records where object_type_id = '0-2') as company,
           (select count(*)::int from enrollments where status <> 'COMPLETED') as unfinished,
           (select count(*)::int from steps where outcome <> 'SUCCEEDED') as unsuccessful`;
  const { enrollments, ...rest } = row as unknown as { enrollments: number };
  expect(enrollments).toBeGreaterThan(CONTACTS);
  expect(rest).toEqual({ contacts: enrollments, company: enrollments, unfinished: 0, unsuccessful: 0 });
}, 60_000);
