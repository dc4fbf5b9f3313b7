import type { Answer } from '@millrace/client';
import type { Target } from '../cli/target/target.ts';

type Moved = Answer<'POST /millrace/v1/clock/advance'>;

/** The clock of an account, which stands wherever a test moves it and goes on from there. */
export class Clock {
  readonly #target: Target;

  constructor(target: Target) {
    this.#target = target;
  }

  /** What it says: an instant such as `2027-01-04T09:00:00Z`. */
  async now(): Promise<string> {
    return (await this.#target.call('GET /millrace/v1/clock')).now;
  }

  /**
   * Moves it by an ISO 8601 duration such as `P90D` or `PT5M`, days by the account's zone. All that falls due on the way is done at its own
   * instant, and what follows from it, before this resolves.
   */
  advance(by: string): Promise<Moved> {
    return this.#target.call('POST /millrace/v1/clock/advance', { body: { by } });
  }

  /** Moves it to an instant that is still to come, in the same way. */
  to(instant: string | Date): Promise<Moved> {
    const to = typeof instant === 'string' ? instant : instant.toISOString();
    return this.#target.call('POST /millrace/v1/clock/advance', { body: { to } });
  }
}
