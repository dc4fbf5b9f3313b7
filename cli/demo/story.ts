/** The main job, end to end: a form submission enrolls a contact, a ticket is made, a day passes, a mail goes out. */
import { readFile } from 'node:fs/promises';
import { DEMO_EMAIL_ID, DEMO_FORM_ID, demoEmail, demoForm } from './bodies.ts';

/** The flow that is told of. */
const FLOW = new URL('../../examples/form-ticket-email.json', import.meta.url);

interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: the demo reads a few members of many answers
  readonly [member: string]: any;
}

/** Who listens to the story. */
export interface Listener {
  step(text: string): void;
  line(text: string): void;
}

/** Tells it to a server in development mode that has nothing yet. Fails where something is not as it should be. */
export async function tellStory(url: string, token: string, { step, line }: Listener): Promise<void> {
  const api = (method: string, at: string, body?: unknown) => call({ url, token }, method, at, body);

  step('A form, and a marketing email that greets by name');
  const form = await api('POST', '/marketing/v3/forms', demoForm());
  line(`form ${form.id} "${form.name}"`);
  const email = await api('POST', '/marketing/v3/emails', demoEmail());
  await api('POST', `/marketing/v3/emails/${email.id}/publish`);
  line(`email ${email.id} "${email.subject}", published`);
  if (email.id !== DEMO_EMAIL_ID)
    throw new Error(`The example flow sends email ${DEMO_EMAIL_ID}, but this one is ${email.id}.`);

  step('A company, and a contact that works there');
  const company = await api('POST', '/crm/v3/objects/companies', {
    properties: { name: 'Analytical Engines', domain: 'engines.example' },
  });
  const contact = await api('POST', '/crm/v3/objects/contacts', {
    properties: { email: 'ada@engines.example', lastname: 'Lovelace' },
  });
  await api('PUT', `/crm/v4/objects/contacts/${contact.id}/associations/default/companies/${company.id}`);
  line(
    `company ${company.id} "${company.properties.name}" — contact ${contact.id} ${contact.properties.email}`,
  );

  step('The flow of examples/form-ticket-email.json, posted as it is');
  const flow = await api('POST', '/automation/v4/flows', JSON.parse(await readFile(FLOW, 'utf8')));
  line(`flow ${flow.id} "${flow.name}", revision ${flow.revisionId}, ${flow.isEnabled ? 'on' : 'off'}`);

  step('Ada submits the form');
  const details = await api('GET', '/millrace/v1/clock');
  const submitted = await api('POST', `/submissions/v3/integration/submit/1/${DEMO_FORM_ID}`, {
    fields: [
      { objectTypeId: '0-1', name: 'email', value: 'ada@engines.example' },
      { objectTypeId: '0-1', name: 'firstname', value: 'Ada' },
    ],
    context: { pageUri: 'https://engines.example/demo', pageName: 'Ask for a demo' },
  });
  line(`at ${details.now}: ${submitted.inlineMessage}`);
  await api('POST', '/millrace/v1/clock/settle');

  step('She is enrolled, and a ticket has been made');
  const { results: enrollments } = await api('GET', `/millrace/v1/flows/${flow.id}/enrollments`);
  const [enrollment] = enrollments;
  if (!enrollment) throw new Error('Nobody was enrolled.');
  line(
    `enrollment ${enrollment.id}: ${enrollment.status}, waiting at action ${enrollment.position.actionId} until ${enrollment.position.until}`,
  );
  const { results: tickets } = await api(
    'GET',
    '/crm/v3/objects/tickets?properties=subject,hs_pipeline_stage&associations=contacts,companies',
  );
  const [ticket] = tickets;
  if (!ticket) throw new Error('There is no ticket.');
  line(`ticket ${ticket.id} "${ticket.properties.subject}", stage ${ticket.properties.hs_pipeline_stage}`);
  for (const type of ['contacts', 'companies']) {
    const { results } = await api('GET', `/crm/v4/objects/tickets/${ticket.id}/associations/${type}`);
    const ids = results.map((each: Answer) => each.toObjectId);
    if (!ids.map(String).includes(type === 'contacts' ? contact.id : company.id))
      throw new Error(`The ticket is not associated with its ${type}.`);
    line(`  associated with ${type}: ${ids.join(', ')}`);
  }

  step('A day passes');
  const moved = await api('POST', '/millrace/v1/clock/advance', { by: 'PT24H' });
  line(`it is ${moved.now} now; ${moved.stops} stop${moved.stops === 1 ? '' : 's'} on the way`);

  step('A mail has gone out');
  const { results: mails } = await api('GET', '/millrace/v1/mailbox');
  if (mails.length !== 1) throw new Error(`There should be one mail; there are ${mails.length}.`);
  const mail = await api('GET', `/millrace/v1/mailbox/${mails[0].id}`);
  line(`from ${mail.from ?? mail.sender}, to ${mail.to ?? mail.recipient}`);
  line(`subject: ${mail.subject}`);
  for (const text of String(mail.text ?? mail.plainText).split('\n')) line(`  ${text}`);

  step('Her passage, step by step');
  const passage = await api('GET', `/millrace/v1/enrollments/${enrollment.id}`);
  for (const taken of passage.steps) {
    line(
      `${taken.number}. ${taken.at}  action ${taken.actionId} (${taken.actionTypeId})  ${taken.outcome}${taken.reason ? ` ${taken.reason}` : ''}`,
    );
  }
  line(`${passage.status} at ${passage.endedAt}: ${passage.endReason}`);
  if (passage.status !== 'COMPLETED')
    throw new Error(`The enrollment should have completed; it is ${passage.status}.`);
}

interface Server {
  readonly url: string;
  readonly token: string;
}

async function call({ url, token }: Server, method: string, at: string, body?: unknown): Promise<Answer> {
  const response = await fetch(url + at, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${at} answered ${response.status}: ${text}`);
  return text === '' ? {} : (JSON.parse(text) as Answer);
}
