import { setImmediate as breath } from 'node:timers/promises';
import {
  drive,
  type End,
  type EnrollmentState,
  type Entering,
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
import type { Reaction, Reactions } from './reactions.ts';
import type { SimulatedAnswers } from './simulated-answers.ts';
import type { SimulatedState } from './state.ts';
import {
  type Mark,
  markOf,
  NOTHING_WRITTEN,
  type SimulatedEffect,
  type SimulatedPassage,
  type SimulatedStep,
  type SimulationEnd,
  type Waited,
  type Written,
  writtenSince,
} from './told.ts';

/** A passage through one flow, and who knows about it. */
export interface Passing {
  readonly program: FlowProgram;
  readonly enrollment: EnrollmentState;
  /** Flows in a row that have led to it; 0 for the one that is simulated. */
  readonly depth: number;
  readonly reactions: Reactions;
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

/** What all passages of a simulation have together. */
export interface Shared {
  readonly state: SimulatedState;
  readonly answers: SimulatedAnswers;
  /** Steps that may still be taken. */
  steps: number;
  /** When the time of the simulation is over, by `performance.now()`. */
  readonly late: number;
}

/** What one stretch of a passage means to the others. */
export interface Stretch {
  readonly changes: readonly LoggedChange[];
  readonly entering: readonly Entering[];
}

/** Steps after which the rest of the process has its turn. */
const STEPS_AT_A_STRETCH = 50;

/** A turn of `drive` is one step, so that each can be told by itself. */
const STEP_BY_STEP: Pace = { next: () => Promise.resolve(), areOver: false, begin: () => () => true };

/** One passage of a simulation: it goes on by the engine's `drive`, in memory, a stretch at a time. */
export class Passage {
  readonly passing: Passing;
  readonly #shared: Shared;
  readonly #steps: SimulatedStep[] = [];
  #enrollment: EnrollmentState;
  #waited: Waited[] = [];
  #effects: readonly SimulatedEffect[] = [];
  /** Written by what follows of effects, before their step. */
  #ahead: Written['changes'] = [];
  /** Where the last stretch has come to rest; null: until something happens. */
  #until: EpochMillis | null = null;
  #isWoken = false;
  #isDue = true;
  #end: SimulationEnd | null = null;

  constructor(passing: Passing, shared: Shared) {
    this.passing = passing;
    this.#shared = shared;
    this.#enrollment = passing.enrollment;
    shared.state.enter(passing.enrollment, this.#now);
  }

  get end(): SimulationEnd | null {
    return this.#end;
  }

  get isOpen(): boolean {
    return this.#end === null;
  }

  /** Whether its next stretch can begin. */
  get isDue(): boolean {
    return this.isOpen && this.#isDue;
  }

  /** When its wait is over; infinity where only something else ends it. */
  get dueAt(): number {
    return this.#until ?? Number.POSITIVE_INFINITY;
  }

  told(): SimulatedPassage {
    if (!this.#end) throw new Error('A passage is told when the simulation is over.');
    return {
      steps: this.#steps,
      end: this.#end,
      enrollment: this.#enrollment,
      waiting: this.#waited,
      effects: this.#effects,
      written: { ...NOTHING_WRITTEN, changes: this.#ahead },
    };
  }

  /** What the engine does in one batch: as many steps as it can, until it must wait. */
  async stretch(): Promise<Stretch> {
    const { state } = this.#shared;
    this.#isDue = false;
    const workspace = state.begin();
    const changes = await this.#stretch(workspace);
    return { changes, entering: workspace.enrolling.filter(({ refusal }) => refusal === null) };
  }

  async #stretch(workspace: Workspace): Promise<readonly LoggedChange[]> {
    const { state, late } = this.#shared;
    for (;;) {
      const halt = await this.#turn(workspace);
      if (halt.kind === 'ended') {
        const changes = state.commit(workspace);
        this.#ended(halt.end);
        return changes;
      }
      const isOnTheWay =
        halt.kind === 'needs' ||
        (halt.until !== null && halt.until <= this.#now && halt.effects.length === 0);
      if (!isOnTheWay) return this.#rest(workspace, halt);
      if (performance.now() > late) {
        this.stop({ kind: 'TIME_LIMIT', at: this.#now });
        return [];
      }
      if (this.#shared.steps > 0) continue;
      this.stop({ kind: 'STEP_LIMIT', at: this.#now });
      return state.commit(workspace);
    }
  }

  /** Something has changed that it has not written itself just now: it may have to leave, or its wait is over. */
  async hear(changes: readonly LoggedChange[]): Promise<void> {
    if (!this.isOpen) return;
    const { wakes } = await this.#react(changes);
    this.#isWoken ||= wakes;
  }

  /** The same, where it does not wait yet. */
  async #react(changes: readonly LoggedChange[]): Promise<Reaction> {
    const reaction = await this.passing.reactions.toChanges(changes, this.#enrollment);
    if (reaction.exit) this.leave(reaction.exit);
    return reaction;
  }

  /** When time alone can make it leave. */
  nextInstant(): Promise<EpochMillis> {
    return this.passing.reactions.nextInstant(this.#now);
  }

  async atInstant(): Promise<void> {
    const { exit } = await this.passing.reactions.toInstant(this.#now);
    if (exit) this.leave(exit);
  }

  /** Ends its wait, where that is over by now. */
  goOn(): void {
    if (this.isDue || !this.isOpen) return;
    const isOver = this.dueAt <= this.#now;
    if (!isOver && !this.#isWoken) return;
    const endedBy = isOver ? (this.#effects.length > 0 ? 'RESULT' : 'TIME') : 'CHANGE';
    const last = this.#waited.at(-1);
    if (last) this.#waited = [...this.#waited.slice(0, -1), { ...last, endedAt: this.#now, endedBy }];
    this.#isWoken = false;
    this.#isDue = true;
  }

  leave(reason: End['reason']): void {
    this.#ended({ status: 'UNENROLLED', reason } as End);
  }

  /** The simulation is over before it. */
  stop(end: SimulationEnd): void {
    this.#end ??= end;
  }

  #ended(end: End): void {
    this.#end = { kind: 'ENDED', end, at: this.#now };
    this.#shared.state.leave(this.#enrollment, end.status, this.#now);
  }

  get #now(): EpochMillis {
    return this.#shared.answers.now;
  }

  /** One turn, of one step at most. */
  async #turn(workspace: Workspace): Promise<Exclude<Halt, { kind: 'paused' }>> {
    const { answers } = this.#shared;
    const mark = markOf(workspace.world, workspace.enrolling);
    const [turn] = await drive([{ program: this.passing.program, enrollment: this.#enrollment }], {
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
      decision: await this.passing.decide(step, workspace),
      written: { ...written, changes: [...this.#ahead, ...written.changes] },
      effects: this.#effects,
    });
    this.#waited = [];
    this.#effects = [];
    this.#ahead = [];
    this.#shared.steps--;
    if (this.#steps.length % STEPS_AT_A_STRETCH === 0) await breath();
  }

  /** Commits, and does what the lanes would do before the passage is due again. */
  async #rest(
    workspace: Workspace,
    halt: Halt & { readonly kind: 'parked' },
  ): Promise<readonly LoggedChange[]> {
    const changes = this.#shared.state.commit(workspace);
    await this.#react(changes);
    if (!this.isOpen) return changes;
    this.#until = halt.until;
    const { wait } = this.#enrollment;
    if (wait) this.#waited = [...this.#waited, { wait, until: halt.until, endedAt: null, endedBy: null }];
    if (halt.effects.length === 0) return changes;
    const done = await this.passing.perform(halt.effects, this.#enrollment);
    this.#effects = [...this.#effects, ...done.effects];
    this.#ahead = [...this.#ahead, ...done.changes];
    this.#until = done.at;
    await this.#react(done.changes);
    return [...changes, ...done.changes];
  }
}
