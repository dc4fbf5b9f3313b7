import type { ClaimedEffect, Performed, TriedEffect } from './performer.ts';
import { timeoutOf } from './retry.ts';

/** One try of an effect. It is reported once: by its performer, or at the end of its time. */
export class Try {
  readonly effect: TriedEffect;
  readonly #told = Promise.withResolvers<Performed>();
  readonly #timer: NodeJS.Timeout;

  constructor(effect: ClaimedEffect) {
    const abort = new AbortController();
    const timeoutMs = timeoutOf(effect);
    this.effect = { ...effect, signal: abort.signal };
    this.#timer = setTimeout(() => {
      this.fail(`There was no answer within ${timeoutMs / 1_000} seconds.`);
      abort.abort();
    }, timeoutMs);
  }

  get told(): Promise<Performed> {
    return this.#told.promise;
  }

  tell(performed: Performed): void {
    clearTimeout(this.#timer);
    this.#told.resolve(performed);
  }

  /** Reports a try without a result, unless it is reported already. */
  fail(message: string): void {
    this.tell({ effect: this.effect, outcome: { kind: 'retry', message }, target: 'silent' });
  }
}
