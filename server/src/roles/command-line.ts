import { VERSION } from './version.ts';

/** What it is called with, and what that does. */
const CALLS = [
  ['', 'the server: API, pages and worker, on an embedded PostgreSQL'],
  ['--role api', 'the API alone        (needs MILLRACE_DATABASE_URL to be shared)'],
  ['--role worker', 'the worker alone'],
  ['--version', 'which release this is'],
  ['--help', 'this text'],
] as const;

const help = (program: string) => `Millrace runs HubSpot workflows on your own PostgreSQL.

${CALLS.map(([args, does]) => `  ${`${args === '' ? program.replace(/ --$/, '') : `${program} ${args}`}`.padEnd(33)}${does}`).join('\n')}

Settings come from the environment; these are the ones to begin with:

  MILLRACE_PORT=4040               where the API listens
  MILLRACE_WORKER_PORT=0           where a worker serves /health and /metrics; 0: any free port, told at start
  MILLRACE_HOST=127.0.0.1          for whom: this machine alone, or 0.0.0.0 for all
  MILLRACE_DATA_DIR=.millrace      the embedded PostgreSQL and the key of the secrets; remove it to start afresh
  MILLRACE_DATABASE_URL=           your own PostgreSQL 15 or newer, postgres://user:password@host:5432/database
  MILLRACE_TOKEN=                  an access token with all scopes; without it one is made and shown at first start
  MILLRACE_MODE=production         or development: a clock that can be moved

All settings, and how to run, upgrade and go back: docs/operations.md`;

/** What to print, and nothing else to do; undefined when the server is to be started. */
export function answerAtOnce(args: readonly string[], program: string): string | undefined {
  if (args.some((arg) => arg === '--help' || arg === '-h')) return help(program);
  if (!args.some((arg) => arg === '--version' || arg === '-v')) return undefined;
  return `Millrace ${VERSION} on Node.js ${process.versions.node}`;
}
