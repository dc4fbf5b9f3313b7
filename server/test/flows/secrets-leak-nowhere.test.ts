import fs from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { customCode } from '../support/code-bodies.ts';
import { contactFlow, inARow, setProperty } from '../support/flow-bodies.ts';
import { type Received, type Receiver, startReceiver } from '../support/receiver.ts';
import { type Story, tellStory } from '../support/story.ts';

/** Values that stand nowhere by chance; each is in a form of its own somewhere. */
const HEADER_KEY = 'sk_live_header/Zq8+Wm2=';
const QUERY_KEY = 'sk live query & Zq8Wm3';
const CODE_KEY = 'sk_live_code_"Zq8Wm4"';
const REPLACED_KEY = 'sk_live_replaced_Zq8Wm5';
const SECRETS = [HEADER_KEY, QUERY_KEY, CODE_KEY, REPLACED_KEY];

/** How each may be written. */
const FORMS = SECRETS.flatMap((value) => [
  value,
  JSON.stringify(value).slice(1, -1),
  encodeURIComponent(value),
  new URLSearchParams({ v: value }).toString().slice(2),
  Buffer.from(value).toString('base64').replaceAll('=', ''),
  Buffer.from(value).toString('hex'),
]);

let story: Story;
let receiver: Receiver;
const written: string[] = [];
const answers: string[] = [];

beforeAll(async () => {
  vi.spyOn(fs, 'writeSync').mockImplementation((_, content: unknown) => {
    written.push(typeof content === 'string' ? content : Buffer.from(content as Uint8Array).toString('utf8'));
    return Buffer.byteLength(content as string);
  });
  story = await tellStory({ logLevel: 'debug', accessLog: 'on' });
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
});

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
  return texts.flatMap((text) =>
    FORMS.filter((form) => text.includes(form)).map((form) => `${form} in ${text.slice(0, 2_000)}`),
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
  expect(found(answers)).toEqual([]);
  expect(found(written)).toEqual([]);
  expect(found(await dump())).toEqual([]);
});
