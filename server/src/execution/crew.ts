import type { Loop } from './loop.ts';

/** Work that has arrived waits for a loop that is at work for so long; then another one is woken for it. */
export const HELP_AFTER_MS = 30;

/**
 * The loops of a lane in a process, which share its work: one that sleeps is woken when none is at work. What arrives while one is at work is
 * its next batch, unless it takes long: several small batches cost more than one.
 */
export class Crew {
  readonly loops: readonly Loop[];
  #timer: NodeJS.Timeout | undefined;

  constructor(loops: readonly Loop[]) {
    this.loops = loops;
  }

  /** Work has arrived. */
  call(): void {
    const atWork = this.loops.filter((loop) => !loop.isAsleep);
    for (const loop of atWork) loop.wakeUp();
    if (atWork.length === 0) this.callOneMore();
    else if (atWork.length < this.loops.length) this.#expectLook();
  }

  /** There is more than one loop should have in hand. */
  callOneMore(): void {
    this.loops.find((loop) => loop.isAsleep)?.wakeUp();
  }

  stop(): Promise<unknown> {
    clearTimeout(this.#timer);
    return Promise.all(this.loops.map((loop) => loop.stop()));
  }

  #expectLook(): void {
    if (this.#timer) return;
    const before = this.#looks();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#looks() === before) this.callOneMore();
    }, HELP_AFTER_MS);
  }

  #looks(): number {
    return this.loops.reduce((sum, { looks }) => sum + looks, 0);
  }
}
