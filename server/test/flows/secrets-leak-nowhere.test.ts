import fs from 'node:fs';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createLog, openDatabase } from '../../src/platform/index.ts';
import { createServices } from '../../src/roles/index.ts';
import { ask, bearer, codeFor, REDIRECT_URI, registerApp } from '../http/oauth/app.test-support.ts';
import { definitionBody, givenApp } from '../support/app-actions.ts';
import { customCode } from '../support/code-bodies.ts';
import { action, contactFlow, inARow, sendEmail, setProperty } from '../support/flow-bodies.ts';
import { type Received, type Receiver, startReceiver } from '../support/receiver.ts';
import { type Story, tellStory } from '../support/story.ts';

/** Values that stand nowhere by chance; each is in a form of its own somewhere. */
const HEADER_KEY = 'sk_live_header/Zq8+Wm2=';
const QUERY_KEY = 'sk live query & Zq8Wm3';
const CODE_KEY = 'sk_live_code_"Zq8Wm4"';
const REPLACED_KEY = 'sk_live_replaced_Zq8Wm5';
const LEGACY_PASSWORD = 'pw:legacy"/Zq8Wm6ö';
const ADAPTER_KEY = 'adapter/signs+Zq8Wm8';
const SMTP_PASSWORD = 'smtp/p&ss Zq8Wm9';
/** Those that are made while the tests run are added. */
const SECRETS = [
  ...[HEADER_KEY, QUERY_KEY, CODE_KEY, REPLACED_KEY, LEGACY_PASSWORD, ADAPTER_KEY, SMTP_PASSWORD],
];

/** How each may be written. */
const formsOf = (value: string) => [
  value,
  JSON.stringify(value).slice(1, -1),
  encodeURIComponent(value),
  new URLSearchParams({ v: value }).toString().slice(2),
  Buffer.from(value).toString('base64').replaceAll('=', ''),
  Buffer.from(value).toString('hex'),
];

let story: Story;
let receiver: Receiver;
let mailServer: Awaited<ReturnType<typeof startEchoingMailServer>>;
/** What it was told. */
const passwords: string[] = [];
const written: string[] = [];
const answers: string[] = [];

beforeAll(async () => {
  vi.spyOn(fs, 'writeSync').mockImplementation((_, content: unknown) => {
    written.push(typeof content === 'string' ? content : Buffer.from(content as Uint8Array).toString('utf8'));
    return Buffer.byteLength(content as string);
  });
  mailServer = await startEchoingMailServer();
  story = await tellStory({
    logLevel: 'debug',
    accessLog: 'on',
    smtpPlainPassword: 'allowed',
    smtpUrl: `smtp://mailer:${encodeURIComponent(SMTP_PASSWORD)}@127.0.0.1:${mailServer.port}`,
  });
  SECRETS.push(story.millrace.token);
  receiver = await startReceiver();
  // The first answer of each fails, the second counts; all say back whatever they were told.
  let calls = 0;
  receiver.answers = (response, request) => {
    calls++;
    response.writeHead(calls % 2 === 1 ? 503 : 400, { 'content-type': 'text/plain' });
    response.end(echoOf(request));
  };
});
afterAll(async () => {
  vi.restoreAllMocks();
  await receiver.close();
  await story.stop();
  await mailServer.close();
});

