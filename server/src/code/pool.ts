import { IDLE_SECONDS_MAX, PROCESSES_MAX } from './limits.ts';
import type { CodeProcess } from './process.ts';

/** A process in use, by its slot. */
export interface Place {
  readonly process: CodeProcess;
  readonly slot: number;
}

interface Idle extends Place {
  readonly key: string;
  readonly timer: NodeJS.Timeout;
}

/** Processes that a server has for code, warm ones included; those who find none free wait in order. */
export class Pool {
  readonly #most: number;
  readonly #free: number[];
  readonly #busy = new Set<CodeProcess>();
  /** The one used last at the end. */
  #idle: Idle[] = [];
  readonly #waiting: (() => void)[] = [];
  #isClosed = false;

  constructor(most = PROCESSES_MAX) {
    this.#most = most;
    this.#free = Array.from({ length: most }, (_, slot) => slot);
  }

  /** A warm process of this key, else a new one; `key` null is never warm. Null when the pool is closed. */
  async take(key: string | null, start: (slot: number) => CodeProcess): Promise<Place | null> {
    for (;;) {
      if (this.#isClosed) return null;
      const warm = this.#takeWarm(key);
      if (warm) return warm;
      if (this.#free.length === 0) this.#evict();
      const slot = this.#free.pop();
      if (slot !== undefined) {
        const process = start(slot);
        this.#busy.add(process);
        return { process, slot };
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** Gives a process back: it stays warm where it can be used again. */
  give({ process, slot }: Place, key: string | null): void {
    this.#busy.delete(process);
    if (key === null || !process.isUsable || this.#isClosed) void this.#end({ process, slot });
    else {
      const timer = setTimeout(() => this.#endIdle(process), IDLE_SECONDS_MAX * 1_000);
      timer.unref();
      this.#idle.push({ process, slot, key, timer });
      this.#waiting.shift()?.();
    }
  }

  /** Ends every process; resolves when all have ended. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const processes = [...this.#busy, ...this.#idle.map(({ process }) => process)];
    for (const process of this.#busy) process.giveUp();
    for (const { process } of [...this.#idle]) this.#endIdle(process);
    for (const resume of this.#waiting.splice(0)) resume();
    await Promise.all(processes.map(({ gone }) => gone));
  }

  /** Counts processes, for the metrics and tests. */
  get count(): number {
    return this.#most - this.#free.length;
  }

  #takeWarm(key: string | null): Place | undefined {
    const index = key === null ? -1 : this.#idle.findLastIndex((each) => each.key === key);
    if (index < 0) return undefined;
    const [{ process, slot, timer }] = this.#idle.splice(index, 1) as [Idle];
    clearTimeout(timer);
    if (!process.isUsable) {
      void this.#end({ process, slot });
      return this.#takeWarm(key);
    }
    this.#busy.add(process);
    return { process, slot };
  }

  /** Makes room: the process that has been idle longest goes. */
  #evict(): void {
    const oldest = this.#idle[0];
    if (oldest) this.#endIdle(oldest.process);
  }

  #endIdle(process: CodeProcess): void {
    const idle = this.#idle.find((each) => each.process === process);
    if (!idle) return;
    this.#idle = this.#idle.filter((each) => each !== idle);
    clearTimeout(idle.timer);
    void this.#end(idle);
  }

  /** Its slot is free at once: the next process is another user's, or none of this one's is left. */
  async #end({ process, slot }: Place): Promise<void> {
    process.kill();
    await process.gone;
    this.#free.push(slot);
    this.#waiting.shift()?.();
  }
}
