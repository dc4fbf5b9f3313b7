import { IDLE_SECONDS_MAX, PROCESSES_MAX } from './limits.ts';
import type { CodeProcess } from './process.ts';

/** A process in use, by its slot. */
export interface Place {
  readonly process: CodeProcess;
  readonly slot: number;
}

/** Whose code it is, for shares: the account, and within it one action, or the drafts of all. */
export interface Owner {
  readonly accountId: string;
  readonly group: string;
}

/** Why a process ended that was not ended by what its code did. */
export type EndedBy = 'idle' | 'room' | 'used_up' | 'stop';

interface Idle extends Place {
  readonly key: string;
  readonly timer: NodeJS.Timeout;
}

interface Waiting {
  readonly owner: Owner;
  readonly key: string | null;
  readonly start: (slot: number) => CodeProcess;
  readonly resolve: (place: Place | null) => void;
}

/** Processes of one place of the metrics. */
export interface Load {
  readonly busy: number;
  readonly idle: number;
  readonly waiting: number;
}

/**
 * Processes that a server has for code, warm ones included. Who has little goes first, and who has much leaves places free: an action
 * takes another place only while more are free than it has, and the last one is for an account that has none. So code that never ends
 * finds half of the places, the next action half of the rest, and so on. Among equals the order of arrival counts.
 */
export class Pool {
  readonly #most: number;
  readonly #ended: (process: CodeProcess, by: EndedBy) => void;
  readonly #free: number[];
  readonly #busy = new Map<CodeProcess, Owner>();
  /** The one used last at the end. */
  #idle: Idle[] = [];
  /** Processes that are being ended, whose slots are free then. */
  #ending = 0;
  #waiting: Waiting[] = [];
  #isClosed = false;

  constructor(most = PROCESSES_MAX, ended: (process: CodeProcess, by: EndedBy) => void = () => undefined) {
    this.#most = most;
    this.#ended = ended;
    this.#free = Array.from({ length: most }, (_, slot) => slot);
  }

  /** A warm process of this key, else a new one; `key` null is never warm. Null when the pool is closed. */
  take(owner: Owner, key: string | null, start: (slot: number) => CodeProcess): Promise<Place | null> {
    if (this.#isClosed) return Promise.resolve(null);
    return new Promise((resolve) => {
      this.#waiting.push({ owner, key, start, resolve });
      this.#serve();
    });
  }

  /** Gives a process back: it stays warm where it can be used again. */
  give({ process, slot }: Place, key: string | null): void {
    this.#busy.delete(process);
    if (key === null || !process.isUsable || this.#isClosed)
      void this.#end({ process, slot }, this.#isClosed ? 'stop' : 'used_up');
    else {
      const timer = setTimeout(() => this.#endIdle(process, 'idle'), IDLE_SECONDS_MAX * 1_000);
      timer.unref();
      this.#idle.push({ process, slot, key, timer });
    }
    this.#serve();
  }

  /** Ends every process; resolves when all have ended. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const processes = [...this.#busy.keys(), ...this.#idle.map(({ process }) => process)];
    for (const process of this.#busy.keys()) process.giveUp();
    for (const { process } of [...this.#idle]) this.#endIdle(process, 'stop');
    for (const { resolve } of this.#waiting.splice(0)) resolve(null);
    await Promise.all(processes.map(({ gone }) => gone));
  }

  /** Counts processes, for the metrics and tests. */
  get count(): number {
    return this.#most - this.#free.length;
  }

  get load(): Load {
    return { busy: this.#busy.size, idle: this.#idle.length, waiting: this.#waiting.length };
  }

  /** Gives places to those who may have one, until there is nobody or no place. */
  #serve(): void {
    for (;;) {
      const next = this.#next();
      if (!next) return;
      const place = this.#placeFor(next);
      if (!place) {
        // Its slot is free once it has ended.
        if (this.#ending === 0) this.#evict();
        return;
      }
      this.#waiting = this.#waiting.filter((each) => each !== next);
      this.#busy.set(place.process, next.owner);
      next.resolve(place);
    }
  }

  /** Of those who may have a place, the first of those who have least. */
  #next(): Waiting | undefined {
    const free = this.#most - this.#busy.size;
    let best: { readonly waiting: Waiting; readonly has: readonly [number, number] } | undefined;
    for (const waiting of this.#waiting) {
      const has = this.#placesOf(waiting.owner);
      if (mayTake(has, free) && (!best || isLess(has, best.has))) best = { waiting, has };
    }
    return best?.waiting;
  }

  /** Places of an account, and of the action. */
  #placesOf({ accountId, group }: Owner): readonly [account: number, action: number] {
    const ofAccount = [...this.#busy.values()].filter((each) => each.accountId === accountId);
    return [ofAccount.length, ofAccount.filter((each) => each.group === group).length];
  }

  #placeFor({ key, start }: Waiting): Place | undefined {
    const warm = this.#takeWarm(key);
    if (warm) return warm;
    const slot = this.#free.pop();
    return slot === undefined ? undefined : { process: start(slot), slot };
  }

  #takeWarm(key: string | null): Place | undefined {
    const index = key === null ? -1 : this.#idle.findLastIndex((each) => each.key === key);
    if (index < 0) return undefined;
    const [{ process, slot, timer }] = this.#idle.splice(index, 1) as [Idle];
    clearTimeout(timer);
    if (process.isUsable) return { process, slot };
    void this.#end({ process, slot }, 'used_up');
    return this.#takeWarm(key);
  }

  /** Makes room: the process that has been idle longest goes. */
  #evict(): void {
    const oldest = this.#idle[0];
    if (oldest) this.#endIdle(oldest.process, 'room');
  }

  #endIdle(process: CodeProcess, by: EndedBy): void {
    const idle = this.#idle.find((each) => each.process === process);
    if (!idle) return;
    this.#idle = this.#idle.filter((each) => each !== idle);
    clearTimeout(idle.timer);
    void this.#end(idle, by);
  }

  /** Its slot is free at once: the next process is another user's, or none of this one's is left. */
  async #end({ process, slot }: Place, by: EndedBy): Promise<void> {
    this.#ending++;
    process.kill();
    await process.gone;
    this.#ending--;
    this.#free.push(slot);
    this.#ended(process, by);
    this.#serve();
  }
}

function mayTake([ofAccount, ofAction]: readonly [number, number], free: number): boolean {
  return free > ofAction && free > (ofAccount === 0 ? 0 : 1);
}

function isLess(a: readonly [number, number], b: readonly [number, number]): boolean {
  return a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
}
