import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  allOf,
  anyOf,
  contactFlow,
  inARow,
  sendEmail,
  setProperty,
  to,
  whenEvent,
} from '../support/flow-bodies.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

/** Recipients named so are refused so. */
const REFUSALS: Readonly<Record<string, string>> = {
  unknown: '550 5.1.1 No such user here',
  full: '552 5.2.2 The mailbox is over its quota',
  policy: '550 5.7.1 Refused by local policy',
  busy: '451 4.3.2 Come back later',
};

let story: Story;
let mailServer: MailServer;
let emailId: string;
beforeAll(async () => {
  mailServer = await startMailServer('at once', (address) => REFUSALS[address.split('.')[0]!] ?? null);
  story = await tellStory({ smtpUrl: mailServer.url, publicUrl: 'https://mail.example.test' });
  emailId = await givenEmail({ subscriptionDetails: { subscriptionId: '1' } });
});
afterAll(async () => {
  await story.stop();
  await mailServer.close();
});

async function givenEmail(more: Body = {}): Promise<string> {
  const { body } = await story.millrace.post('/marketing/v3/emails', {
    name: 'News',
    subject: 'News',
    from: { fromName: 'Engines', replyTo: 'news@engines.example' },
    content: { widgets: { a: { body: { html: '<p>Hello</p>' } } } },
    ...more,
  });
  await story.millrace.post(`/marketing/v3/emails/${body.id}/publish`);
  return body.id;
}

/** A flow that sends the email and goes on. */
const mailing = (...after: Body[]) => contactFlow(inARow(sendEmail(emailId), ...after));

let number = 0;
const address = (name: string) => `${name}.${++number}@recipient.example`;

/** Sends the email to a contact by a flow of its own. */
async function mailed(contact: string): Promise<Body> {
  const flowId = await story.givenFlow(mailing(setProperty('city', 'Went on')));
  await story.enroll(flowId, contact);
  const { steps, status } = await story.passage(flowId);
  const { outcome, reason, message, detail } = steps[0];
  return { outcome, reason, message: message ?? detail?.message, status, wentOn: steps[1]?.outcome };
}

const SENT = { outcome: 'SUCCEEDED', reason: null, status: 'COMPLETED', wentOn: 'SUCCEEDED' };
const notSent = (reason: string) => ({ outcome: 'FAILED', reason, status: 'COMPLETED', wentOn: 'SUCCEEDED' });

async function optOut(email: string, subscriptionId?: number) {
  const path = `/communication-preferences/v4/statuses/${email}`;
  const answer =
    subscriptionId === undefined
      ? await story.millrace.post(`${path}/unsubscribe-all?channel=EMAIL`)
      : await story.millrace.post(path, { channel: 'EMAIL', subscriptionId, statusState: 'UNSUBSCRIBED' });
  expect(answer.status).toBe(200);
}

