import { z } from 'zod';
import { isDatabaseUrl, whyUnfit } from './database/index.ts';

/** The least that `MILLRACE_READ_LAG_MS` may be: replicas are looked at every second, and no lag is known more closely. */
export const READ_LAG_MS_MIN = 2_000;
/** The most that `MILLRACE_READ_LAG_MS` may be: what is further behind is no replica. */
export const READ_LAG_MS_MAX = 3_600_000;

/** The URL of a server that is written to, or only read from. */
export function databaseUrl(use: 'writes' | 'reads') {
  return z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .superRefine((url, issues) => {
      const message =
        whyUnfit(url, use) ??
        (isDatabaseUrl(url) ? null : 'must be a URL such as postgres://user:password@host:5432/database');
      if (message !== null) issues.addIssue({ code: 'custom', message });
    });
}

/** Settings that say something of replicas where there can be none. */
export function whyNoReplica(set: Readonly<Record<string, string | undefined>>): string[] {
  const { MILLRACE_DATABASE_URL: primary, MILLRACE_READ_URL: read, MILLRACE_READ_LAG_MS: lag } = set;
  if (read !== undefined && primary === undefined)
    return [
      'MILLRACE_READ_URL: names what follows the database, and the embedded PostgreSQL has no followers: set MILLRACE_DATABASE_URL too, or leave it out.',
    ];
  if (read === undefined && lag !== undefined)
    return [
      `MILLRACE_READ_LAG_MS (it is ${JSON.stringify(lag)}): says how far behind the servers of MILLRACE_READ_URL may be: set that too, or leave it out.`,
    ];
  return [];
}
