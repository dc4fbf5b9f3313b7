import { type Entering, takesOutOf } from '@millrace/core/flow';
import { recordKey } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import type { LoggedChange } from '../history/index.ts';
import { INSTANT_LATEST } from '../platform/index.ts';
import { happen, type Occurrence } from './assumed.ts';
import { SIMULATED_LOOKS_MAX, SIMULATION_MS_MAX } from './limits.ts';
import { Passage, type Passing, type Shared } from './passage.ts';
import type { SimulatedAnswers } from './simulated-answers.ts';
import type { SimulatedState } from './state.ts';
import type { EnteredFlow, NotFollowed, SimulatedPassage, SimulationEnd } from './told.ts';

/** The surroundings of a simulated passage. */
export interface Walk {
  readonly until: EpochMillis;
  readonly maxSteps: number;
  readonly state: SimulatedState;
  readonly answers: SimulatedAnswers;
  /** In the order of time, none before the start. */
  readonly occurrences: readonly Occurrence[];
  /** A record has been let into another flow: `depth` flows in a row have led to it, and so many passages are followed already. */
  readonly follow: (entering: Entering, depth: number, followed: number) => Promise<Followed>;
}

/** Another flow, and the passage that goes on in it; or why it stands still there. */
export interface Followed {
  readonly name: string | null;
  readonly passing: Passing | NotFollowed;
}

/** What came of a walk: the passage, and those that it and they have begun. */
export interface Walked {
  readonly passage: SimulatedPassage;
  readonly entered: readonly EnteredFlow[];
}

/**
 * Walks a passage through its flow, and those that follow from it: each goes on a stretch at a time, as batches of the engine do, and where all
 * would park, time moves to the next instant at which something happens.
 */
export function walk(surroundings: Walk, first: Passing): Promise<Walked> {
  return new Walker(surroundings, first).walk();
}

class Walker {
  readonly #walk: Walk;
  readonly #shared: Shared;
  readonly #first: Passage;
  /** In the order in which they began. */
  readonly #passages: Passage[];
  readonly #entered: (Omit<EnteredFlow, 'passage'> & { readonly passage: Passage | NotFollowed })[] = [];
  #happened = 0;
  #looks = 0;

  constructor(walk: Walk, first: Passing) {
    const { state, answers, maxSteps } = walk;
    this.#walk = walk;
    this.#shared = { state, answers, steps: maxSteps, late: performance.now() + SIMULATION_MS_MAX };
    this.#first = new Passage(first, this.#shared);
    this.#passages = [this.#first];
  }

  async walk(): Promise<Walked> {
    await this.#first.hear(await this.#occur());
    for (;;) {
      await this.#advance();
      if (this.#open.length === 0) break;
      await this.#moveOn();
    }
    return {
      passage: this.#first.told(),
      entered: this.#entered.map(({ passage, ...entered }) => ({
        ...entered,
        passage: typeof passage === 'string' ? passage : passage.told(),
      })),
    };
  }

  get #now(): EpochMillis {
    return this.#walk.answers.now;
  }

  get #open(): readonly Passage[] {
    return this.#passages.filter(({ isOpen }) => isOpen);
  }

  #stopAll(end: SimulationEnd): void {
    for (const passage of this.#open) passage.stop(end);
  }

  /** Everybody whose wait is over goes on until it must wait. */
  async #advance(): Promise<void> {
    for (;;) {
      const passage = this.#passages.find(({ isDue }) => isDue);
      if (!passage) return;
      const { changes, entering } = await passage.stretch();
      const { end } = passage;
      if (end?.kind === 'STEP_LIMIT' || end?.kind === 'TIME_LIMIT') this.#stopAll(end);
      const others = this.#open.filter((each) => each !== passage);
      for (const each of entering) await this.#enter(each, passage);
      for (const other of others) {
        await other.hear(changes);
        other.goOn();
      }
    }
  }

  /** Who enters leaves the flows that the entrance takes it out of. */
  async #enter(entering: Entering, by: Passage): Promise<void> {
    const { entrance, ref } = entering;
    for (const passage of this.#open) {
      const { record, flowId } = passage.passing.enrollment;
      if (recordKey(record) === recordKey(ref) && takesOutOf(entrance, flowId))
        passage.leave('OTHER_FLOW_ENTERED');
    }
    const depth = by.passing.depth + 1;
    const { name, passing } = await this.#walk.follow(entering, depth, this.#passages.length - 1);
    const passage = this.#begin(by, passing);
    if (typeof passage === 'string')
      this.#walk.state.enter({ flowId: entrance.flowId, record: ref }, this.#now);
    this.#entered.push({ entering, name, at: this.#now, depth, passage });
  }

  #begin({ isOpen, end }: Passage, passing: Passing | NotFollowed): Passage | NotFollowed {
    if (typeof passing === 'string') return passing;
    if (!isOpen && end?.kind !== 'ENDED') return 'OVER';
    const passage = new Passage(passing, this.#shared);
    this.#passages.push(passage);
    return passage;
  }

  /** Moves time to the next instant at which a passage is due, or has to leave. */
  async #moveOn(): Promise<void> {
    const { occurrences, until } = this.#walk;
    for (let open = this.#open; open.length > 0 && !open.some(({ isDue }) => isDue); open = this.#open) {
      const occurrence = occurrences[this.#happened]?.at ?? Number.POSITIVE_INFINITY;
      const instants = new Map<Passage, EpochMillis>();
      for (const passage of open) instants.set(passage, await passage.nextInstant());
      const next = Math.min(occurrence, ...open.map(({ dueAt }) => dueAt), ...instants.values());
      if (next === Number.POSITIVE_INFINITY) return this.#stopAll({ kind: 'WAITS_FOR_EVER', at: this.#now });
      if (next > Math.min(until, INSTANT_LATEST))
        return this.#stopAll({ kind: 'UNTIL', at: Math.min(until, INSTANT_LATEST) });
      if (this.#looks++ >= SIMULATED_LOOKS_MAX || performance.now() > this.#shared.late)
        return this.#stopAll({ kind: 'TIME_LIMIT', at: this.#now });
      this.#walk.answers.now = Math.max(next, this.#now);
      if (occurrence <= this.#now) {
        const changes = await this.#occur();
        for (const passage of open) await passage.hear(changes);
      } else for (const [passage, at] of instants) if (at <= this.#now) await passage.atInstant();
      for (const passage of open) passage.goOn();
    }
  }

  /** Lets everything happen that is assumed until now. */
  async #occur(): Promise<readonly LoggedChange[]> {
    const { occurrences, state, answers } = this.#walk;
    const changes: LoggedChange[] = [];
    while ((occurrences[this.#happened]?.at ?? Number.POSITIVE_INFINITY) <= this.#now)
      changes.push(...(await happen(occurrences[this.#happened++]!, state, answers)));
    return changes;
  }
}
