import { isIPv6 } from 'node:net';
import { type Allowance, RateLimiter } from './rate-limiter.ts';

/** Calls of one address in any ten seconds to the page on which a person lets an app in, where a token may be tried. */
const CONSENT_CALLS_MAX = 100;
/** Calls of one address in any ten seconds that show or ask about tokens, codes and client secrets. */
const SECRET_CALLS_MAX = 300;
/** Submissions of one address in any ten seconds: of a busy site whose visitors all come through one proxy. */
const SUBMISSION_CALLS_MAX = 2_000;
/** Looks at the metrics by one address in any ten seconds; each may ask the database. */
const METRICS_CALLS_MAX = 200;
/** Questions of one address in any ten seconds whether the server lives. */
const HEALTH_CALLS_MAX = 1_000;
/** Calls of one address in any ten seconds to pages that hold no data, with their parts. */
const PAGE_CALLS_MAX = 1_000;

/** What is answered without a token, by how much of it one address may ask. */
const MOST = {
  consent: CONSENT_CALLS_MAX,
  secrets: SECRET_CALLS_MAX,
  submissions: SUBMISSION_CALLS_MAX,
  metrics: METRICS_CALLS_MAX,
  health: HEALTH_CALLS_MAX,
  pages: PAGE_CALLS_MAX,
} as const;

export type OpenCalls = keyof typeof MOST;

/** Counts calls that nobody shows a token with, by address and kind, so that nobody tries without end. */
export class OpenCallLimiter {
  readonly #limiters: Readonly<Record<OpenCalls, RateLimiter>>;

  constructor(now?: () => number) {
    const limiter = (kind: OpenCalls) => new RateLimiter({ burst: MOST[kind] }, now);
    this.#limiters = {
      consent: limiter('consent'),
      secrets: limiter('secrets'),
      submissions: limiter('submissions'),
      metrics: limiter('metrics'),
      health: limiter('health'),
      pages: limiter('pages'),
    };
  }

  /** Counts a call; what it says of the limit matters only to refused callers. */
  count(kind: OpenCalls, address: string): Allowance | undefined {
    return this.#limiters[kind].count({
      caller: networkOf(address),
      accountId: '',
      timeZone: 'UTC',
      countsDaily: false,
    });
  }
}

/** Who is counted as one: an IPv4 address, or an IPv6 network of 64 bits, all of whose addresses are its owner's. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined || !isIPv6(address)) return mapped ?? address;
  const [before = '', after] = address.split('%')[0]!.split('::');
  const groups = before === '' ? [] : before.split(':');
  if (after !== undefined) {
    const behind = after === '' ? 0 : after.split(':').length;
    while (groups.length + behind < IPV6_GROUPS) groups.push('0');
    groups.push(...after.split(':'));
  }
  return groups
    .slice(0, NETWORK_GROUPS)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

const IPV6_GROUPS = 8;
const NETWORK_GROUPS = 4;
