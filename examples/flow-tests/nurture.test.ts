/** Three mails over ninety days, unless the contact becomes a customer. Run it with vitest: npx vitest run nurture.test.ts */
import { type Account, type Millrace, startMillrace } from 'millrace/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

let millrace: Millrace;
let account: Account;
let flow: { id: string };
let ada: { id: string };

beforeAll(async () => {
  millrace = await startMillrace({ now: '2027-01-04T09:00:00Z', timeZone: 'Europe/Berlin', seed });
});
afterAll(() => millrace.stop());

// An account for each test: they disturb each other in nothing.
beforeEach(async () => {
  account = await millrace.account();
  ada = await contact({ email: 'ada@engines.example', firstname: 'Ada', lifecyclestage: 'lead' });
  await account.settle();
});

test('mails a lead three times in ninety days', async () => {
  (await account.enrollment(flow, ada)).expectWaitsAt(1, { until: '2027-02-03T09:00' });
  await account.clock.advance('P91D');
  (await account.enrollment(flow, ada)).expectTook(1, 2, 3, 4, 5, 6).expectNoFailures().expectCompleted();
  const mails = await account.mailbox.to('ada@engines.example');
  expect(mails.map(({ subject }) => subject)).toEqual(['Tip 1 for Ada', 'Tip 2 for Ada', 'Tip 3 for Ada']);
});

test('mails no customer any more', async () => {
  await account.clock.advance('P45D');
  await account.call('PATCH /crm/v3/objects/{objectType}/{objectId}', {
    path: { objectType: 'contacts', objectId: ada.id },
    body: { properties: { lifecyclestage: 'customer' } },
  });
  await account.clock.advance('P90D');
  (await account.enrollment('Nurture', 'ada@engines.example')).expectLeft('GOAL_MET').expectTook(1, 2);
  expect(await account.mailbox.to('ada@engines.example')).toHaveLength(1);
});

/** What every account of these tests begins with. */
async function seed(fresh: Account): Promise<void> {
  const mails: string[] = [];
  for (const number of [1, 2, 3]) {
    const { id } = await fresh.call('POST /marketing/v3/emails', {
      body: {
        name: `Tip ${number}`,
        subject: `Tip ${number} for {{ contact.firstname }}`,
        from: { fromName: 'Engines', replyTo: 'hello@engines.example' },
        content: { widgets: { body: { type: 'module', body: { html: '<p>Oil the gears.</p>' } } } },
      },
    });
    await fresh.call('POST /marketing/v3/emails/{emailId}/publish', { path: { emailId: id } });
    mails.push(id);
  }
  flow = await fresh.call('POST /automation/v4/flows', {
    body: {
      name: 'Nurture',
      type: 'CONTACT_FLOW',
      flowType: 'WORKFLOW',
      isEnabled: true,
      objectTypeId: '0-1',
      startActionId: '1',
      enrollmentCriteria: {
        type: 'LIST_BASED',
        shouldReEnroll: false,
        listFilterBranch: whoseStageIs('lead'),
      },
      goalFilterBranch: whoseStageIs('customer'),
      actions: mails.flatMap((mail, index) => {
        const at = index * 2 + 1;
        const isLast = index === mails.length - 1;
        return [
          step(at, '0-1', { delta: '30', time_unit: 'DAYS' }, at + 1),
          step(at + 1, '0-4', { content_id: mail }, isLast ? undefined : at + 2),
        ];
      }),
    },
  });
}

function step(id: number, actionTypeId: string, fields: Record<string, unknown>, next: number | undefined) {
  return {
    type: 'SINGLE_CONNECTION' as const,
    actionId: String(id),
    actionTypeId,
    actionTypeVersion: 0,
    fields,
    ...(next === undefined
      ? {}
      : { connection: { edgeType: 'STANDARD' as const, nextActionId: String(next) } }),
  };
}

function whoseStageIs(stage: string) {
  const filter = {
    filterType: 'PROPERTY',
    property: 'lifecyclestage',
    operation: { operationType: 'ENUMERATION', operator: 'IS_ANY_OF', values: [stage] },
  };
  const all = { filterBranchType: 'AND' as const, filterBranches: [], filters: [filter] };
  return { filterBranchType: 'OR' as const, filters: [], filterBranches: [all] };
}

function contact(properties: Record<string, string>) {
  return account.call('POST /crm/v3/objects/{objectType}', {
    path: { objectType: 'contacts' },
    body: { properties },
  });
}
