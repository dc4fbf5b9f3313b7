import { EventEmitter } from 'node:events';
import type { DatabaseUnavailable } from './unavailable.ts';

/** Whether the database answered last time; reports each change once. */
export class Availability {
  readonly #events = new EventEmitter<{ away: [DatabaseUnavailable]; back: [] }>();
  #isAway = false;

  get isAway(): boolean {
    return this.#isAway;
  }

  on(event: 'away', listener: (reason: DatabaseUnavailable) => void): void;
  on(event: 'back', listener: () => void): void;
  on(event: 'away' | 'back', listener: (reason: DatabaseUnavailable) => void): void {
    this.#events.on(event, listener);
  }

  /** A connection could not be made, and there is no other. */
  failed(reason: DatabaseUnavailable): void {
    if (this.#isAway) return;
    this.#isAway = true;
    this.#events.emit('away', reason);
  }

  /** A connection was made. */
  worked(): void {
    if (!this.#isAway) return;
    this.#isAway = false;
    this.#events.emit('back');
  }
}
