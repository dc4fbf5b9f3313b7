import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contactFlow, inARow, sendEmail, setProperty, whenEvent } from '../../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../../support/story.ts';

let story: Story;
let emailId: string;
beforeAll(async () => {
  story = await tellStory();
  const { body } = await story.millrace.post('/marketing/v3/emails', {
    name: 'News',
    subject: 'News',
    from: { replyTo: 'news@engines.example' },
  });
  emailId = body.id;
  await story.millrace.post(`/marketing/v3/emails/${emailId}/publish`);
});
afterAll(() => story.stop());

let number = 0;
/** Somebody to whom the mail went out, and its Message-ID. */
async function mailed() {
  const email = `reader${++number}@example.test`;
  const id = await story.givenContact({ email });
  return { email, id, ...(await send(id)) };
}

async function send(contact: string): Promise<{ messageId: string; reason: string | null }> {
  const flowId = await story.givenFlow(contactFlow(inARow(sendEmail(emailId))));
  await story.enroll(flowId, contact);
  const { body } = await story.millrace.get(`/millrace/v1/mailbox?flowId=${flowId}`);
  return { messageId: body.results[0]?.messageId, reason: (await story.passage(flowId)).steps[0].reason };
}

async function report(...reports: Body[]): Promise<string[]> {
  const { status, body } = await story.millrace.post('/millrace/v1/mail-reports', { reports });
  expect(status, JSON.stringify(body)).toBe(200);
  await story.settle();
  return body.results.map((each: Body) => each.outcome);
}

const values = async (id: string) => {
  const all = await story.properties('contacts', id);
  return [
    all['hs_email_bounce'] ?? null,
    all['hs_email_hard_bounce_reason_enum'] ?? null,
    all['hs_email_optout'] ?? null,
  ];
};

describe('a mail that came back later', () => {
  test('is told of once, and a mailbox that does not exist is not mailed again', async () => {
    const flowId = await story.givenFlow(
      contactFlow(inARow(setProperty('city', 'Bounced')), whenEvent('4-5470331', [])),
    );
    const { id, messageId } = await mailed();
    const bounced = { kind: 'bounced', messageId, status: '5.1.1' };
    expect(await report(bounced, bounced)).toEqual(['NOTED', 'NOTED_BEFORE']);
    expect(await report({ ...bounced, messageId: messageId.slice(1, -1) })).toEqual(['NOTED_BEFORE']);
    expect(await values(id)).toEqual(['1', 'UNKNOWN_USER', null]);
    expect(await story.enrollments(flowId)).toHaveLength(1);
    expect((await send(id)).reason).toBe('BOUNCED');
    const { body } = await story.millrace.get(`/millrace/v1/mailbox?objectId=${id}`);
    expect(body.results.map((mail: Body) => mail.delivery)).toEqual(['bounced']);
  });

  test.each([
    ['a full mailbox', { status: '5.2.2' }, 'NOTED', ['1', null, null]],
    ['a policy', { status: '5.7.1' }, 'NOTED', ['1', null, null]],
    ['a delay', { status: '4.4.7' }, 'NOT_FINAL', [null, null, null]],
    ['no status', {}, 'NOTED', ['1', 'UNKNOWN_USER', null]],
    ['no status, and not for good', { type: 'SOFT' }, 'NOTED', ['1', null, null]],
  ])('for %s', async (_, said, outcome, expected) => {
    const { id, messageId } = await mailed();
    expect(await report({ kind: 'bounced', messageId, ...said })).toEqual([outcome]);
    expect(await values(id)).toEqual(expected);
  });

  test('is known by its recipient, too; a mail and an address that nobody knows are said', async () => {
    const { id, email } = await mailed();
    expect(
      await report(
        { kind: 'bounced', recipient: email.toUpperCase(), status: '5.1.1' },
        { kind: 'bounced', messageId: '<x@y>', status: '5.1.1' },
        { kind: 'bounced', recipient: 'nobody@example.test' },
      ),
    ).toEqual(['NOTED', 'UNKNOWN', 'UNKNOWN']);
    expect(await values(id)).toEqual(['1', 'UNKNOWN_USER', null]);
  });
});

test('who calls a mail spam is out of all', async () => {
  const { id, messageId } = await mailed();
  expect(await report({ kind: 'complained', messageId })).toEqual(['NOTED']);
  expect(await report({ kind: 'complained', messageId })).toEqual(['NOTED_BEFORE']);
  expect(await values(id)).toEqual([null, null, 'true']);
  expect((await send(id)).reason).toBe('UNSUBSCRIBED');
});

describe('a notification as it came by mail', () => {
  const post = (notification: string) => story.millrace.post('/millrace/v1/mail-reports', { notification });
  const dsn = (email: string, messageId: string, action = 'failed', status = '5.1.1') =>
    [
      'From: MAILER-DAEMON@mx.example',
      'Message-ID: <own@mx.example>',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="x"',
      '',
      '--x',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example',
      '',
      `Final-Recipient: rfc822;${email}`,
      `Action: ${action}`,
      `Status: ${status} (bad mailbox)`,
      `Diagnostic-Code: smtp; 550 ${status} no`,
      '',
      '--x',
      'Content-Type: text/rfc822-headers',
      '',
      'Subject: News',
      'Message-ID:',
      ` ${messageId}`,
      '--x--',
    ].join('\r\n');

  test('a delivery report', async () => {
    const { id, email, messageId } = await mailed();
    const { body } = await post(dsn(email, messageId));
    expect(body.results).toEqual([{ kind: 'bounced', messageId, recipient: email, outcome: 'NOTED' }]);
    expect(await values(id)).toEqual(['1', 'UNKNOWN_USER', null]);
  });

  test('a complaint', async () => {
    const { id, messageId } = await mailed();
    const arf = `Message-ID: <own@isp.example>\n\nFeedback-Type: abuse\nVersion: 1\n\n\nMessage-ID: ${messageId}\n`;
    expect((await post(arf)).body.results[0].outcome).toBe('NOTED');
    expect(await values(id)).toEqual([null, null, 'true']);
  });

  test('a delay, and what is neither, is refused', async () => {
    const { email, messageId } = await mailed();
    for (const text of [
      dsn(email, messageId, 'delayed', '4.4.1'),
      'I am on holidays.',
      '\n'.repeat(50_000),
    ]) {
      const { status, body } = await post(text);
      expect([status, body.errors[0].code]).toEqual([400, 'NO_REPORT']);
    }
  });
});

test.each([
  [{}, ''],
  [{ reports: [] }, 'reports'],
  [{ reports: [{ kind: 'lost', messageId: '<a@b>' }] }, 'reports[0].kind'],
  [{ reports: [{ kind: 'bounced' }] }, 'reports[0]'],
  [{ reports: [{ kind: 'bounced', messageId: 'a b' }] }, 'reports[0].messageId'],
  [{ reports: [{ kind: 'bounced', messageId: '<a@b>', status: '511' }] }, 'reports[0].status'],
  [{ reports: [{ kind: 'bounced', messageId: '<a@b>' }], notification: 'x' }, ''],
])('%j is refused by the name of the member', async (body, member) => {
  const answer = await story.millrace.post('/millrace/v1/mail-reports', body);
  expect([answer.status, answer.body.errors[0].in ?? '']).toEqual([400, member]);
});
