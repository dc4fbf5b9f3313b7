import type { AccountId, DueAccount } from '../accounts/index.ts';
import { POLL_MS } from './loop.ts';

/** Asks which accounts, of these or of all, have rows of a lane, and when the first of each falls due. */
export type AskDue = (among: readonly AccountId[] | null) => Promise<readonly DueAccount[]>;

/** To ask of all accounts may take this part of the time: the more there are, the more seldom that is done. */
const ASKING_ALL_SHARE = 1 / 500;
/** What it takes is the least that so many questions have taken: a busy machine does not have more accounts. */
const MEASURED = 5;
/** The longest time between: what a notification is lost for at most. */
export const ASKED_ALL_MS_MAX = 30_000;

/** So long after a second account had work. */
export const SHARED_FOR_MS = 10_000;

interface Entry {
  /** On the clock of the process; infinite while no row waits. */
  readonly dueAt: number;
  /** The number of the question that it is the answer to. */
  readonly asked: number;
}

/**
 * What a process knows of a lane's work: whose it is, and when it falls due. Accounts are asked about when they are told to have work, and when
 * what they had falls due, so that those which rest cost nothing, however many they are. All of them are asked about now and then, since notifications may
 * be lost.
 */
export class Agenda {
  readonly #ask: AskDue;
  readonly #entries = new Map<AccountId, Entry>();
  #told = new Set<AccountId>();
  #askAllAt = Number.NEGATIVE_INFINITY;
  /** Who had work last, and when it was another than before. */
  #latest: AccountId | undefined;
  #sharedAt = Number.NEGATIVE_INFINITY;
  #questions = 0;
  /** What the last questions about all have taken, in milliseconds. */
  #took: readonly number[] = [];

  constructor(ask: AskDue) {
    this.#ask = ask;
  }

  /** An account has work that may not be known; null: any may. */
  tell(account: AccountId | null): void {
    if (account === null) this.#askAllAt = Number.NEGATIVE_INFINITY;
    else this.#told.add(account);
  }

  /** Whether more than one account has had work lately: then none is to keep the others waiting for long. */
  get isShared(): boolean {
    return performance.now() - this.#sharedAt < SHARED_FOR_MS;
  }

  /** Whose work is due, in the order of ids, and in how many milliseconds the next falls due that is not yet; null when none waits. */
  async look(): Promise<{ readonly due: readonly AccountId[]; readonly nextInMs: number | null }> {
    const begun = performance.now();
    if (begun >= this.#askAllAt) await this.#askAll(begun);
    else {
      const among = new Set([...this.#told, ...this.#dueBy(begun).due]);
      if (among.size > 0) await this.#askAbout([...among]);
    }
    const now = performance.now();
    const { due, nextAt } = this.#dueBy(now);
    const [first, second] = due;
    if (second !== undefined || (this.#latest !== undefined && first !== undefined && first !== this.#latest))
      this.#sharedAt = now;
    if (first !== undefined) this.#latest = first;
    due.sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
    return { due, nextInMs: nextAt === Number.POSITIVE_INFINITY ? null : nextAt - now };
  }

  #dueBy(now: number): { readonly due: AccountId[]; readonly nextAt: number } {
    const due: AccountId[] = [];
    let nextAt = Number.POSITIVE_INFINITY;
    for (const [account, { dueAt }] of this.#entries) {
      if (dueAt <= now) due.push(account);
      else if (dueAt < nextAt) nextAt = dueAt;
    }
    return { due, nextAt };
  }

  async #askAll(begun: number): Promise<void> {
    // Other loops of the lane need not ask as well.
    const next = begun + POLL_MS;
    this.#askAllAt = next;
    try {
      await this.#askAbout(null);
    } catch (error) {
      this.#askAllAt = Number.NEGATIVE_INFINITY;
      throw error;
    }
    this.#took = [performance.now() - begun, ...this.#took].slice(0, MEASURED);
    const took = this.#took.length < MEASURED ? 0 : Math.min(...this.#took);
    // Unless somebody has said meanwhile that any may have some.
    if (this.#askAllAt === next)
      this.#askAllAt = begun + Math.min(ASKED_ALL_MS_MAX, Math.max(POLL_MS, took / ASKING_ALL_SHARE));
  }

  /** What is told of meanwhile is asked about again; and of two questions at a time the later one's answer counts. */
  async #askAbout(among: readonly AccountId[] | null): Promise<void> {
    const told = this.#told;
    this.#told = new Set();
    const number = ++this.#questions;
    let found: readonly DueAccount[];
    try {
      found = await this.#ask(among);
    } catch (error) {
      for (const account of told) this.#told.add(account);
      throw error;
    }
    const now = performance.now();
    const dueAt = new Map(found.map(({ accountId, inMs }) => [accountId, now + inMs]));
    for (const account of among ?? new Set([...this.#entries.keys(), ...dueAt.keys()])) {
      const known = this.#entries.get(account);
      if (known && known.asked > number) continue;
      const at = dueAt.get(account);
      if (at === undefined && among === null) this.#entries.delete(account);
      else this.#entries.set(account, { dueAt: at ?? Number.POSITIVE_INFINITY, asked: number });
    }
  }
}
