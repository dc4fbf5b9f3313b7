import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  action,
  allOf,
  anyOf,
  contactFlow,
  inARow,
  is,
  manual,
  setProperty,
  to,
} from '../support/flow-bodies.ts';
import { type Millrace, startMillrace } from '../support/millrace.ts';
import { sameForAnyNumber } from '../support/same-for-any-number.ts';

let millrace: Millrace;
const statements: string[] = [];
beforeAll(async () => {
  millrace = await startMillrace({ role: 'api' }, (text) => statements.push(sameForAnyNumber(text)));
});
afterAll(() => millrace.stop());

/** A branch, two properties, a record with an association to the contact and to its companies, a mail. */
const flow = contactFlow([
  {
    actionId: '1',
    type: 'LIST_BRANCH',
    listBranches: [
      { branchName: 'Paris', filterBranch: anyOf(allOf([is('city', 'Paris')])), connection: to('2') },
    ],
    defaultBranch: to('3'),
  },
  ...inARow(setProperty('jobtitle', 'Parisian', { actionId: '2', connection: to('3') })),
  setProperty('company', 'C', { actionId: '3', connection: to('4') }),
  action(
    '0-14',
    {
      object_type_id: '0-5',
      properties: [
        {
          targetProperty: 'subject',
          value: { type: 'STATIC_VALUE', staticValue: 'Hello {{ enrolled_object.email }}' },
        },
        { targetProperty: 'hs_pipeline_stage', value: { type: 'STATIC_VALUE', staticValue: '1' } },
      ],
      associations: [
        {
          target: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 16 },
          value: { type: 'ENROLLED_OBJECT' },
        },
        {
          target: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 339 },
          value: {
            type: 'COPY_ASSOCIATION',
            sourceSpec: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 279 },
          },
        },
      ],
      use_explicit_associations: 'true',
    },
    { actionId: '4', connection: to('5') },
  ),
  action('0-4', { content_id: '70010001' }, { actionId: '5' }),
]);

async function contacts(count: number, round: string): Promise<string[]> {
  const ids: string[] = [];
  for (let from = 0; from < count; from += 100) {
    const inputs = Array.from({ length: Math.min(100, count - from) }, (_, index) => ({
      properties: {
        email: `${round}-${from + index}@example.test`,
        city: index % 2 === 0 ? 'Paris' : 'Rome',
      },
    }));
    const answer = await millrace.post('/crm/v3/objects/contacts/batch/create', { inputs });
    ids.push(...answer.body.results.map((each: { id: string }) => each.id));
  }
  return ids;
}

/** The statements that one batch of so many enrollments takes, in order. */
async function statementsOfBatch(flowId: string, count: number, round: string): Promise<string[]> {
  const ids = await contacts(count, round);
  const enrolled = await millrace.post(`/millrace/v1/flows/${flowId}/enrollments`, { objectIds: ids });
  expect(
    enrolled.body.results.filter((each: { outcome: string }) => each.outcome === 'ENROLLED'),
  ).toHaveLength(count);
  statements.length = 0;
  expect(await millrace.services.worker.run('enrollments', millrace.accountId)).toBe(count);
  return [...statements];
}

test('a batch of 1,000 enrollments takes the statements of a batch of 10', async () => {
  const flowId = (await millrace.post('/automation/v4/flows', flow)).body.id;
  await statementsOfBatch(flowId, 10, 'warm-up');
  const ten = await statementsOfBatch(flowId, 10, 'ten');
  const thousand = await statementsOfBatch(flowId, 1_000, 'thousand');
  expect(thousand).toEqual(ten);
  expect(ten.length).toBeLessThan(30);
  const [{ steps, tickets, effects }] = (await millrace.sql`
    select (select count(*)::int from steps) as steps, (select count(*)::int from records where object_type_id = '0-5') as tickets,
           (select count(*)::int from effects) as effects`) as unknown as [
    { steps: number; tickets: number; effects: number },
  ];
  // Half of them take the branch with one step more; the mail is still to be sent.
  expect({ steps, tickets, effects }).toEqual({ steps: 1_020 * 3 + 510, tickets: 1_020, effects: 1_020 });
}, 60_000);

test('and so does one that rotates owners, enrolls in another flow, associates by values and sets statuses', async () => {
  const { body: user } = await millrace.post('/settings/v3/users', { email: 'ada@example.test' });
  await millrace.post('/crm/v3/objects/companies', { properties: { domain: 'Paris' } });
  const target = contactFlow(inARow(setProperty('company', 'D')), manual);
  const { body: other } = await millrace.post('/automation/v4/flows', target);
  const actions = inARow(
    action('0-11', { user_ids: [user.id] }),
    action('0-15', { flow_id: other.id }),
    action('0-63189541', {
      fromObjectType: '0-1',
      toObjectType: '0-2',
      enrolledObjectPropertyNameToMatch: '0-1/city',
      associatedObjectPropertyNameToMatch: '0-2/domain',
    }),
    action('0-31', { marketableType: 'MARKETABLE' }),
    action('0-43347357', { optState: 'OPT_IN', subscriptionId: '1' }),
  );
  const { body: made } = await millrace.post('/automation/v4/flows', contactFlow(actions, manual));
  // The index over the domains of companies, so that nobody looks through them.
  while ((await millrace.services.worker.run('jobs', millrace.accountId)) > 0);
  const batch = async (count: number, round: string) => {
    const taken = await statementsOfBatch(made.id, count, round);
    while ((await millrace.services.worker.run('enrollments', millrace.accountId)) > 0);
    return taken;
  };
  await batch(10, 'r-warm-up');
  const ten = await batch(10, 'r-ten');
  const many = await batch(300, 'r-many');
  expect(many).toEqual(ten);
  expect(ten.filter((text) => /from indexed_values/.test(text))).toHaveLength(1);
  expect(ten.filter((text) => /properties ->> wanted.property as value/.test(text))).toEqual([]);
  const [row] = await millrace.sql`
    select count(*) filter (where outcome = 'SUCCEEDED')::int as done from steps where flow_id = ${made.id}`;
  // One half is in Paris, and so are associated; for the other half, no company matches.
  expect(row!['done']).toBe(320 * 4 + 160);
}, 60_000);

