import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../support/until.ts';
import { ask } from './calls.ts';

/** How long the stream may take to move on after an event, on a busy machine. */
const MOVES_ON_MS = 60_000;

/** Clients that ask at the same moment: so their contacts are made in one transaction. */
const AT_ONCE = 3;
/** How long they pause after their answers, and after none or a refusal: the pace of the stream is in real time. */
const PAUSE_MS = 15;
const AGAIN_MS = 20;

export interface ContactsStream {
  /** Addresses of the contacts whose making was acknowledged. */
  readonly made: readonly string[];
  /** The longest that any request took, answered or not. */
  readonly longestMs: number;
  /** When the last ones were acknowledged. */
  readonly lastAt: number;
  /** Answers other than success, by status; 0: none came. */
  readonly refused: ReadonlyMap<number, number>;
  reaches(count: number): Promise<void>;
  stop(): Promise<readonly string[]>;
}

/** Makes contacts, a few at a time; one whose answer was lost is tried again, and may be there already. */
export function streamOfContacts(url: () => string): ContactsStream {
  const made: string[] = [];
  const refused = new Map<number, number>();
  let longestMs = 0;
  let lastAt = performance.now();
  let stopped = false;

  const persist = async (email: string): Promise<void> => {
    for (;;) {
      const began = performance.now();
      const body = { properties: { email, city: 'Paris' } };
      const answer = await ask(url(), 'POST', '/crm/v3/objects/contacts', body);
      longestMs = Math.max(longestMs, performance.now() - began);
      const status = answer?.status ?? 0;
      if (status === 201 || status === 409) return;
      refused.set(status, (refused.get(status) ?? 0) + 1);
      if (status >= 400 && status < 500)
        throw new Error(`${email} was refused with ${status}: ${JSON.stringify(answer?.body)}`);
      await sleep(AGAIN_MS);
    }
  };
  let failure: unknown;
  const running = (async () => {
    while (!stopped) {
      const emails = Array.from(
        { length: AT_ONCE },
        (_, index) => `contact-${made.length + index}@example.test`,
      );
      await Promise.all(emails.map(persist));
      made.push(...emails);
      lastAt = performance.now();
      await sleep(PAUSE_MS);
    }
  })().catch((error: unknown) => {
    failure = error;
  });
  return {
    made,
    refused,
    get longestMs() {
      return longestMs;
    },
    get lastAt() {
      return lastAt;
    },
    reaches: (count) =>
      until(() => {
        if (failure) throw failure;
        return made.length >= count;
      }, MOVES_ON_MS),
    async stop() {
      stopped = true;
      await running;
      if (failure) throw failure;
      return made;
    },
  };
}