/** A mail server that says back whom it refuses by which password. */
async function startEchoingMailServer() {
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) => {
      passwords.push(password ?? '');
      const line = Buffer.from(`\0${username}\0${password}`).toString('base64');
      done(new Error(`${username}, ${password} is no password here: AUTH PLAIN ${line}`));
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return { port, close: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

function echoOf({ url, headers, body }: Received): string {
  const key = headers['x-api-key'] ?? '';
  return JSON.stringify({ url, headers, body, base64: Buffer.from(`user:${key}`).toString('base64') });
}

const secret = (name: string, value: string) => story.millrace.put(`/millrace/v1/secrets/${name}`, { value });

const webhook = (authSettings: object) => ({
  type: 'WEBHOOK',
  method: 'POST',
  webhookUrl: `${receiver.url}/h`,
  queryParams: [],
  authSettings,
});

/** Everything that a GET of these answers, and what it leads to. */
async function read(path: string): Promise<void> {
  const { body } = await story.millrace.get(path);
  answers.push(typeof body === 'string' ? body : JSON.stringify(body));
}

/** All rows of all tables, as text. */
async function dump(): Promise<string[]> {
  const { sql } = story.millrace;
  const tables = await sql`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition`;
  const texts: string[] = [];
  for (const { name } of tables as unknown as { name: string }[])
    for (const row of await sql.unsafe(`select row_to_json(t)::text as text from ${name} t`))
      texts.push(`${name}: ${(row as unknown as { text: string }).text}`);
  return texts;
}

/** The values, and the text around, that stand in one of these. */
function found(texts: readonly string[]): string[] {
  const forms = SECRETS.flatMap(formsOf);
  return texts.flatMap((text) =>
    forms.filter((form) => text.includes(form)).map((form) => `${form} in ${text.slice(0, 2_000)}`),
  );
}

test('a secret that is told to receivers and code stands in no table, answer, metric or line of the log', async () => {
  await secret('header_key', HEADER_KEY);
  await secret('query_key', QUERY_KEY);
  await secret('code_key', CODE_KEY);
  await secret('replaced_key', REPLACED_KEY);
  const inHeader = { type: 'AUTH_KEY', name: 'X-Api-Key', location: 'HEADER', secretName: 'header_key' };
  const inQuery = { type: 'AUTH_KEY', name: 'key', location: 'QUERY_PARAM', secretName: 'query_key' };
  const told = `
    exports.main = async () => {
      const key = process.env.code_key;
      console.log(key, JSON.stringify(process.env), Buffer.from('a:' + key).toString('base64'), encodeURIComponent(key));
      return { outputFields: { echo: key } };
    };`;
  const thrown = `exports.main = () => { throw new Error('with ' + JSON.stringify(process.env)); };`;
  const withKey = { secretNames: ['code_key'] };
  const flow = await story.givenFlow(
    contactFlow(
      inARow(
        webhook(inHeader),
        webhook(inQuery),
        webhook({ ...inHeader, secretName: 'replaced_key' }),
        customCode(told, { echo: 'STRING' }, withKey),
        setProperty('jobtitle', '{{ action_outputs.action_output_4.echo }}'),
        customCode(thrown, {}, withKey),
      ),
    ),
  );
  await story.enroll(flow, await story.givenContact());
  // The third is tried with one value and then with another, and its receiver has seen both.
  for (let hour = 0; hour < 4; hour++) await story.pass('PT5M');
  await secret('replaced_key', 'another value, Zq8Wm7');
  await story.pass('P1D');
  await story.millrace.delete('/millrace/v1/secrets/replaced_key');
  await story.pass('P3D');
  expect(receiver.received.length).toBeGreaterThanOrEqual(4);
  expect(receiver.received.map(echoOf).some((text) => text.includes(HEADER_KEY))).toBe(true);
  const refused = await story.millrace.put('/millrace/v1/secrets/code_key', {
    value: CODE_KEY,
    more: CODE_KEY,
  });
  answers.push(JSON.stringify(refused.body));
  const [passage] = await story.enrollments(flow);
  const { results } = (await story.millrace.get('/millrace/v1/effects')).body;
  expect(results.length).toBeGreaterThanOrEqual(5);
  for (const { id } of results) await read(`/millrace/v1/effects/${id}`);
  for (const path of [
    '/millrace/v1/effects',
    `/millrace/v1/enrollments/${passage.id}`,
    `/millrace/v1/flows/${flow}/steps`,
    '/millrace/v1/errors',
    '/millrace/v1/secrets',
    '/millrace/v1/outbox',
    '/millrace/v1/settings',
    `/automation/v4/flows/${flow}`,
    '/metrics',
    '/openapi.json',
  ])
    await read(path);
  expect(answers.some((text) => text.includes('[secret]'))).toBe(true);
  expect(written.length).toBeGreaterThan(10);
  await expectNowhere();
});

async function expectNowhere(): Promise<void> {
  expect(found(answers)).toEqual([]);
  expect(found(written)).toEqual([]);
  expect(found(await dump())).toEqual([]);
}

/** The effects, with their tries, and the passage of a flow. */
async function readAllOf(flow: string): Promise<void> {
  const { results } = (await story.millrace.get(`/millrace/v1/effects?flowId=${flow}`)).body;
  expect(results.length).toBeGreaterThan(0);
  for (const { id } of results) await read(`/millrace/v1/effects/${id}`);
  const [passage] = await story.enrollments(flow);
  await read(`/millrace/v1/enrollments/${passage.id}`);
  for (const path of ['positions', 'enrollments', 'steps']) await read(`/millrace/v1/flows/${flow}/${path}`);
}

test('nor does the password of the mail server, that of an older workflow, or what adapters and apps sign with', async () => {
  const { post, put, get } = story.millrace;
  const app = await givenApp(story.millrace);
  SECRETS.push(app.clientSecret);
  await secret('adapter_key', ADAPTER_KEY);
  // A receiver that has learnt the secrets elsewhere, and says them back whatever it is asked.
  const all = JSON.stringify([ADAPTER_KEY, app.clientSecret, HEADER_KEY]);
  receiver.answers = (response, request) => {
    const isLegacy = request.url === '/legacy';
    const [, basic = ''] = (request.headers['authorization'] ?? '').split(' ');
    const plain = Buffer.from(basic, 'base64').toString();
    response.writeHead(isLegacy ? 401 : 200, { 'content-type': 'application/json' });
    response.end(
      isLegacy
        ? `${JSON.stringify(request.headers)} ${plain}`
        : JSON.stringify({
            outputFields: {
              reservation: all,
              [ADAPTER_KEY]: ADAPTER_KEY,
              warehouse: encodeURIComponent(all),
            },
            options: [{ value: all, label: ADAPTER_KEY }],
          }),
    );
  };
  const options = { typeDefinition: { ...reference('sku'), optionsUrl: `${receiver.url}/options` } };
  const definition = definitionBody(`${receiver.url}/reserve`, {
    inputFields: [{ ...options, isRequired: false, supportedValueTypes: ['STATIC_VALUE'] }],
  });
  const made = await post(`/automation/v4/actions/${app.appId}`, definition);
  expect([made.status, made.body.message]).toEqual([201, undefined]);
  const adapted = await put('/millrace/v1/action-adapters/1-179507819', {
    url: `${receiver.url}/adapter`,
    secretName: 'adapter_key',
  });
  expect(adapted.status).toBe(200);
  const email = await post('/marketing/v3/emails', {
    name: 'Hello',
    subject: 'Hello',
    content: { plainTextVersion: 'Hello' },
  });
  await post(`/marketing/v3/emails/${email.body.id}/publish`);
  const output = { type: 'FIELD_DATA', actionId: '1', dataKey: 'reservation' };
  const flow = await story.givenFlow(
    contactFlow(
      inARow(
        action(`1-${made.body.id}`, { sku: 'S-1' }),
        setProperty('city', output),
        action('1-179507819', { channel: '#sales' }),
        sendEmail(email.body.id),
      ),
    ),
  );
  const workflow = await post('/automation/v3/workflows', {
    name: 'Older',
    type: 'DRIP_DELAY',
    enabled: true,
    onlyEnrollsManually: true,
    actions: [
      {
        type: 'WEBHOOK',
        url: `${receiver.url}/legacy`,
        method: 'POST',
        authCreds: { user: 'ada', password: LEGACY_PASSWORD },
      },
    ],
  });
  expect([workflow.status, workflow.body.message]).toEqual([200, undefined]);
  const older = String(workflow.body.migrationStatus.flowId);
  const contact = await story.givenContact();
  await story.enroll(flow, contact);
  await story.enroll(older, contact);
  await story.pass('PT2H');
  const fetched = await post(`/millrace/v1/action-types/1-${made.body.id}/options`, {
    inputFieldName: 'sku',
  });
  expect(fetched.status).toBe(200);
  answers.push(JSON.stringify([fetched.body, workflow.body, made.body, adapted.body]));
  expect(receiver.received.filter(({ url }) => /legacy|reserve|adapter|options/.test(url)).length).toBe(4);
  expect(passwords).toContain(SMTP_PASSWORD);
  for (const each of [flow, older]) await readAllOf(each);
  await read(`/automation/v3/workflows/${workflow.body.id}`);
  await read('/millrace/v1/action-adapters');
  const { results } = (await get(`/millrace/v1/effects?flowId=${flow}&status=PENDING`)).body;
  expect(results).toMatchObject([{ kind: 'email', lastError: expect.stringContaining('[secret]') }]);
  await expectNowhere();
});

const reference = (name: string) => ({ name, type: 'enumeration', fieldType: 'select', options: [] });

test('nor do tokens, whatever is done with them', async () => {
  const { call, post } = story.millrace;
  const app = await registerApp(story.millrace);
  const code = await codeFor(story.millrace, app, { scope: 'oauth automation' });
  const form = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI };
  const { body } = await ask(story.millrace, app, form);
  const { access_token: access, refresh_token: refresh } = body;
  expect([typeof access, typeof refresh]).toEqual(['string', 'string']);
  SECRETS.push(app.clientSecret, access, refresh);
  const given = [
    await ask(story.millrace, { ...app, clientSecret: `${app.clientSecret}x` }, { ...form, code: refresh }),
    await call(
      'GET',
      `/crm/v3/objects/contacts?access_token=${access}&hapikey=${access}`,
      undefined,
      bearer(access),
    ),
    await call('GET', '/millrace/v1/effects', undefined, bearer(access)),
    await call('POST', '/oauth/v1/token', `refresh_token=${refresh}`),
    await call('GET', `/nowhere/${encodeURIComponent('a')}?token=${access}`, undefined, bearer(`${access}x`)),
    await post('/millrace/v1/apps', { name: 'x', scopes: [], redirectUris: ['nothing'] }),
  ];
  answers.push(...given.map(({ body }) => JSON.stringify(body)));
  // Who reads a token by itself is told of it.
  await call('GET', `/oauth/v1/refresh-tokens/${refresh}`);
  await call('GET', `/oauth/v1/access-tokens/${access}`);
  await read('/metrics');
  await expectNowhere();
});

test('nor does what a draft of code is told, whatever it does with it; and drafts of others know no more', async () => {
  const { post } = story.millrace;
  await secret('code_key', CODE_KEY);
  const source = `
    exports.main = async (event) => {
      const key = process.env.code_key;
      console.log(key, process.env, JSON.stringify({ key }), Buffer.from('a:' + key).toString('base64'), encodeURIComponent(key));
      console.log('x'.repeat(7000), key.repeat(3), 'y'.repeat(30000), key.repeat(3), 'z'.repeat(7980));
      if (event.throws) throw new Error('with ' + key + ' and ' + JSON.stringify(process.env));
      return { outputFields: { key, [key]: 1, list: [key], nested: { key } } };
    };`;
  for (const throws of [false, true]) {
    const ran = await post('/millrace/v1/code/run', {
      sourceCode: source,
      secretNames: ['code_key'],
      event: { throws },
      outputFields: [{ name: 'key', type: 'STRING' }],
    });
    expect(ran.body).toMatchObject({ status: throws ? 'FAILED' : 'SUCCEEDED' });
    expect(JSON.stringify(ran.body)).toContain('[secret]');
    answers.push(JSON.stringify(ran.body), ran.body.log, ran.body.message ?? '');
  }
  await expectNowhere();
});

test('nor does what one process has told, and another hears', async () => {
  const { millrace } = story;
  const elsewhere = 'told by another process, Zq8W11';
  SECRETS.push(elsewhere);
  // As another process stores it: this one neither seals nor opens it.
  const sql = openDatabase(millrace.address);
  const other = createServices(millrace.services.config, createLog('error'), sql);
  const { keyId, sealed } = other.secrets.seal(
    { accountId: millrace.accountId, name: 'elsewhere' },
    elsewhere,
  );
  await sql`
    with counted as (update accounts set secrets_version = secrets_version + 1 where id = ${millrace.accountId})
    insert into secrets (account_id, name, key_id, sealed, characters, saved_by)
    values (${millrace.accountId}, 'elsewhere', ${keyId}, ${sealed}, ${elsewhere.length}, null)`;
  await sql.end();
  const app = await givenApp(millrace);
  SECRETS.push(app.clientSecret);
  receiver.answers = (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ outputFields: { hs_execution_state: 'BLOCK', warehouse: elsewhere } }));
  };
  const made = await millrace.post(
    `/automation/v4/actions/${app.appId}`,
    definitionBody(`${receiver.url}/block`),
  );
  const flow = await story.givenFlow(contactFlow(inARow(action(`1-${made.body.id}`, { sku: 'S-1' }))));
  await story.enroll(flow, await story.givenContact());
  const { callbackId } = JSON.parse(receiver.received.at(-1)!.body);
  const told = await millrace.post(`/automation/v4/actions/callbacks/${callbackId}/complete`, {
    outputFields: { reservation: `R ${elsewhere}`, hs_execution_state: 'FAIL_CONTINUE' },
    failureReasonType: elsewhere,
  });
  expect([told.status, told.body?.message]).toEqual([204, undefined]);
  await story.settle();
  // The outbox keeps what code and webhooks send, whoever they have it from.
  await millrace.services.outgoing.request({
    accountId: millrace.accountId,
    origin: { kind: 'webhook' },
    method: 'POST',
    url: `https://hooks.example.test/${encodeURIComponent(elsewhere)}?key=${encodeURIComponent(elsewhere)}`,
    headers: {
      'x-key': elsewhere,
      authorization: `Basic ${Buffer.from(`ada:${elsewhere}`).toString('base64')}`,
    },
    body: Buffer.from(JSON.stringify({ key: elsewhere })),
  });
  const [captured] = (await millrace.get('/millrace/v1/outbox?limit=1')).body.results;
  await read(`/millrace/v1/outbox/${captured.id}`);
  await readAllOf(flow);
  expect((await story.passage(flow)).steps[0].detail).toMatchObject({ failureReasonType: '[secret]' });
  await expectNowhere();
});
