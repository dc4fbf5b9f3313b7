import type { Mailer } from '../../mail/index.ts';

/**
 * Mails whose outcome is not stored yet, for each connection: sending them again is what a crash costs. With one, every mail would wait for
 * the write of the one before.
 */
const UNSTORED_PER_CONNECTION = 4;

/** Mails are claimed for so long ahead, at the pace at which they have gone out lately. */
const AHEAD_MS = 500;

/** Mails that are held at most, however fast they go out. */
export const MAILS_HELD_MAX = 100;

/** Mails after which the pace is known. */
const MAILS_TO_KNOW = 20;

/** With one on its way for so long, the server is slow, whatever it was before. */
const SLOW_MS = 2_500;

/** The weight of the latest mail in what is known of the pace. */
const LATEST_WEIGHT = 0.2;

/**
 * How many mails a process takes in hand. A fast server gets them in large batches, which share a claim, what is loaded, and a write; from a
 * slow one only so many are held as there are connections, so that others may send the rest, and what has not begun can be cancelled.
 */
export class MailPace {
  readonly #connections: number;
  readonly #waiting: (() => void)[] = [];
  #unstored = 0;
  #seen = 0;
  /** Milliseconds that a mail takes lately. */
  #mailMs = 0;
  /** When those began that are on their way, the oldest first. */
  readonly #onTheirWay = new Set<{ readonly since: number }>();

  constructor({ atOnce }: Pick<Mailer, 'atOnce'>) {
    this.#connections = atOnce;
  }

  /** Mails to have in hand. */
  get slots(): number {
    const [oldest] = this.#onTheirWay;
    const isSlow = oldest !== undefined && performance.now() - oldest.since > SLOW_MS;
    if (this.#seen < MAILS_TO_KNOW || isSlow) return this.#connections;
    const ahead = Math.floor((this.#connections * AHEAD_MS) / Math.max(1, this.#mailMs));
    return Math.max(this.#connections, Math.min(MAILS_HELD_MAX, ahead));
  }

  /** New ones are taken in hand when half of them are done with. */
  get leastFree(): number {
    const { slots } = this;
    return slots > this.#connections ? Math.ceil(slots / 2) : 1;
  }

  /** Runs `work`, from sending a mail to storing what came of it, when it is its turn. */
  async inTurn(work: () => Promise<unknown>): Promise<void> {
    if (this.#unstored >= this.#connections * UNSTORED_PER_CONNECTION)
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#unstored++;
    try {
      await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#unstored--;
    }
  }

  /** Runs the sending itself, and learns from it how fast mails go. */
  async sending<T>(send: () => Promise<T>, now: () => number = () => performance.now()): Promise<T> {
    const mail = { since: now() };
    this.#onTheirWay.add(mail);
    try {
      return await send();
    } finally {
      this.#onTheirWay.delete(mail);
      this.#learn(now() - mail.since);
    }
  }

  #learn(ms: number): void {
    this.#mailMs = this.#seen === 0 ? ms : this.#mailMs * (1 - LATEST_WEIGHT) + ms * LATEST_WEIGHT;
    this.#seen++;
  }
}