describe('case 43: an email to a contact who may not be mailed is not sent, says why, and the passage goes on', () => {
  test('unsubscribed from all, or from the type of the email', async () => {
    for (const type of [undefined, 1]) {
      const email = address('out');
      const contact = await story.givenContact({ email });
      await optOut(email, type);
      expect(await mailed(contact)).toMatchObject(notSent('UNSUBSCRIBED'));
      expect(mailServer.taken.filter((mail) => mail.to === email)).toEqual([]);
    }
    const email = address('other');
    const contact = await story.givenContact({ email });
    await optOut(email, 2);
    expect(await mailed(contact)).toMatchObject(SENT);
  });

  test('no address, and one that is none', async () => {
    const nameless = await story.givenRecord('contacts', { firstname: 'Nobody' });
    expect(await mailed(nameless)).toMatchObject(notSent('NO_RECIPIENT'));
  });

  test('a contact who is not to be marketed to, and one of whom that is not known where only others are mailed', async () => {
    const set = (marketingContactsOnly: boolean) =>
      story.millrace.patch('/millrace/v1/settings', { email: { marketingContactsOnly } });
    const [yes, no, unknown] = [
      await story.givenContact({ hs_marketable_status: 'true' }),
      await story.givenContact({ hs_marketable_status: 'false' }),
      await story.givenContact(),
    ];
    expect(await mailed(no)).toMatchObject(notSent('NON_MARKETABLE'));
    expect(await mailed(unknown)).toMatchObject(SENT);
    await set(true);
    expect(await mailed(no)).toMatchObject(notSent('NON_MARKETABLE'));
    expect(await mailed(unknown)).toMatchObject(notSent('NON_MARKETABLE'));
    expect(await mailed(yes)).toMatchObject(SENT);
    await set(false);
  });

  test('one whose mail has come back before', async () => {
    const contact = await story.givenContact({ email: address('unknown') });
    expect(await mailed(contact)).toMatchObject(notSent('MAILBOX_UNKNOWN'));
    expect(await mailed(contact)).toMatchObject(notSent('BOUNCED'));
    expect(await story.properties('contacts', contact)).toMatchObject({
      hs_email_hard_bounce_reason_enum: 'UNKNOWN_USER',
      hs_email_bounce: '1',
    });
  });

  test('what holds is what holds when the mail is sent: it may have waited for the mail server', async () => {
    const email = address('busy');
    const contact = await story.givenContact({ email });
    const flowId = await story.givenFlow(mailing(setProperty('city', 'Went on')));
    await story.enroll(flowId, contact);
    expect((await story.enrollments(flowId))[0].status).toBe('ACTIVE');
    await optOut(email);
    await story.pass('PT5M');
    expect((await story.passage(flowId)).steps[0]).toMatchObject({
      outcome: 'FAILED',
      reason: 'UNSUBSCRIBED',
    });
  });
});

describe('what a mail server says', () => {
  test('of a full mailbox: this mail came back, the next may be taken', async () => {
    const contact = await story.givenContact({ email: address('full') });
    expect(await mailed(contact)).toMatchObject(notSent('MAILBOX_FULL'));
    const values = await story.properties('contacts', contact);
    expect([values['hs_email_bounce'], values['hs_email_hard_bounce_reason_enum'] ?? null]).toEqual([
      '1',
      null,
    ]);
    await story.change('contacts', contact, { email: address('emptied') });
    expect(await mailed(contact)).toMatchObject(SENT);
  });

  test('of its policy: the mail is refused, which says nothing of the mailbox', async () => {
    const contact = await story.givenContact({ email: address('policy') });
    expect(await mailed(contact)).toMatchObject(notSent('REFUSED_BY_MAIL_SERVER'));
    const values = await story.properties('contacts', contact);
    expect([values['hs_email_bounce'] ?? null, values['hs_email_hard_bounce_reason_enum'] ?? null]).toEqual([
      null,
      null,
    ]);
  });

  test('of another address of the contact counts for that one', async () => {
    const contact = await story.givenContact({ email: address('unknown') });
    expect(await mailed(contact)).toMatchObject(notSent('MAILBOX_UNKNOWN'));
    await story.change('contacts', contact, { email: address('corrected') });
    expect(await mailed(contact)).toMatchObject(SENT);
  });
});

test('a mail that was taken is told of by properties, and carries the way out', async () => {
  const email = address('ada');
  const contact = await story.givenContact({ email });
  expect(await mailed(contact)).toMatchObject(SENT);
  expect(await mailed(contact)).toMatchObject(SENT);
  expect(await story.properties('contacts', contact)).toMatchObject({
    hs_email_delivered: '2',
    hs_email_sends_since_last_engagement: '2',
    hs_email_last_email_name: 'News',
    hs_email_last_send_date: expect.stringMatching(/^\d{4}-/),
  });
  const { head } = mailServer.taken.find((mail) => mail.to === email)!;
  expect(head).toMatch(
    /^List-Unsubscribe: <https:\/\/mail\.example\.test\/email\/unsubscribe\/[\w.-]+>\r?$/m,
  );
  expect(head).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/m);
});

