import { isIP } from 'node:net';
import path from 'node:path';
import { z } from 'zod';
import { databaseUrl, READ_LAG_MS_MAX, READ_LAG_MS_MIN, whyNoReplica } from './database-settings.ts';
import type { RateLimits } from './rate-limiter.ts';
import { parseSecretKey } from './secret-key.ts';
import { whyKept } from './throwaway.ts';

export type Mode = 'production' | 'development';
export type Role = 'all' | 'api' | 'worker';

export interface Config {
  readonly port: number;
  /** The port for a worker's health and metrics; any free one when 0. */
  readonly workerPort: number;
  readonly host: string;
  readonly dataDir: string;
  /** Your own PostgreSQL; the embedded one when absent. */
  readonly databaseUrl: string | undefined;
  /** Servers that follow it, and may answer what only reads; none when absent. */
  readonly readUrl?: string | undefined;
  /** How far behind one may be, in milliseconds. */
  readonly readLagMs?: number | undefined;
  /** An access token with all scopes; one is made at first start when absent. */
  readonly token: string | undefined;
  readonly mode: Mode;
  readonly smtpUrl: string | undefined;
  /** Whether a password may be sent to it over a connection without TLS. */
  readonly smtpPlainPassword?: 'refused' | 'allowed';
  /** The key of stored secrets, 32 bytes; kept in the data directory when absent. */
  readonly secretKey?: Buffer | undefined;
  /** The server's public URL, without a slash at its end; every link begins with it. */
  readonly publicUrl?: string | undefined;
  /** Where the built page for people is; `web/dist` when absent. */
  readonly webFolder?: string | undefined;
  /** Addresses and networks whose `X-Forwarded-…` are believed. */
  readonly trustedProxies?: readonly string[] | undefined;
  /** HTTP requests to the outside world. */
  readonly outgoing?: OutgoingConfig;
  /** Code of flow authors. */
  readonly code?: CodeConfig;
  /** Rate limits of this process; none by default. */
  readonly rateLimits?: RateLimits;
  readonly role: Role;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Whether every request leaves a line in the log. */
  readonly accessLog?: 'on' | 'off';
  /** For tests: the server stops when its standard input ends, and takes its data directory along. */
  readonly isThrowaway?: boolean;
}

/** HTTP requests to the outside world. */
export interface OutgoingConfig {
  /** `capture`: requests are kept in the outbox, except those to hosts that are allowed by name. */
  readonly delivery: 'capture' | 'send';
  /** Host names, addresses and networks beyond the public internet that may be asked, by HTTP too. */
  readonly allow: readonly string[];
  /** Connections to one host. */
  readonly connectionsPerHost: number;
  /** Requests of an account to one host; no limit when undefined. */
  readonly requestsPerSecond: number | undefined;
}

/** Code of flow authors. */
export interface CodeConfig {
  readonly isOn: boolean;
  /** What must keep code apart: the best that the system offers, or nothing less than namespaces. */
  readonly isolation: 'best' | 'namespaces';
  /** The `node_modules` folder with the libraries that code can require; null for none. */
  readonly modules: string | null;
}

export const USUAL_CODE: CodeConfig = { isOn: true, isolation: 'best', modules: null };

/** A shorter token is too easy to guess. */
const TOKEN_CHARACTERS_MIN = 16;

/** The largest rate limit; the wire writes limits as 32-bit integers. */
const RATE_LIMIT_MAX = 2 ** 31 - 1;

/** Connections of a process to one host by default, and at most. */
const OUTGOING_CONNECTIONS = 20;
const OUTGOING_CONNECTIONS_MAX = 500;

/** Requests of an account to one host by default, as the original sends to receivers. */
const OUTGOING_PER_SECOND = 20;

/** Requests to the outside world unless something else is set: a test must not reach it by accident. */
export const usualOutgoing = (mode: Mode): OutgoingConfig => ({
  delivery: mode === 'development' ? 'capture' : 'send',
  allow: [],
  connectionsPerHost: OUTGOING_CONNECTIONS,
  requestsPerSecond: OUTGOING_PER_SECOND,
});

const PORT_MAX = 65_535;

function wholeNumber(min: number, max: number, example: string) {
  const message = `must be a whole number from ${min} to ${max}, ${example}`;
  return z
    .string()
    .regex(/^\d{1,10}$/, message)
    .transform(Number)
    .refine((number) => number >= min && number <= max, message);
}

/** Calls allowed; 0 is no limit, and by default. */
function limit(usual = 0) {
  return wholeNumber(0, RATE_LIMIT_MAX, '0 for no limit')
    .default(usual)
    .transform((calls) => (calls === 0 ? undefined : calls));
}

