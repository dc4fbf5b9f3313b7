import { Agent, type Dispatcher, request as send } from 'undici';
import { ensureFirstAccount } from '../../src/accounts/index.ts';
import { EVERY_SCOPE } from '../../src/accounts/scopes.ts';
import { createToken } from '../../src/accounts/tokens.ts';
import {
  type Config,
  createLog,
  type DatabaseAddress,
  type OnStatement,
  REQUEST_LIMITS,
  type Sql,
} from '../../src/platform/index.ts';
import { createApi, createServices, type Services } from '../../src/roles/index.ts';
import { createTestDatabase, type TestDatabase, urlOf } from './database.ts';

/** An answer with its body parsed. Tests look into bodies freely, so these are not typed. */
export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what the server really sent, whatever that is
  readonly body: any;
  readonly headers: Headers;
}

/** A Millrace of one's own: its database, its API on a port of the loopback interface. */
export interface Millrace {
  readonly url: string;
  readonly token: string;
  readonly accountId: string;
  readonly sql: Sql;
  readonly address: DatabaseAddress;
  readonly services: Services;
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>;
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown): Promise<Answer>;
  put(path: string, body?: unknown): Promise<Answer>;
  patch(path: string, body?: unknown): Promise<Answer>;
  delete(path: string, body?: unknown): Promise<Answer>;
  stop(): Promise<void>;
}

/** With `MILLRACE_TEST_REPLICA=itself` each server takes its database for a replica too: what one may answer is answered where nothing can be written. */
const READS_ITSELF = process.env['MILLRACE_TEST_REPLICA'] === 'itself';

const TOKEN = 'test-token-of-the-first-account';

/** Signs of life, of a transaction that thinks for long and of a holder of leases: how often depends on the machine. */
const SIGN_OF_LIFE = /^\s*(?:select 1$|insert into effect_workers\b)/;

/** Tells `onStatement` of what is asked of the database, but for signs of life. */
export async function startMillrace(
  changed: Partial<Config> = {},
  onStatement?: OnStatement,
  limits = REQUEST_LIMITS,
  connections?: number,
): Promise<Millrace> {
  const database = await createTestDatabase({
    onStatement: onStatement && ((text) => SIGN_OF_LIFE.test(text) || onStatement(text)),
    limits,
    ...(connections === undefined ? {} : { connections }),
  });
  return startMillraceOn(database, changed);
}

/** The same on a database that is there, which goes with it. */
export async function startMillraceOn(
  database: TestDatabase,
  changed: Partial<Config> = {},
): Promise<Millrace> {
  const config: Config = {
    port: 0,
    workerPort: 0,
    host: '127.0.0.1',
    dataDir: '/nonexistent',
    databaseUrl: undefined,
    token: TOKEN,
    mode: 'development',
    smtpUrl: undefined,
    secretKey: Buffer.alloc(32, 7),
    role: 'all',
    logLevel: 'error',
    ...(READS_ITSELF ? { readUrl: urlOf(database.address) } : {}),
    ...changed,
  };
  const account = await ensureFirstAccount(database.sql, TOKEN);
  await startAtVersions(database.sql, ++started * VERSIONS_EACH);
  const services = createServices(config, createLog(config.logLevel), database.sql);
  if (config.role !== 'api') services.worker.start();
  await services.replicas?.start();
  const app = await createApi(services);
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    url,
    token: TOKEN,
    accountId: account.id,
    sql: database.sql,
    address: database.address,
    services,
    ...asCaller(url, TOKEN),
    async stop() {
      await app.close();
      await services.worker.stop();
      services.wake.close();
      services.mailer.close();
      await services.outgoing.close();
      await services.sandbox.close();
      await services.replicas?.close();
      await database.drop();
    },
  };
}

let started = 0;
/** More than a test saves flows. */
const VERSIONS_EACH = 1_000_000;

/**
 * A process knows what is compiled by account and version, since it has one database; a file of tests may have several, each with an
 * account 1. So no two of them are ever at the same versions.
 */
async function startAtVersions(sql: Sql, version: number): Promise<void> {
  await sql`update accounts set flows_version = ${version}, schema_version = ${version}, secrets_version = ${version}`;
}

/** The same server, as a caller of an account that has nothing yet sees it. Who stops the first stops it. */
export async function inAnotherAccount(millrace: Millrace, name = 'Another'): Promise<Millrace> {
  const { sql, url } = millrace;
  const [row] = await sql`insert into accounts (name) values (${name}) returning id`;
  const accountId = row!['id'] as string;
  const { token } = await createToken(sql, accountId, { name: 'first', scopes: [EVERY_SCOPE] });
  return { ...millrace, accountId, token, ...asCaller(url, token), stop: async () => undefined };
}

/** The calls of somebody with a token, to whichever process listens there. */
export function asCaller(
  url: string,
  token: string,
): Pick<Millrace, 'call' | 'get' | 'post' | 'put' | 'patch' | 'delete'> {
  const call: Millrace['call'] = (method, path, body, headers) =>
    request(url, token, method, path, body, headers);
  return {
    call,
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    put: (path, body) => call('PUT', path, body),
    patch: (path, body) => call('PATCH', path, body),
    delete: (path, body) => call('DELETE', path, body),
  };
}

async function request(
  url: string,
  token: string,
  method: string,
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const response = await send(url + path, {
    method: method as Dispatcher.HttpMethod,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    dispatcher: CONNECTIONS,
  });
  const text = await response.body.text();
  return {
    status: response.statusCode,
    body: text === '' ? undefined : parse(text),
    headers: headersOf(response.headers),
  };
}

/** Of the client that `fetch` is made of, which takes a third of its time for a call. */
const CONNECTIONS = new Agent({ headersTimeout: 0, bodyTimeout: 0 });

function headersOf(raw: Readonly<Record<string, string | string[] | undefined>>): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(raw))
    for (const each of [value].flat()) if (each !== undefined) headers.append(name, each);
  return headers;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
