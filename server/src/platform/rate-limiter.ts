import { type EpochMillis, zoned } from '@millrace/core/time';

/** Calls allowed; undefined is no limit. */
export interface RateLimits {
  /** By one caller in any ten seconds. */
  readonly burst?: number | undefined;
  /** By one account in a day, which begins at midnight of its zone. */
  readonly daily?: number | undefined;
}

/** The counted caller. */
export interface Counted {
  /** The key of one burst limit: a token, or an app with all its tokens. */
  readonly caller: string;
  readonly accountId: string;
  /** The account's zone, an IANA name. */
  readonly timeZone: string;
  /** Calls of OAuth apps have no daily limit, as in the original. */
  readonly countsDaily: boolean;
}

/** The result of counting a call: the headers, and the reason of a refusal. */
export interface Allowance {
  readonly headers: Readonly<Record<string, string>>;
  readonly refusal?: {
    /** The original's names; clients wait after the first and give up after the second. */
    readonly policyName: 'TEN_SECONDLY_ROLLING' | 'DAILY';
    readonly message: string;
    readonly retryAfterSeconds: number;
  };
}

/** The calls of an account on its day. */
export interface DailyUsage {
  readonly used: number;
  /** Undefined without a limit. */
  readonly limit: number | undefined;
  readonly at: EpochMillis;
  readonly resetsAt: EpochMillis;
}

const BURST_INTERVAL_MS = 10_000;
/** A call weighs on the burst limit for the interval and up to one slot more. */
const SLOT_MS = 100;
const SLOTS = BURST_INTERVAL_MS / SLOT_MS + 1;
/** Callers whose bursts are counted; beyond it the idle are forgotten, then the eldest. */
const COUNTED_CALLERS_MAX = 10_000;

/**
 * Counts calls in the memory of this process: several processes allow as many times more, and a restart forgets.
 * Refused calls are not counted. Works on the machine's clock, whatever the accounts' clocks say.
 */
export class RateLimiter {
  readonly #limits: RateLimits;
  readonly #now: () => EpochMillis;
  readonly #bursts = new Map<string, Burst>();
  readonly #days = new Map<string, { used: number; readonly resetsAt: EpochMillis }>();

  constructor(limits: RateLimits, now: () => EpochMillis = Date.now) {
    this.#limits = limits;
    this.#now = now;
  }

  /** Counts a call. Undefined when nothing limits the caller. */
  count({ caller, accountId, timeZone, countsDaily }: Counted): Allowance | undefined {
    const now = this.#now();
    const burst = this.#limits.burst === undefined ? undefined : this.#burstOf(caller, now);
    const day = countsDaily ? this.#dayOf(accountId, timeZone, now) : undefined;
    const refusal =
      burst?.refusal(now, this.#limits.burst!) ?? (day && refusalOfDay(day, now, this.#limits.daily));
    if (!refusal) {
      burst?.add();
      if (day) day.used++;
    }
    const dayIsLimited = day && this.#limits.daily !== undefined;
    if (!burst && !dayIsLimited) return undefined;
    const headers = {
      ...(burst ? headersOfBurst(burst.used, this.#limits.burst!) : {}),
      ...(dayIsLimited ? headersOfDay(day.used, this.#limits.daily) : {}),
    };
    return refusal ? { headers, refusal } : { headers };
  }

  usage(accountId: string, timeZone: string): DailyUsage {
    const at = this.#now();
    const { used, resetsAt } = this.#dayOf(accountId, timeZone, at);
    return { used, limit: this.#limits.daily, at, resetsAt };
  }

  #burstOf(caller: string, now: EpochMillis): Burst {
    let burst = this.#bursts.get(caller);
    if (!burst) {
      if (this.#bursts.size >= COUNTED_CALLERS_MAX) this.#forget(now);
      burst = new Burst(now);
      this.#bursts.set(caller, burst);
    }
    burst.moveTo(now);
    return burst;
  }

  #forget(now: EpochMillis): void {
    for (const [caller, burst] of this.#bursts) {
      burst.moveTo(now);
      if (burst.used === 0) this.#bursts.delete(caller);
    }
    const [eldest] = this.#bursts.keys();
    if (eldest !== undefined && this.#bursts.size >= COUNTED_CALLERS_MAX) this.#bursts.delete(eldest);
  }

  #dayOf(accountId: string, timeZone: string, now: EpochMillis) {
    const found = this.#days.get(accountId);
    if (found && now < found.resetsAt) return found;
    const midnight = zoned(now, timeZone).add({ days: 1 }).startOfDay();
    const day = { used: 0, resetsAt: midnight.epochMilliseconds };
    this.#days.set(accountId, day);
    return day;
  }
}

/** Calls of the last ten seconds, by slots of a tenth of a second: however many they are, they take the same room. */
class Burst {
  readonly #slots = new Uint32Array(SLOTS);
  #slot: number;
  used = 0;

  constructor(now: EpochMillis) {
    this.#slot = Math.floor(now / SLOT_MS);
  }

  /** Drops slots older than the interval. A clock that was set back counts on in the latest slot. */
  moveTo(now: EpochMillis): void {
    const slot = Math.floor(now / SLOT_MS);
    for (let passed = Math.min(slot - this.#slot, SLOTS); passed > 0; passed--) {
      this.#slot++;
      this.used -= this.#slots[this.#slot % SLOTS]!;
      this.#slots[this.#slot % SLOTS] = 0;
    }
    this.#slot = Math.max(slot, this.#slot);
  }

  add(): void {
    this.#slots[this.#slot % SLOTS]!++;
    this.used++;
  }

  refusal(now: EpochMillis, limit: number): Allowance['refusal'] {
    if (this.used < limit) return undefined;
    let oldest = this.#slot - SLOTS + 1;
    while (oldest < this.#slot && this.#slots[oldest % SLOTS] === 0) oldest++;
    return {
      policyName: 'TEN_SECONDLY_ROLLING',
      message: 'You have reached your ten_secondly_rolling limit.',
      retryAfterSeconds: secondsUntil((oldest + SLOTS) * SLOT_MS, now),
    };
  }
}

function refusalOfDay(
  day: { readonly used: number; readonly resetsAt: EpochMillis },
  now: EpochMillis,
  limit: number | undefined,
): Allowance['refusal'] {
  if (limit === undefined || day.used < limit) return undefined;
  return {
    policyName: 'DAILY',
    message: 'You have reached your daily limit.',
    retryAfterSeconds: secondsUntil(day.resetsAt, now),
  };
}

function secondsUntil(at: EpochMillis, now: EpochMillis): number {
  return Math.max(1, Math.ceil((at - now) / 1_000));
}

function headersOfBurst(used: number, limit: number) {
  return {
    'x-hubspot-ratelimit-interval-milliseconds': String(BURST_INTERVAL_MS),
    'x-hubspot-ratelimit-max': String(limit),
    'x-hubspot-ratelimit-remaining': String(Math.max(0, limit - used)),
  };
}

function headersOfDay(used: number, limit: number | undefined) {
  return {
    'x-hubspot-ratelimit-daily': String(limit),
    'x-hubspot-ratelimit-daily-remaining': String(Math.max(0, (limit ?? 0) - used)),
  };
}
