import { afterAll, beforeAll, expect, test } from 'vitest';
import { flowOver, inARow, manual, sendEmail, setProperty } from '../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

let story: Story;
let email: string;
beforeAll(async () => {
  story = await tellStory();
  const made = await story.millrace.post('/marketing/v3/emails', {
    name: 'News of your ticket',
    subject: 'Hello {{ contact.firstname }}',
    from: { fromName: 'Us', replyTo: 'us@example.test' },
    content: { widgets: { body: { body: { html: '<p>It moves.</p>' } } } },
  });
  email = made.body.id;
  await story.millrace.post(`/marketing/v3/emails/${email}/publish`);
});
afterAll(() => story.stop());

const associate = (type: string, id: string, contact: string) =>
  story.millrace.put(`/crm/v4/objects/${type}/${id}/associations/default/contacts/${contact}`);

const mails = async (flowId: string): Promise<Body[]> =>
  (await story.millrace.get(`/millrace/v1/mailbox?flowId=${flowId}`)).body.results;

test.each([
  ['0-5', 'tickets', { subject: 'x', hs_pipeline_stage: '1' }],
  ['0-3', 'deals', { dealname: 'x' }],
  ['0-2', 'companies', { name: 'x' }],
])(
  'a flow over %s mails the contacts associated with it, once each',
  async (objectTypeId, type, properties) => {
    const id = await story.givenRecord(type, properties);
    const people = [
      await story.givenContact({ firstname: 'Ada' }),
      await story.givenContact({ firstname: 'Grace' }),
    ];
    await story.givenContact({ firstname: 'A stranger' });
    for (const contact of people) await associate(type, id, contact);
    const flowId = await story.givenFlow(flowOver(objectTypeId, inARow(sendEmail(email)), manual));
    await story.enroll(flowId, id);
    expect((await mails(flowId)).map(({ subject }) => subject).sort()).toEqual(['Hello Ada', 'Hello Grace']);
    const passage = await story.passage(flowId);
    expect(passage.status).toBe('COMPLETED');
    expect(passage.steps).toMatchObject([{ outcome: 'SUCCEEDED', detail: { sent: 2, notSent: 0 } }]);
    const lint = await story.millrace.get(`/millrace/v1/flows/${flowId}/lint`);
    expect(lint.body.results).toMatchObject([{ severity: 'info', code: 'MAILS_ASSOCIATED_CONTACTS' }]);
  },
);

test('who cannot be mailed does not keep the others from it; the step says who and why', async () => {
  const ticket = await story.givenRecord('tickets', { subject: 'x', hs_pipeline_stage: '1' });
  const reached = await story.givenContact({ firstname: 'Ada' });
  const out = await story.givenContact({ hs_email_optout: 'true' });
  for (const contact of [reached, out]) await associate('tickets', ticket, contact);
  const flowId = await story.givenFlow(flowOver('0-5', inARow(sendEmail(email)), manual));
  await story.enroll(flowId, ticket);
  const [step] = (await story.passage(flowId)).steps;
  expect(step).toMatchObject({ outcome: 'SUCCEEDED', detail: { sent: 1, notSent: 1 } });
  expect(step.detail.recipients).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ recordId: reached, outcome: 'SUCCEEDED' }),
      expect.objectContaining({ recordId: out, outcome: 'FAILED', reason: 'UNSUBSCRIBED' }),
    ]),
  );
});

test('with nobody associated, or nobody who can be mailed, the step fails and the passage goes on', async () => {
  const ticket = await story.givenRecord('tickets', { subject: 'x', hs_pipeline_stage: '1' });
  const flowId = await story.givenFlow(
    flowOver('0-5', inARow(sendEmail(email), setProperty('subject', 'after')), {
      ...manual,
      shouldReEnroll: true,
    }),
  );
  await story.enroll(flowId, ticket);
  const outcome = async () =>
    (await story.passage(flowId)).steps.map((step: Body) => [step.outcome, step.reason]);
  expect(await outcome()).toEqual([
    ['FAILED', 'NO_RECIPIENT'],
    ['SUCCEEDED', null],
  ]);
  await associate('tickets', ticket, await story.givenContact({ hs_email_optout: 'true' }));
  await story.enroll(flowId, ticket);
  expect((await outcome())[0]).toEqual(['FAILED', 'UNSUBSCRIBED']);
});

test('custom objects', async () => {
  const made = await story.millrace.post('/crm-object-schemas/v3/schemas', {
    name: 'seminar',
    labels: { singular: 'Seminar', plural: 'Seminars' },
    primaryDisplayProperty: 'title',
    requiredProperties: [],
    properties: [{ name: 'title', label: 'Title', type: 'string', fieldType: 'text' }],
    associatedObjects: ['CONTACT'],
  });
  const type = made.body.objectTypeId;
  const course = await story.givenRecord(type, { title: 'Engines' });
  await associate(type, course, await story.givenContact({ firstname: 'Ada' }));
  const flowId = await story.givenFlow(flowOver(type, inARow(sendEmail(email)), manual));
  await story.enroll(flowId, course);
  expect(await mails(flowId)).toMatchObject([{ subject: 'Hello Ada' }]);
});
