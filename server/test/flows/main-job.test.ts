import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Story, tellStory } from '../support/story.ts';

const EXAMPLE = new URL('../../../examples/form-ticket-email.json', import.meta.url);
const FORM_ID = '5d1f0c3a-6c0e-4a6e-9b7a-3f6b8a2f1c11';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

test('a form submission enrolls a contact, a ticket is made, a day passes, a mail goes out', async () => {
  const { millrace } = story;
  const field = {
    objectTypeId: '0-1',
    name: 'email',
    label: 'Email',
    fieldType: 'email',
    required: true,
    hidden: false,
  };
  await millrace.post('/marketing/v3/forms', {
    id: FORM_ID,
    name: 'Demo',
    formType: 'hubspot',
    fieldGroups: [{ groupType: 'default_group', richTextType: 'text', fields: [field] }],
  });
  const email = await millrace.post('/marketing/v3/emails', {
    name: 'Follow-up',
    subject: 'Hello {{ contact.firstname }}',
    from: { fromName: 'Us', replyTo: 'us@example.test' },
    content: { widgets: { body: { body: { html: '<p>For {{ company.name }}</p>' } } } },
  });
  await millrace.post(`/marketing/v3/emails/${email.body.id}/publish`);
  const company = await story.givenRecord('companies', { name: 'Engines & Co' });
  const contact = await story.givenContact({ email: 'ada@example.test', firstname: 'Ada' });
  await millrace.put(`/crm/v4/objects/contacts/${contact}/associations/default/companies/${company}`);
  const flowId = await story.givenFlow(JSON.parse(await readFile(EXAMPLE, 'utf8')));

  const submitted = await millrace.post(
    `/submissions/v3/integration/submit/${millrace.accountId}/${FORM_ID}`,
    {
      fields: [{ objectTypeId: '0-1', name: 'email', value: 'ada@example.test' }],
    },
  );
  expect(submitted.status).toBe(200);
  await story.settle();

  const [enrollment] = await story.enrollments(flowId);
  expect(enrollment).toMatchObject({
    objectId: contact,
    status: 'ACTIVE',
    position: { actionId: '2', waitingFor: 'delay' },
  });
  const tickets = await millrace.get('/crm/v3/objects/tickets?associations=contacts,companies');
  expect(tickets.body.results).toHaveLength(1);
  const [ticket] = tickets.body.results;
  const contacts = await millrace.get(`/crm/v4/objects/tickets/${ticket.id}/associations/contacts`);
  expect(contacts.body.results.map((each: { toObjectId: unknown }) => String(each.toObjectId))).toEqual([
    contact,
  ]);
  const companies = await millrace.get(`/crm/v4/objects/tickets/${ticket.id}/associations/companies`);
  expect(companies.body.results.map((each: { toObjectId: unknown }) => String(each.toObjectId))).toEqual([
    company,
  ]);
  expect((await millrace.get('/millrace/v1/mailbox')).body.results).toHaveLength(0);

  await story.pass('P1D');
  const { results: mails } = (await millrace.get('/millrace/v1/mailbox')).body;
  expect(mails).toHaveLength(1);
  const mail = (await millrace.get(`/millrace/v1/mailbox/${mails[0].id}`)).body;
  expect(mail).toMatchObject({ subject: 'Hello Ada' });
  expect(JSON.stringify(mail)).toContain('For Engines &amp; Co');
  const passage = await story.passage(flowId);
  expect(passage).toMatchObject({ status: 'COMPLETED', endReason: 'END_OF_PATH' });
  expect(
    passage.steps.map((step: { actionTypeId: string; outcome: string }) => [step.actionTypeId, step.outcome]),
  ).toEqual([
    ['0-14', 'SUCCEEDED'],
    ['0-1', 'SUCCEEDED'],
    ['0-4', 'SUCCEEDED'],
  ]);
  const day = Date.parse(passage.steps[1].at) - Date.parse(passage.steps[1].startedAt);
  expect(day).toBe(24 * 60 * 60 * 1000);
});
