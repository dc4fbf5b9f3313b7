import { action, contactFlow, inARow, is, sendEmail, setProperty, whenMet } from '../support/flow-bodies.ts';
import { until } from '../support/until.ts';
import { all, call } from './calls.ts';
import type { MailSink } from './mail-sink.ts';

/** Steps of a passage through the flow below. */
const STEPS = 5;

/** After the last event everything that was acknowledged is done within this. */
const DONE_MS = 120_000;

/** A flow that does a bit of everything: an increment, a ticket, a wait, a mail, a property. Returns its id. */
export async function prepareStory(url: string): Promise<string> {
  await call(url, 'POST', '/crm/v3/properties/contacts', {
    name: 'visits',
    label: 'Visits',
    type: 'number',
    fieldType: 'number',
    groupName: 'contactinformation',
  });
  const email = await call(url, 'POST', '/marketing/v3/emails', {
    name: 'Hello',
    subject: 'Hello',
    from: { fromName: 'Us', replyTo: 'us@example.test' },
    content: { plainTextVersion: 'Hello' },
  });
  await call(url, 'POST', `/marketing/v3/emails/${email.id}/publish`);
  const ticket = action('0-14', {
    object_type_id: '0-5',
    properties: [
      { targetProperty: 'subject', value: { type: 'OBJECT_PROPERTY', propertyName: 'email' } },
      { targetProperty: 'hs_pipeline_stage', value: { type: 'STATIC_VALUE', staticValue: '1' } },
    ],
  });
  const actions = inARow(
    setProperty('visits', { type: 'INCREMENT', incrementAmount: 1 }),
    ticket,
    action('0-1', { delta: '1', time_unit: 'SECONDS' }),
    sendEmail(email.id),
    setProperty('jobtitle', 'Done'),
  );
  const flow = await call(
    url,
    'POST',
    '/automation/v4/flows',
    contactFlow(actions, whenMet([is('city', 'Paris')])),
  );
  return flow.id;
}

/** What came of the contacts that were acknowledged. */
export interface Findings {
  /** Of these something is missing: the contact, its ticket, its mail, an end of its passage. */
  readonly lost: readonly string[];
  /** Of these something is there twice: a ticket, an increment, a step, a mail under another Message-ID. */
  readonly doubled: readonly string[];
  /** Mails that came again under the Message-ID that they had. */
  readonly mailsRepeated: number;
}

/** Waits until everybody has passed, or half a minute brings nothing more, and counts. */
export async function examine(
  url: string,
  flowId: string,
  emails: readonly string[],
  { received }: MailSink,
): Promise<Findings> {
  const ended = () => all(url, `/millrace/v1/flows/${flowId}/enrollments?limit=100&status=COMPLETED`);
  await until(async () => (await ended()).length >= emails.length, DONE_MS, 200).catch(() => undefined);

  const contacts = await all(url, '/crm/v3/objects/contacts?limit=100&properties=email,visits,jobtitle');
  const tickets = await all(url, '/crm/v3/objects/tickets?limit=100&properties=subject');
  const mails = await all(url, '/millrace/v1/mailbox?limit=100');
  const passages = await all(url, `/millrace/v1/flows/${flowId}/enrollments?limit=100`);
  const steps = await all(url, `/millrace/v1/flows/${flowId}/steps?limit=100`);

  const emailOf = new Map(contacts.map((each) => [each.id, each.properties.email]));
  const counts = (values: readonly string[]) => {
    const counted = new Map<string, number>();
    for (const value of values) counted.set(value, (counted.get(value) ?? 0) + 1);
    return counted;
  };
  const byEmail = [
    counts(contacts.map((each) => each.properties.email)),
    counts(tickets.map((each) => each.properties.subject)),
    counts(mails.map((each) => each.to ?? each.recipient)),
    counts(passages.filter((each) => each.status === 'COMPLETED').map((each) => emailOf.get(each.objectId))),
    new Map([...received].map(([email, ids]) => [email, new Set(ids).size])),
    new Map(contacts.map((each) => [each.properties.email, Number(each.properties.visits)])),
  ];
  const passageEmail = new Map(passages.map((each) => [each.id, emailOf.get(each.objectId)]));
  const stepsOf = counts(steps.map((each) => passageEmail.get(each.enrollmentId)));
  return {
    lost: emails.filter(
      (email) => byEmail.some((each) => !((each.get(email) ?? 0) >= 1)) || (stepsOf.get(email) ?? 0) < STEPS,
    ),
    doubled: emails.filter(
      (email) => byEmail.some((each) => (each.get(email) ?? 0) > 1) || (stepsOf.get(email) ?? 0) > STEPS,
    ),
    mailsRepeated: [...received.values()].reduce((sum, ids) => sum + ids.length - new Set(ids).size, 0),
  };
}
