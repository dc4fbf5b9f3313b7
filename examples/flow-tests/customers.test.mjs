/** Whoever is a customer gets no mails: the flow comes from its file. Run it with jest: NODE_OPTIONS=--experimental-vm-modules npx jest customers */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startMillrace } from 'millrace/testing';

/** The very first start on a machine takes longer than jest waits. */
const FIRST_START_MS = 60_000;

let millrace;
beforeAll(async () => {
  millrace = await startMillrace({
    now: '2027-01-04T09:00:00Z',
    timeZone: 'Europe/Berlin',
    seed: withNurture,
    accounts: { customers: {}, leads: {} },
  });
}, FIRST_START_MS);
afterAll(() => millrace.stop());

test('a customer does not come in, and is told why', async () => {
  const account = millrace.accounts.customers;
  await contact(account, { email: 'ada@engines.example', lifecyclestage: 'customer' });
  await account.clock.advance('P91D');
  await account.expectNeverEnrolled('Nurture', 'ada@engines.example');
  const { answer } = await account.explain('Nurture', 'ada@engines.example');
  expect(answer).toContain('Lifecycle Stage would have to be Lead');
  expect(await account.mailbox.all()).toEqual([]);
});

test('a lead leaves the flow when it becomes one', async () => {
  const account = millrace.accounts.leads;
  const ada = await contact(account, { email: 'ada@engines.example', lifecyclestage: 'lead' });
  await account.clock.advance('P31D');
  (await account.enrollment('Nurture', ada)).expectTook('Wait 30 days', 2).expectWaitsAt(3);
  await account.call('PATCH /crm/v3/objects/{objectType}/{objectId}', {
    path: { objectType: 'contacts', objectId: ada.id },
    body: { properties: { lifecyclestage: 'customer' } },
  });
  await account.settle();
  const passage = (await account.enrollment('Nurture', ada)).expectLeft('GOAL_MET');
  expect(() => passage.expectCompleted()).toThrow('Expected it to have completed.\nThe contact');
});

/** What every account begins with: the emails, and the flow that names them. */
async function withNurture(account) {
  for (const number of [1, 2, 3]) {
    const { id } = await account.call('POST /marketing/v3/emails', {
      body: {
        name: `Tip ${number}`,
        subject: `Tip ${number}`,
        from: { fromName: 'Engines', replyTo: 'hello@engines.example' },
        content: { widgets: { body: { type: 'module', body: { html: '<p>Oil the gears.</p>' } } } },
      },
    });
    await account.call('POST /marketing/v3/emails/{emailId}/publish', { path: { emailId: id } });
  }
  await account.apply(new URL('./flows', import.meta.url));
}

function contact(account, properties) {
  return account.call('POST /crm/v3/objects/{objectType}', {
    path: { objectType: 'contacts' },
    body: { properties },
  });
}