/** A key, not a passphrase: it cannot be guessed, and needs no slow derivation. */
const secretKey = z.string().transform((text, context) => {
  const key = parseSecretKey(text);
  if (key) return key;
  const message = 'must be 32 bytes in base64 or hex, as `openssl rand -base64 32` makes them';
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

/** An address before paths. */
const publicUrl = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url && url.username + url.password + url.search + url.hash === '' && !/[?#]/.test(text);
  if (isPlain && /^https?:$/.test(url.protocol)) return url.href.replace(/\/+$/, '');
  const message =
    'must be an address such as https://millrace.example.com or https://example.com/millrace, without a user, a query or a fragment';
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

/** Names for the usual networks of proxies. */
const NETWORKS = ['loopback', 'linklocal', 'uniquelocal'];

const trustedProxies = z.string().transform((text, context) => {
  const proxies = text.split(',').map((each) => each.trim());
  const wrong = proxies.find((each) => !NETWORKS.includes(each) && !isNetwork(each));
  if (wrong === undefined) return proxies;
  const message = `has ${JSON.stringify(wrong)}; each must be an address such as 10.0.0.7, a network such as 10.0.0.0/8, or ${NETWORKS.join(', ')}, separated by commas`;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

/** A host name, or `*.` and one. */
const HOST_NAME =
  /^(?:\*\.)?(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*$/i;

/** Addresses beyond the public internet. A name in which only digits stand is a misspelt address. */
const outgoingAllow = z.string().transform((text, context) => {
  const entries = text.split(',').map((each) => each.trim());
  const wrong = entries.find((each) => !isNetwork(each) && (!HOST_NAME.test(each) || /^[\d.]+$/.test(each)));
  if (wrong === undefined) return entries;
  const message = `has ${JSON.stringify(wrong)}; each must be a host such as hooks.internal or *.internal, an address such as 10.0.0.7, a network such as 10.0.0.0/8, or loopback, linklocal or private, separated by commas`;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

function isNetwork(text: string): boolean {
  const [, address = '', bits = '1'] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const width = { 4: 32, 6: 128 }[isIP(address)] ?? 0;
  return Number(bits) >= 1 && Number(bits) <= width;
}

const environment = z.object({
  MILLRACE_PORT: wholeNumber(0, PORT_MAX, 'such as 4040').default(4040),
  MILLRACE_WORKER_PORT: wholeNumber(0, PORT_MAX, 'such as 4041; 0 is any that is free').default(0),
  MILLRACE_HOST: z.string().min(1).default('127.0.0.1'),
  MILLRACE_DATA_DIR: z.string().min(1).default('.millrace'),
  MILLRACE_DATABASE_URL: databaseUrl('writes').optional(),
  MILLRACE_READ_URL: databaseUrl('reads').optional(),
  MILLRACE_READ_LAG_MS: wholeNumber(READ_LAG_MS_MIN, READ_LAG_MS_MAX, 'such as 10000').optional(),
  MILLRACE_TOKEN: z
    .string()
    .min(TOKEN_CHARACTERS_MIN, `must have at least ${TOKEN_CHARACTERS_MIN} characters`)
    .optional(),
  MILLRACE_MODE: z.enum(['production', 'development']).default('production'),
  MILLRACE_SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')
    .optional(),
  MILLRACE_SMTP_PLAIN_PASSWORD: z.enum(['refused', 'allowed']).default('refused'),
  MILLRACE_SECRET_KEY: secretKey.optional(),
  MILLRACE_PUBLIC_URL: publicUrl.optional(),
  MILLRACE_TRUSTED_PROXIES: trustedProxies.optional(),
  MILLRACE_OUTGOING: z.enum(['capture', 'send']).optional(),
  MILLRACE_OUTGOING_ALLOW: outgoingAllow.optional(),
  MILLRACE_OUTGOING_CONNECTIONS: wholeNumber(
    1,
    OUTGOING_CONNECTIONS_MAX,
    `such as ${OUTGOING_CONNECTIONS}`,
  ).default(OUTGOING_CONNECTIONS),
  MILLRACE_OUTGOING_RATE: limit(OUTGOING_PER_SECOND),
  MILLRACE_CODE: z.enum(['on', 'off']).default('on'),
  MILLRACE_CODE_ISOLATION: z.enum(['best', 'namespaces']).default('best'),
  MILLRACE_CODE_MODULES: z
    .string()
    .regex(/(^|[\\/])node_modules[\\/]?$/, 'must be the path of a node_modules folder')
    .optional(),
  MILLRACE_RATE_LIMIT_BURST: limit(),
  MILLRACE_RATE_LIMIT_DAILY: limit(),
  MILLRACE_ACCESS_LOG: z.enum(['on', 'off']).default('off'),
  MILLRACE_THROWAWAY: z.enum(['on', 'off']).default('off'),
  MILLRACE_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
});

const ROLES: readonly Role[] = ['all', 'api', 'worker'];

/** Variables of the command line, which names servers by them: no settings of a server. */
const OF_COMMAND_LINE = new Set(['MILLRACE_PROFILE', 'MILLRACE_URL']);

/** Variables whose values must not appear in a message. */
const SECRET = new Set([
  'MILLRACE_TOKEN',
  'MILLRACE_DATABASE_URL',
  'MILLRACE_READ_URL',
  'MILLRACE_SMTP_URL',
  'MILLRACE_SECRET_KEY',
]);

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads the environment and the arguments. Throws a ConfigError with a line per mistake. */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  args: readonly string[] = [],
): Config {
  const mistakes: string[] = [];
  const set = Object.fromEntries(
    Object.entries(env).filter(
      ([name, value]) => name.startsWith('MILLRACE_') && !OF_COMMAND_LINE.has(name) && value !== '',
    ),
  );
  for (const name of Object.keys(set)) {
    if (!(name in environment.shape))
      mistakes.push(`${name} is not a setting; there are ${Object.keys(environment.shape).join(', ')}.`);
  }
  const parsed = environment.safeParse(set);
  for (const issue of parsed.error?.issues ?? []) {
    const name = String(issue.path[0]);
    const given = SECRET.has(name) ? '' : ` (it is ${JSON.stringify(set[name])})`;
    mistakes.push(`${name}${given}: ${issue.message}.`);
  }
  mistakes.push(...whyNoReplica(set));
  const role = readRole(args, mistakes);
  if (set['MILLRACE_THROWAWAY'] === 'on') mistakes.push(...whyKept(set));
  if (!parsed.success || mistakes.length > 0) throw new ConfigError(mistakes.join('\n'));
  const values = parsed.data;
  return {
    port: values.MILLRACE_PORT,
    workerPort: values.MILLRACE_WORKER_PORT,
    host: values.MILLRACE_HOST,
    dataDir: path.resolve(values.MILLRACE_DATA_DIR),
    databaseUrl: values.MILLRACE_DATABASE_URL,
    readUrl: values.MILLRACE_READ_URL,
    readLagMs: values.MILLRACE_READ_LAG_MS,
    token: values.MILLRACE_TOKEN,
    mode: values.MILLRACE_MODE,
    smtpUrl: values.MILLRACE_SMTP_URL,
    smtpPlainPassword: values.MILLRACE_SMTP_PLAIN_PASSWORD,
    secretKey: values.MILLRACE_SECRET_KEY,
    publicUrl: values.MILLRACE_PUBLIC_URL,
    trustedProxies: values.MILLRACE_TRUSTED_PROXIES,
    outgoing: {
      delivery: values.MILLRACE_OUTGOING ?? usualOutgoing(values.MILLRACE_MODE).delivery,
      allow: values.MILLRACE_OUTGOING_ALLOW ?? [],
      connectionsPerHost: values.MILLRACE_OUTGOING_CONNECTIONS,
      requestsPerSecond: values.MILLRACE_OUTGOING_RATE,
    },
    code: {
      isOn: values.MILLRACE_CODE === 'on',
      isolation: values.MILLRACE_CODE_ISOLATION,
      modules: values.MILLRACE_CODE_MODULES === undefined ? null : path.resolve(values.MILLRACE_CODE_MODULES),
    },
    rateLimits: { burst: values.MILLRACE_RATE_LIMIT_BURST, daily: values.MILLRACE_RATE_LIMIT_DAILY },
    role,
    logLevel: values.MILLRACE_LOG_LEVEL,
    accessLog: values.MILLRACE_ACCESS_LOG,
    isThrowaway: values.MILLRACE_THROWAWAY === 'on',
  };
}

function readRole(args: readonly string[], mistakes: string[]): Role {
  let role: Role = 'all';
  const rest = [...args];
  while (rest.length > 0) {
    const arg = rest.shift()!;
    const value =
      arg === '--role' ? rest.shift() : arg.startsWith('--role=') ? arg.slice('--role='.length) : undefined;
    const known = ROLES.find((candidate) => candidate === value);
    if (known) role = known;
    else
      mistakes.push(
        `${[arg, value].filter(Boolean).join(' ')}: the arguments are --role all, --role api or --role worker.`,
      );
  }
  return role;
}
