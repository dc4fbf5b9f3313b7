import { isIPv6 } from 'node:net';
import { type Allowance, RateLimiter } from './rate-limiter.ts';

/** Calls of one address in any ten seconds to the OAuth consent page, where a token may be tried. */
const CONSENT_CALLS_MAX = 100;
/** Calls of one address in any ten seconds that present tokens, codes and client secrets, or ask about them. */
const SECRET_CALLS_MAX = 300;
/** Submissions of one address in any ten seconds: of a busy site whose visitors all come through one proxy. */
const SUBMISSION_CALLS_MAX = 2_000;
/** Reads of the metrics by one address in any ten seconds; each may query the database. */
const METRICS_CALLS_MAX = 200;
/** Health checks by one address in any ten seconds. */
const HEALTH_CALLS_MAX = 1_000;
/** Calls of one address in any ten seconds to the pages behind links of mails: mail programs unsubscribe for many people. */
const PREFERENCES_CALLS_MAX = 1_000;
/** Images loaded and links followed by one address in any ten seconds: mail programs do it for many people, too. */
const TRACKING_CALLS_MAX = 5_000;
/** Calls of one address in any ten seconds to pages that hold no data, with their parts. */
const PAGE_CALLS_MAX = 1_000;

/** Kinds of calls without a token, with their limits for one address. */
const MOST = {
  consent: CONSENT_CALLS_MAX,
  secrets: SECRET_CALLS_MAX,
  submissions: SUBMISSION_CALLS_MAX,
  metrics: METRICS_CALLS_MAX,
  health: HEALTH_CALLS_MAX,
  preferences: PREFERENCES_CALLS_MAX,
  tracking: TRACKING_CALLS_MAX,
  pages: PAGE_CALLS_MAX,
} as const;

export type OpenCalls = keyof typeof MOST;

/** Counts calls without a token, by address and kind, to bound guessing. */
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
      preferences: limiter('preferences'),
      tracking: limiter('tracking'),
      pages: limiter('pages'),
    };
  }

  /** Counts a call; the limit in the result matters only to refused callers. */
  count(kind: OpenCalls, address: string): Allowance | undefined {
    return this.#limiters[kind].count({
      caller: networkOf(address),
      accountId: '',
      timeZone: 'UTC',
      countsDaily: false,
    });
  }
}

/** The counted unit: an IPv4 address, or an IPv6 network of 64 bits, all of which has one owner. */
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
