import { setImmediate as breath } from 'node:timers/promises';
import {
  drive,
  type End,
  type EnrollmentState,
  type FlowProgram,
  type Halt,
  type KeyedEffect,
  type Pace,
  type Step,
  type Workspace,
} from '@millrace/core/flow';
import type { EpochMillis } from '@millrace/core/time';
import type { Decision } from '../enrollments/index.ts';
import type { LoggedChange } from '../history/index.ts';
import { INSTANT_LATEST } from '../platform/index.ts';
import { happen, type Occurrence } from './assumed.ts';
import { SIMULATED_LOOKS_MAX, SIMULATION_MS_MAX } from './limits.ts';
import type { Reactions } from './reactions.ts';
import type { SimulatedAnswers } from './simulated-answers.ts';
import type { SimulatedState } from './state.ts';
import {
  type Mark,
  markOf,
  type SimulatedEffect,
  type SimulatedPassage,
  type SimulatedStep,
  type SimulationEnd,
  type Waited,
  type Written,
  writtenSince,
} from './told.ts';

/** The surroundings of a simulated passage. */
export interface Walk {
  readonly program: FlowProgram;
  readonly enrollment: EnrollmentState;
  readonly from: EpochMillis;
  readonly until: EpochMillis;
  readonly maxSteps: number;
  readonly state: SimulatedState;
  readonly answers: SimulatedAnswers;
  readonly reactions: Reactions;
  /** In the order of time, none before `from`. */
  readonly occurrences: readonly Occurrence[];
  /** What becomes of effects; their results, and what follows of them, are written to the state. */
  readonly perform: (effects: readonly KeyedEffect[], enrollment: EnrollmentState) => Promise<Done>;
  readonly decide: (step: Step, workspace: Workspace) => Promise<Decision | null>;
}

/** Effects that are taken to be done. */
export interface Done {
  readonly effects: readonly SimulatedEffect[];
  readonly changes: readonly LoggedChange[];
  /** When the last result is there. */
  readonly at: EpochMillis;
}

/** Steps after which the rest of the process has its turn. */
const STEPS_AT_A_STRETCH = 50;

/** A turn of `drive` is one step, so that each can be told by itself. */
const STEP_BY_STEP: Pace = { next: () => Promise.resolve(), areOver: false, begin: () => () => true };

/**
 * Walks a passage through its flow by the engine's `drive`, in memory: where the engine would park, time moves to the next instant at which
 * something happens.
 */
export async function walk(surroundings: Walk): Promise<SimulatedPassage> {
  return new Walker(surroundings).walk();
}

class Walker {
  readonly #walk: Walk;
  readonly #steps: SimulatedStep[] = [];
  readonly #late = performance.now() + SIMULATION_MS_MAX;
  #enrollment: EnrollmentState;
  #waited: Waited[] = [];
  #effects: readonly SimulatedEffect[] = [];
  /** Written by what follows of effects, before their step. */
  #ahead: Written['changes'] = [];
  #happened = 0;
  #looks = 0;

  constructor(walk: Walk) {
    this.#walk = walk;
    this.#enrollment = walk.enrollment;
  }

  async walk(): Promise<SimulatedPassage> {
    this.#now = this.#walk.from;
    let exit = await this.#react(await this.#occur());
    for (;;) {
      const end = exit ?? (await this.#stretch());
      if (end) return this.#told(end);
      exit = await this.#moveOn();
    }
  }

  #told(end: SimulationEnd): SimulatedPassage {
    return {
      steps: this.#steps,
      end,
      enrollment: this.#enrollment,
      waiting: this.#waited,
      effects: this.#effects,
    };
  }

