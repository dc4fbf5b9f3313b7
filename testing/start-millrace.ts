import type { Given } from '@millrace/client';
import { Target } from '../cli/target/target.ts';
import { Account } from './account.ts';
import { startOwnServer } from './own-server.ts';

export interface AccountOptions {
  /** What it is called; `test` unless that is said. */
  readonly name?: string;
  /** Where its clock begins: an instant such as `2027-01-04T09:00:00Z`, past or to come; now unless that is said. */
  readonly now?: string | Date;
  /** Such as `Europe/Berlin`; `America/New_York` unless that is said. */
  readonly timeZone?: string;
  /** Such as `EUR`; `USD` unless that is said. */
  readonly currency?: string;
  /** What the account begins with: forms, emails, properties, flows. */
  readonly seed?: (account: Account) => unknown;
}

/** What every account begins with, unless it is asked for otherwise; and accounts that are there from the start, by what they are called. */
export interface StartOptions<Names extends string = string> extends Omit<AccountOptions, 'name'> {
  readonly accounts?: { readonly [Name in Names]: AccountOptions };
}

/** A server for tests, and the accounts that were asked for at its start. */
export interface Millrace<Names extends string = never> {
  readonly url: string;
  /** `millrace.accounts.sales` */
  readonly accounts: { readonly [Name in Names]: Account };
  /** Of the first account: it makes others. */
  readonly token: string;
  /** Makes an account that has nothing yet: one for a test, or for a file of tests. */
  account(options?: AccountOptions): Promise<Account>;
  /** Stops what was started, and removes its data; a server that ran before runs on. */
  stop(): Promise<void>;
}

/**
 * Starts a server in development mode with an embedded PostgreSQL of its own, or takes the one of `MILLRACE_URL` and `MILLRACE_TOKEN`, a token of its
 * first account. What it starts ends with this process at the latest, however that ends.
 */
export async function startMillrace<Names extends string = never>({
  accounts,
  ...options
}: StartOptions<Names> = {}): Promise<Millrace<Names>> {
  const { url, token, stop } = running(process.env) ?? (await startForThisProcess());
  const target = new Target({ name: null, url, token });
  const account = (own: AccountOptions = {}) => makeAccount(target, url, { ...options, ...own });
  const named = Object.entries<AccountOptions>(accounts ?? {}).map(
    async ([name, own]) => [name, await account({ name, ...own })] as const,
  );
  try {
    const made = Object.fromEntries(await Promise.all(named)) as Millrace<Names>['accounts'];
    return { url, token, accounts: made, account, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Server = Pick<Millrace, 'url' | 'token' | 'stop'>;

function running(env: NodeJS.ProcessEnv): Server | undefined {
  const [url, token] = [env['MILLRACE_URL'], env['MILLRACE_TOKEN']];
  if (!url) return undefined;
  if (!token)
    throw new Error('MILLRACE_URL names a server; MILLRACE_TOKEN must be a token of its first account.');
  return { url: url.replace(/\/+$/, ''), token, stop: async () => undefined };
}

async function startForThisProcess(): Promise<Server> {
  const server = await startOwnServer();
  // Whoever forgets to stop it is not kept from ending.
  server.unref();
  let stopped: Promise<void> | undefined;
  return {
    url: server.url,
    token: server.token,
    stop() {
      stopped ??= server.stop();
      return stopped;
    },
  };
}

async function makeAccount(
  target: Target,
  url: string,
  { name = 'test', now, timeZone, currency, seed }: AccountOptions,
): Promise<Account> {
  const body: Given<'POST /millrace/v1/accounts'>['body'] = {
    name,
    ...(now === undefined ? {} : { now: typeof now === 'string' ? now : now.toISOString() }),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(currency === undefined ? {} : { currency }),
  };
  const account = new Account({ ...(await target.call('POST /millrace/v1/accounts', { body })), url });
  await seed?.(account);
  return account;
}
