import type { Log } from '../platform/index.ts';
import type { Performed, Performer } from './performer.ts';

interface Failure {
  readonly since: number;
  tries: number;
}

/** Logs once when a target stops taking effects, and when it takes them again. */
export class TargetWatch {
  readonly #log: Log;
  readonly #failing = new Map<string, Failure>();

  constructor(log: Log) {
    this.#log = log;
  }

  note({ kind, receiver }: Pick<Performer, 'kind' | 'receiver'>, performed: Performed): void {
    const target = receiver ?? performed.effect.target;
    const key = `${kind} ${target}`;
    const failure = this.#failing.get(key);
    if (performed.target === 'silent') {
      if (failure) failure.tries++;
      else {
        this.#failing.set(key, { since: performance.now(), tries: 1 });
        const { outcome } = performed;
        const error = outcome.kind === 'retry' ? outcome.message : undefined;
        this.#log.warn({ kind, target, error }, 'a target takes no effects; they wait and are tried again');
      }
    } else if (performed.target === 'answered' && failure) {
      this.#failing.delete(key);
      const seconds = Math.round((performance.now() - failure.since) / 1_000);
      this.#log.warn({ kind, target, seconds, failedTries: failure.tries }, 'a target takes effects again');
    }
  }
}
