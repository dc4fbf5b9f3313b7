import { readFile } from 'node:fs/promises';
import createClient from 'openapi-fetch';
import type { components, paths } from './generated/millrace.ts';

type Schemas = components['schemas'];

/** What the story came to. */
export interface Told {
  readonly flow: Schemas['Flow'];
  readonly ticket: Schemas['Record'];
  readonly mail: Schemas['WholeMail'];
  readonly passage: Schemas['Passage'];
}

const FORM_ID = '5d1f0c3a-6c0e-4a6e-9b7a-3f6b8a2f1c11';
const FLOW_FILE = new URL('../form-ticket-email.json', import.meta.url);

/**
 * The main job of Millrace, through the generated client alone: a form submission enrolls a contact, a ticket is made, a day
 * passes, a mail goes out. The server is new and in development mode; the example flow sends its first marketing email.
 */
export async function tellStory(url: string, token: string): Promise<Told> {
  const api = createClient<paths>({ baseUrl: url, headers: { authorization: `Bearer ${token}` } });

  await must(api.POST('/marketing/v3/forms', { body: demoForm }));
  const email = await must(api.POST('/marketing/v3/emails', { body: demoEmail }));
  await done(api.POST('/marketing/v3/emails/{emailId}/publish', { params: { path: { emailId: email.id } } }));
  const contact = await must(
    api.POST('/crm/v3/objects/{objectType}', {
      params: { path: { objectType: 'contacts' } },
      body: { properties: { email: 'ada@engines.example', lastname: 'Lovelace' } },
    }),
  );
  const body = JSON.parse(await readFile(FLOW_FILE, 'utf8')) as Schemas['FlowInput'];
  const flow = await must(api.POST('/automation/v4/flows', { body }));

  const { portalId } = await must(api.GET('/account-info/v3/details'));
  await must(
    api.POST('/submissions/v3/integration/submit/{portalId}/{formGuid}', {
      params: { path: { portalId: String(portalId), formGuid: FORM_ID } },
      body: {
        fields: [
          { objectTypeId: '0-1', name: 'email', value: 'ada@engines.example' },
          { objectTypeId: '0-1', name: 'firstname', value: 'Ada' },
        ],
      },
    }),
  );
  await must(api.POST('/millrace/v1/clock/settle'));

  const path = { flowId: flow.id };
  const { results } = await must(api.GET('/millrace/v1/flows/{flowId}/enrollments', { params: { path } }));
  const enrollment = first(results, 'enrollment');
  if (enrollment.objectId !== contact.id) throw new Error(`Enrolled is ${enrollment.objectId}, not Ada.`);
  const tickets = await must(
    api.GET('/crm/v3/objects/{objectType}', {
      params: {
        path: { objectType: 'tickets' },
        query: { properties: ['subject'], associations: ['contacts'] },
      },
    }),
  );

  await must(api.POST('/millrace/v1/clock/advance', { body: { by: 'PT24H' } }));

  const mailbox = await must(api.GET('/millrace/v1/mailbox'));
  const mailId = first(mailbox.results, 'mail').id;
  const enrollmentId = enrollment.id;
  return {
    flow,
    ticket: first(tickets.results, 'ticket'),
    mail: await must(api.GET('/millrace/v1/mailbox/{mailId}', { params: { path: { mailId } } })),
    passage: await must(
      api.GET('/millrace/v1/enrollments/{enrollmentId}', { params: { path: { enrollmentId } } }),
    ),
  };
}

interface Answer<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/** The body of a success; what was refused ends the story. */
async function must<Data>(call: Promise<Answer<Data>>): Promise<NonNullable<Data>> {
  const answer = await call;
  await done(answer);
  if (answer.data === undefined || answer.data === null)
    throw new Error(`${answer.response.url} says nothing.`);
  return answer.data;
}

async function done(call: Answer<unknown> | Promise<Answer<unknown>>): Promise<void> {
  const { error, response } = await call;
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${JSON.stringify(error)}`);
}

function first<Item>(items: readonly Item[], what: string): Item {
  const [item] = items;
  if (item === undefined) throw new Error(`There is no ${what}.`);
  return item;
}

const demoForm = {
  id: FORM_ID,
  name: 'Ask for a demo',
  fieldGroups: [
    {
      fields: [
        { fieldType: 'email' as const, name: 'email', label: 'Email', required: true },
        { fieldType: 'single_line_text' as const, name: 'firstname', label: 'First name' },
      ],
    },
  ],
};

const demoEmail = {
  name: 'Demo follow-up',
  subject: "Your demo, {{ personalization_token('contact.firstname', 'friend') }}",
  from: { fromName: 'Millrace', replyTo: 'hello@millrace.example' },
  content: {
    widgets: { body: { type: 'module', body: { html: '<p>Hello {{ contact.firstname }}.</p>' } } },
  },
};
