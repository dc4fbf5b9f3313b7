import { EventEmitter } from 'node:events';
import type { DatabaseUnavailable } from './unavailable.ts';

/** Whether the database answered last time; reports each change once. */
export class Availability {
  readonly #events = new EventEmitter<{ away: [DatabaseUnavailable]; back: []; left: [] }>();
  #isAway = false;
  #leftAt = Number.NEGATIVE_INFINITY;

  get isAway(): boolean {
    return this.#isAway;
  }

  on(event: 'away', listener: (reason: DatabaseUnavailable) => void): void;
  on(event: 'back' | 'left', listener: () => void): void;
  on(event: 'away' | 'back' | 'left', listener: (reason: DatabaseUnavailable) => void): void {
    this.#events.on(event, listener);
  }

  /** A connection could not be made, and there is no other. */
  failed(reason: DatabaseUnavailable): void {
    if (this.#isAway) return;
    this.#isAway = true;
    this.#events.emit('away', reason);
  }

  /** When a server was left: what was connected before is connected to one that takes no writes. On the clock of the process. */
  get leftAt(): number {
    return this.#leftAt;
  }

  /** The server of a connection, which was made then, takes no writes any more: all that are as old leave it, idle ones too. */
  leave(openedAt: number): void {
    if (openedAt < this.#leftAt) return;
    this.#leftAt = performance.now();
    this.#events.emit('left');
  }

  off(event: 'left', listener: () => void): void {
    this.#events.off(event, listener);
  }

  /** A connection was made. */
  worked(): void {
    if (!this.#isAway) return;
    this.#isAway = false;
    this.#events.emit('back');
  }
}
