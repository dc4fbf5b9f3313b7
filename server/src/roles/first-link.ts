import { isIPv4 } from 'node:net';
import { makeSignInCode } from '../accounts/index.ts';
import type { Config, Sql } from '../platform/index.ts';

/**
 * A link that signs in at once, for whoever starts the server on their own machine in development mode; undefined anywhere
 * else. Its code stands in the fragment, which reaches no log and no other server: the page posts it.
 */
export async function firstLink(
  sql: Sql,
  accountId: string,
  { mode, host, publicUrl }: Config,
  listening: string,
): Promise<string | undefined> {
  if (mode !== 'development' || !isLoopback(host)) return undefined;
  return `${publicUrl ?? listening}/sign-in#code=${await makeSignInCode(sql, accountId)}`;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}
