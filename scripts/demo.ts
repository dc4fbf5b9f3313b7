/**
 * The main job, end to end, on the embedded PostgreSQL: a form submission enrolls a contact, a ticket is made, a day
 * passes, a mail goes out. `npm run demo`; with `-- --keep` the server stays up.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FORM_ID = '5d1f0c3a-6c0e-4a6e-9b7a-3f6b8a2f1c11';
const EMAIL_ID = '70010001';
const TOKEN = 'millrace-demo-token';
const keep = process.argv.includes('--keep');

const dim = (text: string) => (process.stdout.isTTY ? `\x1b[2m${text}\x1b[0m` : text);
const bold = (text: string) => (process.stdout.isTTY ? `\x1b[1m${text}\x1b[0m` : text);
let number = 0;
const step = (text: string) => console.log(`${bold(String(++number).padStart(2))}  ${text}`);
const line = (text: string) => console.log(`    ${dim(text)}`);

interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: the demo reads a few members of many answers
  readonly [member: string]: any;
}

const began = performance.now();
const server = await startServer();
try {
  const url = await server.listening;
  await runStory(url);
  console.log(`\n${bold('Done')} in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
  if (keep) {
    console.log(
      `\nThe page is at ${url}; sign in with ${TOKEN}, which is the API's token, too. Ctrl-C stops the server.`,
    );
    await server.gone;
  } else {
    console.log('With "npm run demo -- --keep" the server stays up, and its page can be looked at.');
  }
} catch (error) {
  console.error(`\nThe demo failed: ${(error as Error).message}`);
  process.exitCode = 1;
}
await server.stop();

async function runStory(url: string): Promise<void> {
  const api = (method: string, at: string, body?: unknown) => call(url, method, at, body);

  step('A form, and a marketing email that greets by name');
  const form = await api('POST', '/marketing/v3/forms', demoForm());
  line(`form ${form.id} "${form.name}"`);
  const email = await api('POST', '/marketing/v3/emails', demoEmail());
  await api('POST', `/marketing/v3/emails/${email.id}/publish`);
  line(`email ${email.id} "${email.subject}", published`);
  if (email.id !== EMAIL_ID)
    throw new Error(`The example flow sends email ${EMAIL_ID}, but this one is ${email.id}.`);

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
  const flow = await api(
    'POST',
    '/automation/v4/flows',
    JSON.parse(await readFile(path.join(ROOT, 'examples/form-ticket-email.json'), 'utf8')),
  );
  line(`flow ${flow.id} "${flow.name}", revision ${flow.revisionId}, ${flow.isEnabled ? 'on' : 'off'}`);

  step('Ada submits the form');
  const details = await api('GET', '/millrace/v1/clock');
  const submitted = await api('POST', `/submissions/v3/integration/submit/1/${FORM_ID}`, {
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

async function call(url: string, method: string, at: string, body?: unknown): Promise<Answer> {
  const response = await fetch(url + at, {
    method,
    headers: {
      authorization: `Bearer ${TOKEN}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${at} answered ${response.status}: ${text}`);
  return text === '' ? {} : (JSON.parse(text) as Answer);
}

interface Server {
  readonly listening: Promise<string>;
  readonly gone: Promise<void>;
  stop(): Promise<void>;
}

/** Starts the server as `npm start` does, on any free port and a data directory of its own that goes with it. */
async function startServer(): Promise<Server> {
  step('Starting PostgreSQL and Millrace');
  const dataDir = await mkdtemp(path.join(tmpdir(), 'millrace-demo-'));
  // As root PostgreSQL runs as another account, which must be able to go there.
  await chmod(dataDir, 0o755);
  // No setting of a Millrace in earnest is meant here, least of all its database.
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('MILLRACE_'));
  const env = {
    ...Object.fromEntries(others),
    MILLRACE_DATA_DIR: dataDir,
    MILLRACE_PORT: '0',
    MILLRACE_MODE: 'development',
    MILLRACE_TOKEN: TOKEN,
  };
  const child = spawn(process.execPath, [path.join(ROOT, 'server/start.js')], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  // Whoever reads the output may stop reading: `npm run demo | head`.
  process.stdout.on('error', () => child.kill('SIGTERM'));
  return {
    listening: listening(child),
    gone,
    async stop() {
      child.kill('SIGTERM');
      await gone;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let rest = '';
    child.stdout!.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\n');
      rest = lines.pop()!;
      for (const text of lines) {
        line(text);
        const match = /listens on (\S+)/.exec(text);
        if (match) resolve(match[1]!);
      }
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the server ended at its start (${code})`)));
  });
}

function demoForm() {
  const text = (name: string, label: string, fieldType: string) => ({
    objectTypeId: '0-1',
    name,
    label,
    fieldType,
    required: name === 'email',
    hidden: false,
  });
  return {
    id: FORM_ID,
    name: 'Ask for a demo',
    formType: 'hubspot',
    fieldGroups: [
      {
        groupType: 'default_group',
        richTextType: 'text',
        fields: [text('email', 'Email', 'email'), text('firstname', 'First name', 'single_line_text')],
      },
    ],
  };
}

function demoEmail() {
  return {
    name: 'Demo follow-up',
    subject: "Your demo, {{ personalization_token('contact.firstname', 'friend') }}",
    from: { fromName: 'Millrace', replyTo: 'hello@millrace.example' },
    content: {
      widgets: {
        body: {
          type: 'module',
          body: {
            html: '<p>Hello {{ contact.firstname }},</p><p>thank you for asking. We will show {{ company.name }} around tomorrow.</p>',
          },
        },
      },
    },
  };
}
