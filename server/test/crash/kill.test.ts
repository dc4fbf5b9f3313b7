import { chmod, mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { action, contactFlow, inARow, is, sendEmail, setProperty, whenMet } from '../support/flow-bodies.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';

/** How often the server is killed; every fifth time its PostgreSQL goes with it. */
const KILLS = 50;
/** Contacts that come in, at least, before the next kill. */
const CONTACTS_A_LIFE = 3;
/** Mails that a process has on their way at once. */
const SENT_AT_ONCE = 5;
const TOKEN = 'token-of-the-crash-test';

let folder: string;
let sink: SMTPServer;
/** Message-IDs that the world has seen, by recipient. */
const received = new Map<string, string[]>();

beforeAll(async () => {
  folder = await mkdtemp('/tmp/millrace-crash-');
  await chmod(folder, 0o755);
  sink = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      let text = '';
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      stream.on('end', () => {
        const id = /^Message-ID: (.+)$/im.exec(text)![1]!.trim();
        for (const { address } of session.envelope.rcptTo)
          received.set(address, [...(received.get(address) ?? []), id]);
        done();
      });
    },
  });
  // Connections of a killed server break off; that is what is tested.
  sink.on('error', () => undefined);
  await new Promise<void>((resolve) => sink.listen(0, '127.0.0.1', () => resolve()));
});
afterAll(async () => {
  await new Promise<void>((resolve) => sink.close(() => resolve()));
  await rm(folder, { recursive: true, force: true });
});

/** Waits random lengths, but the same in every run: a failure can be run again. */
function randomness(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test(`killed ${KILLS} times while enrollments stream in, it does everything internal once and sends every mail as one`, async () => {
  const { port } = sink.server.address() as AddressInfo;
  const start = () =>
    startServerProcess(folder, {
      MILLRACE_TOKEN: TOKEN,
      MILLRACE_SMTP_URL: `smtp://127.0.0.1:${port}`,
      MILLRACE_LOG_LEVEL: 'silent',
    });
  let server: ServerProcess = await start();
  await prepare(server);

  const stream = streamOfContacts(() => server.url);
  const random = randomness(20_260_101);
  for (let kill = 1; kill <= KILLS; kill++) {
    // Every life of the server takes some contacts in, however slow the machine is.
    await stream.reaches(kill * CONTACTS_A_LIFE);
    await sleep(random() * 300);
    await server.kill(kill % 5 === 0 ? 'everything' : 'server');
    server = await start();
  }
  await sleep(300);
  const emails = await stream.stop();
  expect(emails.length).toBeGreaterThan(KILLS);
  await until(async () => (await count(server, 'COMPLETED')) === emails.length, 60_000);

  const contacts = await all(server, '/crm/v3/objects/contacts?properties=email,visits,jobtitle');
  expect(contacts.map((each) => each.properties.email).sort()).toEqual([...emails].sort());
  expect(contacts.filter((each) => each.properties.visits !== '1')).toEqual([]);
  const tickets = await all(server, '/crm/v3/objects/tickets?properties=subject');
  expect(tickets.map((each) => each.properties.subject).sort()).toEqual([...emails].sort());
  const mails = await all(server, '/millrace/v1/mailbox?limit=100');
  expect(mails.map((each) => each.to ?? each.recipient).sort()).toEqual([...emails].sort());
  const enrollments = await all(server, '/millrace/v1/flows/100001/enrollments?limit=100');
  expect(enrollments.map((each) => [each.status, each.stepCount])).toEqual(
    emails.map(() => ['COMPLETED', 5]),
  );
  const steps = await all(server, '/millrace/v1/flows/100001/steps?limit=100');
  expect(new Set(steps.map((each) => `${each.enrollmentId}/${each.number}`)).size).toBe(emails.length * 5);
  expect(steps).toHaveLength(emails.length * 5);

  expect([...received.keys()].sort()).toEqual([...emails].sort());
  expect([...received].filter(([, ids]) => new Set(ids).size !== 1)).toEqual([]);
  // Sent again are at most those that were on their way: as many as there are connections to the mail server.
  const repeated = [...received.values()].reduce((sum, ids) => sum + ids.length - 1, 0);
  expect(repeated).toBeLessThanOrEqual(KILLS * SENT_AT_ONCE);
  expect(await server.stop()).toBe(0);
}, 600_000);

async function prepare(server: ServerProcess): Promise<void> {
  await call(server.url, 'POST', '/crm/v3/properties/contacts', {
    name: 'visits',
    label: 'Visits',
    type: 'number',
    fieldType: 'number',
    groupName: 'contactinformation',
  });
  const email = await call(server.url, 'POST', '/marketing/v3/emails', {
    name: 'Hello',
    subject: 'Hello',
    from: { fromName: 'Us', replyTo: 'us@example.test' },
    content: { plainTextVersion: 'Hello' },
  });
  await call(server.url, 'POST', `/marketing/v3/emails/${email.id}/publish`);
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
  await call(
    server.url,
    'POST',
    '/automation/v4/flows',
    contactFlow(actions, whenMet([is('city', 'Paris')])),
  );
}

/** Makes contacts one after the other; one whose answer was lost is tried again, and may be there already. */
function streamOfContacts(url: () => string) {
  const made: string[] = [];
  let stopped = false;
  const running = (async () => {
    while (!stopped) {
      const email = `contact-${made.length}@example.test`;
      await persist(url, email);
      made.push(email);
      await sleep(5);
    }
  })();
  return {
    reaches: (count: number) => until(async () => made.length >= count, 60_000, 5),
    async stop(): Promise<readonly string[]> {
      stopped = true;
      await running;
      return made;
    },
  };
}

async function persist(url: () => string, email: string): Promise<void> {
  for (;;) {
    try {
      const response = await fetch(
        `${url()}/crm/v3/objects/contacts`,
        request('POST', { properties: { email, city: 'Paris' } }),
      );
      if (response.status === 201 || response.status === 409) return;
      if (response.status < 500)
        throw new TypeError(`refused with ${response.status}: ${await response.text()}`);
    } catch (error) {
      if ((error as Error).message.startsWith('refused')) throw error;
    }
    await sleep(20);
  }
}

// biome-ignore lint/suspicious/noExplicitAny: what the server sent, whatever that is
type Body = any;

async function call(url: string, method: string, path: string, body?: unknown): Promise<Body> {
  const response = await fetch(url + path, request(method, body));
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

function request(method: string, body?: unknown): RequestInit {
  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
  return {
    method,
    headers: body === undefined ? { authorization: headers.authorization } : headers,
    body: body === undefined ? null : JSON.stringify(body),
  };
}

async function all(server: ServerProcess, path: string): Promise<Body[]> {
  const found: Body[] = [];
  let after: string | undefined;
  do {
    const separator = path.includes('?') ? '&' : '?';
    const page: Body = await call(server.url, 'GET', after ? `${path}${separator}after=${after}` : path);
    found.push(...page.results);
    after = page.paging?.next?.after;
  } while (after);
  return found;
}

async function count(server: ServerProcess, status: string): Promise<number> {
  return (await all(server, `/millrace/v1/flows/100001/enrollments?limit=100&status=${status}`)).length;
}

async function until(condition: () => Promise<boolean>, withinMs: number, everyMs = 200): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`It did not come about within ${withinMs} ms.`);
    await sleep(everyMs);
  }
}
