import { afterAll, beforeAll, expect, it } from 'vitest';
import { accountKey, LOCKS } from '../../../../src/platform/index.ts';
import { somebodyWaits, whileHeld } from '../../../support/barriers.ts';
import { type Millrace, startMillrace } from '../../../support/millrace.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace();
});
afterAll(() => millrace.stop());

it('more writers at once than there are connections, the first of their month, all come through', async () => {
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, number) =>
      millrace.post('/crm/v3/objects/contacts', { properties: { email: `writer${number}@example.com` } }),
    ),
  );
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]));
}, 10_000);

it('a contact is erased while its changes are being evaluated: nothing of it is locked before that is over', async () => {
  const { sql, accountId } = millrace;
  const made = await millrace.post('/crm/v3/objects/contacts', { properties: { email: 'gone@example.com' } });
  const id = made.body.id as string;
  const erased = await whileHeld(
    sql,
    (tx) => tx`select pg_advisory_xact_lock(${LOCKS.LANE}, ${accountKey(accountId)})`,
    async () => {
      const answer = millrace.post('/crm/v3/objects/contacts/gdpr-delete', { objectId: id });
      await somebodyWaits(sql);
      const free = await sql`select from records where id = ${id} for update skip locked`;
      expect(free).toHaveLength(1);
      return { answer };
    },
  );
  expect((await erased.answer).status).toBe(204);
  expect((await millrace.get(`/crm/v3/objects/contacts/${id}`)).status).toBe(404);
});