test('a write of 100 records takes the statements of a write of 10, with an index over what is written', async () => {
  const write = async (count: number, round: number) => {
    const inputs = Array.from({ length: count }, (_, index) => ({
      properties: { domain: `${round}-${index}.test` },
    }));
    const made = await millrace.post('/crm/v3/objects/companies/batch/create', { inputs });
    const changed = made.body.results.map(({ id }: { id: string }) => ({ id, properties: { domain: 'x' } }));
    statements.length = 0;
    const answer = await millrace.post('/crm/v3/objects/companies/batch/update', { inputs: changed });
    expect(answer.status).toBe(200);
    return [...statements];
  };
  await write(10, 1);
  const ten = await write(10, 2);
  expect(await write(100, 3)).toEqual(ten);
  expect(ten.filter((text) => /indexed_values/.test(text))).toHaveLength(2);
  statements.length = 0;
  await contacts(10, 'beside-an-index');
  expect(statements.filter((text) => /indexed_values/.test(text))).toEqual([]);
}, 60_000);

test('looking at 500 changes takes the statements of looking at 10', async () => {
  const criteria = {
    type: 'LIST_BASED',
    shouldReEnroll: false,
    unEnrollObjectsNotMeetingCriteria: false,
    listFilterBranch: anyOf(allOf([is('lastname', 'Lovelace')])),
    reEnrollmentTriggersFilterBranches: [],
  };
  const entered = contactFlow(inARow(setProperty('company', 'D')), criteria);
  const flowId = (await millrace.post('/automation/v4/flows', entered)).body.id;
  const look = async (count: number, round: string) => {
    const ids = await contacts(count, round);
    await drain();
    for (let from = 0; from < ids.length; from += 100) {
      const inputs = ids.slice(from, from + 100).map((id) => ({ id, properties: { lastname: 'Lovelace' } }));
      await millrace.post('/crm/v3/objects/contacts/batch/update', { inputs });
    }
    statements.length = 0;
    const looked = await millrace.services.worker.run('changes', millrace.accountId);
    const taken = [...statements];
    await drain();
    return { looked, taken };
  };
  await look(10, 'c-warm-up');
  const ten = await look(10, 'c-ten');
  const many = await look(500, 'c-many');
  expect([ten.looked, many.looked]).toEqual([10, 500]);
  expect(many.taken).toEqual(ten.taken);
  const [row] =
    await millrace.sql`select count(*)::int as enrolled from enrollments where flow_id = ${flowId}`;
  expect(row!['enrolled']).toBe(520);
}, 60_000);

test('a claim of 50 effects takes the statements of a claim of 5, and so does what comes of them', async () => {
  const { body: email } = await millrace.post('/marketing/v3/emails', {
    name: 'Hello',
    subject: 'Hello',
    content: { plainTextVersion: 'Hello' },
  });
  await millrace.post(`/marketing/v3/emails/${email.id}/publish`);
  const mailing = contactFlow(inARow(action('0-4', { content_id: email.id })));
  const flowId = (await millrace.post('/automation/v4/flows', mailing)).body.id;
  const { worker } = millrace.services;
  const perform = async (count: number, round: string) => {
    // Those who have waited for an effect are done with before others are enrolled.
    while ((await worker.run('enrollments', millrace.accountId)) > 0);
    await statementsOfBatch(flowId, count, round);
    statements.length = 0;
    expect(await worker.run('effects', millrace.accountId)).toBe(count);
    return [...statements];
  };
  while ((await worker.run('effects', millrace.accountId)) > 0);
  await perform(5, 'e-warm-up');
  const five = await perform(5, 'e-five');
  expect(await perform(50, 'e-fifty')).toEqual(five);
  expect(five.length).toBeLessThan(38);
  // They are sent together, so that nothing but their order keeps the order of locks.
  const locks = [
    /insert into due_enrollments/,
    /from records .* for no key update/s,
    /from effects .* for no key update/s,
    /update effects/,
  ];
  const result = five.slice(five.lastIndexOf('begin'));
  const places = locks.map((lock) => result.findIndex((text) => lock.test(text)));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
}, 60_000);

async function drain(): Promise<void> {
  while ((await millrace.services.worker.run('changes', millrace.accountId)) > 0);
}