  get #now(): EpochMillis {
    return this.#walk.answers.now;
  }

  set #now(at: EpochMillis) {
    this.#walk.answers.now = at;
  }

  /** Where the last stretch has come to rest. */
  #until: EpochMillis | null = null;

  /** What the engine does in one batch: as many steps as it can, until it must wait. */
  async #stretch(): Promise<SimulationEnd | null> {
    const { state, maxSteps } = this.#walk;
    const workspace = state.begin();
    for (;;) {
      const halt = await this.#turn(workspace);
      if (halt.kind === 'ended') {
        state.commit(workspace);
        return this.#ended(halt.end);
      }
      const isOnTheWay =
        halt.kind === 'needs' ||
        (halt.until !== null && halt.until <= this.#now && halt.effects.length === 0);
      if (!isOnTheWay) return this.#rest(workspace, halt);
      if (performance.now() > this.#late) return { kind: 'TIME_LIMIT', at: this.#now };
      if (this.#steps.length < maxSteps) continue;
      state.commit(workspace);
      return { kind: 'STEP_LIMIT', at: this.#now };
    }
  }

  /** One turn, of one step at most. */
  async #turn(workspace: Workspace): Promise<Exclude<Halt, { kind: 'paused' }>> {
    const { program, answers } = this.#walk;
    const mark = markOf(workspace.world, workspace.enrolling);
    const [turn] = await drive([{ program, enrollment: this.#enrollment }], {
      workspace,
      now: this.#now,
      afterRemoved: () => null,
      answer: (asks) => answers.answer(workspace, asks),
      pace: STEP_BY_STEP,
    });
    this.#enrollment = turn!.enrollment;
    for (const step of turn!.steps) await this.#tell(step, workspace, mark);
    if (turn!.halt.kind === 'paused') throw new Error('A simulated passage is never paused.');
    return turn!.halt;
  }

  async #tell(step: Step, workspace: Workspace, mark: Mark): Promise<void> {
    const written = writtenSince(mark, workspace.world, workspace.enrolling);
    this.#steps.push({
      step,
      nextActionId: this.#enrollment.actionId,
      outputs: this.#enrollment.outputs[step.actionId] ?? {},
      waited: this.#waited,
      decision: await this.#walk.decide(step, workspace),
      written: { ...written, changes: [...this.#ahead, ...written.changes] },
      effects: this.#effects,
    });
    this.#waited = [];
    this.#effects = [];
    this.#ahead = [];
    if (this.#steps.length % STEPS_AT_A_STRETCH === 0) await breath();
  }

  /** Commits, and does what the lanes would do before the passage is due again. */
  async #rest(workspace: Workspace, halt: Halt & { readonly kind: 'parked' }): Promise<SimulationEnd | null> {
    const { state, perform } = this.#walk;
    const exit = await this.#react(state.commit(workspace));
    if (exit) return exit;
    this.#until = halt.until;
    const { wait } = this.#enrollment;
    if (wait) this.#waited = [...this.#waited, { wait, until: halt.until, endedAt: null, endedBy: null }];
    if (halt.effects.length === 0) return null;
    const done = await perform(halt.effects, this.#enrollment);
    this.#effects = [...this.#effects, ...done.effects];
    this.#ahead = [...this.#ahead, ...done.changes];
    this.#until = done.at;
    return this.#react(done.changes);
  }

  /** Moves time to the next instant at which the passage is due, or has to leave. */
  async #moveOn(): Promise<SimulationEnd | null> {
    const { reactions, occurrences, until } = this.#walk;
    for (;;) {
      const occurrence = occurrences[this.#happened]?.at ?? Number.POSITIVE_INFINITY;
      const due = this.#until ?? Number.POSITIVE_INFINITY;
      const instant = await reactions.nextInstant(this.#now);
      const next = Math.min(occurrence, due, instant);
      if (next === Number.POSITIVE_INFINITY) return { kind: 'WAITS_FOR_EVER', at: this.#now };
      if (next > Math.min(until, INSTANT_LATEST))
        return { kind: 'UNTIL', at: Math.min(until, INSTANT_LATEST) };
      if (this.#looks++ >= SIMULATED_LOOKS_MAX || performance.now() > this.#late)
        return { kind: 'TIME_LIMIT', at: this.#now };
      this.#now = Math.max(next, this.#now);
      let wakes = false;
      if (occurrence <= this.#now) {
        const reaction = await reactions.toChanges(await this.#occur(), this.#enrollment);
        if (reaction.exit) return this.#left(reaction.exit);
        wakes = reaction.wakes;
      } else if (instant <= this.#now) {
        const { exit } = await reactions.toInstant(this.#now);
        if (exit) return this.#left(exit);
      }
      if (!wakes && due > this.#now) continue;
      this.#endWait(wakes && due > this.#now ? 'CHANGE' : this.#effects.length > 0 ? 'RESULT' : 'TIME');
      return null;
    }
  }

  #endWait(endedBy: Waited['endedBy']): void {
    const last = this.#waited.at(-1);
    if (last) this.#waited = [...this.#waited.slice(0, -1), { ...last, endedAt: this.#now, endedBy }];
  }

  /** Lets everything happen that is assumed until now. */
  async #occur(): Promise<readonly LoggedChange[]> {
    const { occurrences, state, answers } = this.#walk;
    const changes: LoggedChange[] = [];
    while ((occurrences[this.#happened]?.at ?? Number.POSITIVE_INFINITY) <= this.#now)
      changes.push(...(await happen(occurrences[this.#happened++]!, state, answers)));
    return changes;
  }

  async #react(changes: readonly LoggedChange[]): Promise<SimulationEnd | null> {
    const { exit } = await this.#walk.reactions.toChanges(changes, this.#enrollment);
    return exit ? this.#left(exit) : null;
  }

  #left(reason: End['reason']): SimulationEnd {
    return this.#ended({ status: 'UNENROLLED', reason } as End);
  }

  #ended(end: End): SimulationEnd {
    return { kind: 'ENDED', end, at: this.#now };
  }
}