describe('flows see what became of a mail', () => {
  /** Whether the flow's branch on these filters is taken right after the mail. */
  async function branchAfterMail(contact: string, filter: Body): Promise<string> {
    const branch = {
      type: 'LIST_BRANCH',
      actionId: '2',
      listBranches: [{ branchName: 'yes', filterBranch: anyOf(filter), connection: to('3') }],
      defaultBranchName: 'no',
    };
    const flowId = await story.givenFlow(
      contactFlow([
        { ...sendEmail(emailId), actionId: '1', connection: to('2') },
        branch,
        { ...setProperty('jobtitle', 'Yes'), actionId: '3' },
      ]),
    );
    await story.enroll(flowId, contact);
    return (await story.passage(flowId)).steps.map((step: Body) => step.actionId).join(' ');
  }
  const emailEvent = (operator: string) =>
    allOf([{ filterType: 'EMAIL_EVENT', operator, level: 'HUBSPOT_CAMPAIGN', emailId, appId: '0' }]);
  const unified = (eventTypeId: string) => ({
    filterBranchType: 'UNIFIED_EVENTS',
    filterBranchOperator: 'AND',
    operator: 'HAS_COMPLETED',
    eventTypeId,
    filterBranches: [],
    filters: [
      {
        filterType: 'PROPERTY',
        property: 'hs_email_id',
        operation: {
          operationType: 'STRING',
          operator: 'IS_EQUAL_TO',
          value: emailId,
          includeObjectsWithNoValueSet: false,
        },
      },
    ],
  });
  const unifiedBranch = (eventTypeId: string) => ({ ...allOf([]), filterBranches: [unified(eventTypeId)] });

  test.each([
    ['good', 'SENT', '1 2 3'],
    ['good', 'RECEIVED', '1 2 3'],
    ['good', 'RECEIVED_BUT_NOT_OPENED', '1 2 3'],
    ['good', 'BOUNCED', '1 2'],
    ['unknown', 'SENT', '1 2 3'],
    ['unknown', 'BOUNCED', '1 2 3'],
    ['unknown', 'SENT_BUT_NOT_RECEIVED', '1 2 3'],
    ['full', 'BOUNCED', '1 2 3'],
    ['policy', 'BOUNCED', '1 2'],
    ['policy', 'SENT', '1 2'],
  ])('by a branch: to %s, %s', async (name, operator, path) => {
    const contact = await story.givenContact({ email: address(name) });
    expect(await branchAfterMail(contact, emailEvent(operator))).toBe(path);
  });

  test.each([
    ['good', '4-667638', '1 2 3'],
    ['good', '4-665536', '1 2 3'],
    ['good', '4-5470331', '1 2'],
    ['unknown', '4-5470331', '1 2 3'],
    ['unknown', '4-665536', '1 2'],
  ])('by a branch on events: to %s, %s', async (name, eventTypeId, path) => {
    const contact = await story.givenContact({ email: address(name) });
    expect(await branchAfterMail(contact, unifiedBranch(eventTypeId))).toBe(path);
  });

  test('by a trigger, and a flow that mails on mail ends', async () => {
    const chain = await story.givenFlow(
      contactFlow(inARow(sendEmail(emailId)), whenEvent('4-665536', [], { shouldReEnroll: true })),
    );
    const contact = await story.givenContact({ email: address('chain') });
    expect(await mailed(contact)).toMatchObject(SENT);
    await story.settle();
    const passages = await story.enrollments(chain, '?limit=100');
    expect(passages.length).toBeGreaterThan(0);
    expect(passages.length).toBeLessThan(100);
    await story.changeFlow(chain, (flow) => ({ ...flow, isEnabled: false }));
  });

  test('statistics count from the same', async () => {
    const own = await givenEmail();
    for (const name of ['good', 'good', 'unknown', 'full', 'policy']) {
      const flowId = await story.givenFlow(contactFlow(inARow(sendEmail(own))));
      await story.enroll(flowId, await story.givenContact({ email: address(name) }));
    }
    const { body } = await story.millrace.get(`/marketing/v3/emails/statistics/list?emailIds=${own}`);
    expect(body.aggregate.counters).toMatchObject({
      sent: 4,
      delivered: 2,
      bounce: 2,
      hardbounced: 1,
      softbounced: 1,
    });
  });
});
