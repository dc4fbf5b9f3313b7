import { afterAll, beforeAll, expect, test } from 'vitest';
import { runDue } from '../../src/execution/index.ts';
import type { Unit } from '../../src/history/index.ts';
import { type Admission, insertEnrollments } from '../../src/passages/index.ts';
import { createLog } from '../../src/platform/index.ts';
import { loadRecords } from '../../src/records/index.ts';
import { action, contactFlow, delayMinutes, inARow } from '../support/flow-bodies.ts';
import { type Millrace, startMillrace } from '../support/millrace.ts';
import { until } from '../support/until.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace({ role: 'api' });
});
afterAll(() => millrace.stop());

async function given(path: string, body: object): Promise<string> {
  const answer = await millrace.post(path, body);
  expect(answer.status).toBe(201);
  return answer.body.id;
}

const givenFlow = (...actions: Parameters<typeof inARow>) =>
  given('/automation/v4/flows', contactFlow(inARow(...actions)));
const givenContact = (email: string) => given('/crm/v3/objects/contacts', { properties: { email } });

/** Lets contacts in as the changes lane does. */
async function admissionsTo(
  flowId: string,
): Promise<(unit: Unit, ids: readonly string[]) => Promise<(string | null)[]>> {
  const { revisionId } = (await millrace.get(`/automation/v4/flows/${flowId}`)).body;
  return (unit, ids) =>
    insertEnrollments(
      unit,
      ids.map(
        (id): Admission => ({
          flowId,
          revisionId,
          startActionId: '1',
          ref: { objectTypeId: '0-1', id },
          trigger: { kind: 'MANUAL' },
          depth: 0,
          at: unit.account.now,
        }),
      ),
    );
}

const write = <T>(work: (unit: Unit) => Promise<T>) =>
  millrace.services.store.write(millrace.accountId, work);

async function waiting(): Promise<number> {
  const [row] = await millrace.sql`
    select count(distinct pid)::int as count from pg_locks
    where not granted and database = (select oid from pg_database where datname = current_database())
       or not granted and locktype = 'transactionid' and pid in (select pid from pg_stat_activity where datname = current_database())`;
  return row!['count'] as number;
}

test('a flow enrolls a record that another transaction is enrolling in the same flow, and that one then needs the record', async () => {
  const target = await givenFlow(delayMinutes(60));
  const from = await givenFlow(action('0-15', { flow_id: target }));
  const contact = await givenContact('both@example.test');
  const admit = await admissionsTo(target);
  await millrace.post(`/millrace/v1/flows/${from}/enrollments`, { objectIds: [contact] });
  const ref = { objectTypeId: '0-1', id: contact };
  let batch: Promise<unknown> | undefined;

  const beside = await write(async (unit) => {
    const [id] = await admit(unit, [contact]);
    batch = runDue({ store: millrace.services.store, log: createLog('silent') }, millrace.accountId);
    // The batch has the record now, and comes to the enrollment next.
    const isHeld = async () =>
      (await millrace.sql`select from records where id = ${contact} for no key update skip locked`).length ===
      0;
    await until(isHeld);
    await loadRecords(unit.tx, unit.account.id, [ref], 'wait');
    return id;
  });
  await batch;

  const { results } = (await millrace.get(`/millrace/v1/flows/${target}/enrollments`)).body;
  expect(results.map(({ id }: { id: string }) => id)).toEqual([beside]);
  const [passage] = (await millrace.get(`/millrace/v1/flows/${from}/enrollments`)).body.results;
  const { steps } = (await millrace.get(`/millrace/v1/enrollments/${passage.id}`)).body;
  expect(steps).toMatchObject([{ outcome: 'SKIPPED', reason: 'ALREADY_ACTIVE' }]);
});

test('two transactions enroll the same records in the same flow in opposite orders', async () => {
  const target = await givenFlow(delayMinutes(60));
  const admit = await admissionsTo(target);
  const contacts = [
    await givenContact('first@example.test'),
    await givenContact('middle@example.test'),
    await givenContact('last@example.test'),
  ];
  const entering: Promise<(string | null)[]>[] = [];
  const goingBack = write(async (unit) => {
    await admit(unit, [contacts[1]!]);
    for (const ids of [contacts, contacts.toReversed()]) entering.push(write((other) => admit(other, ids)));
    await until(async () => (await waiting()) === 2);
    throw new Error('after all');
  });
  await expect(goingBack).rejects.toThrow('after all');
  const [one, two] = await Promise.all(entering);
  const [winner, loser] = one!.every((id) => id !== null) ? [one, two] : [two, one];
  expect(loser).toEqual([null, null, null]);
  const inOrder = [...(winner as string[])].sort((a, b) => Number(a) - Number(b));
  // Ids are given in the order of arrival, whatever the order of the inserts.
  expect(winner).toEqual(inOrder);
});
