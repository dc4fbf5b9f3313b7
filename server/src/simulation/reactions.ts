import { TooMuchWork } from '@millrace/core/criteria';
import { type EnrollmentState, isWokenBy, type LeaveReason } from '@millrace/core/flow';
import { type RecordRef, recordKey } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import type { LoggedChange } from '../history/index.ts';
import {
  aroundChange,
  type Beyond,
  NOTHING_BEYOND,
  subjectAt,
  Timeline,
  type View,
} from '../loading/index.ts';
import { type FlowReader, match, type Occasion } from '../triggers/index.ts';
import type { SimulatedAnswers } from './simulated-answers.ts';
import type { SimulatedState } from './state.ts';

/** What changes, or an instant, mean to a passage: that its record has to leave, and which waits they end. */
export interface Reaction {
  readonly exit: LeaveReason | 'CRITERIA_NO_LONGER_MET' | null;
  readonly wakes: boolean;
}

/** Asks the flow's triggers what the lane of changes would ask them. */
export class Reactions {
  readonly #reader: FlowReader;
  readonly #ref: RecordRef;
  readonly #state: SimulatedState;
  readonly #answers: SimulatedAnswers;

  constructor(reader: FlowReader, ref: RecordRef, state: SimulatedState, answers: SimulatedAnswers) {
    this.#reader = reader;
    this.#ref = ref;
    this.#state = state;
    this.#answers = answers;
  }

  async toChanges(changes: readonly LoggedChange[], { wait }: EnrollmentState): Promise<Reaction> {
    const keys = new Set(wait?.wakes ?? []);
    const wakes = changes.some((change) => isWokenBy(keys, change));
    const stays: Reaction = { exit: null, wakes };
    if (changes.length === 0 || !this.#cares) return stays;
    const concerned = this.#readsOthers
      ? changes
      : changes.filter(({ ref }) => recordKey(ref) === recordKey(this.#ref));
    if (concerned.length === 0) return stays;
    const view = await this.#view(concerned);
    for (const change of concerned) {
      const isOwn = recordKey(change.ref) === recordKey(this.#ref);
      const { before, after } = aroundChange(change.id);
      const found = this.#match(
        view,
        { kind: 'change', change, of: isOwn ? 'the record' : 'another' },
        { before, after, beforeAt: change.at, at: change.at },
      );
      if (found?.exits) return { exit: found.exits, wakes: false };
    }
    return stays;
  }

  /** What time alone has brought about by now. */
  async toInstant(at: EpochMillis): Promise<Reaction> {
    const view = await this.#view([]);
    const moment = { before: NOTHING_BEYOND, after: NOTHING_BEYOND, beforeAt: at - 1, at };
    return { exit: this.#match(view, { kind: 'instant' }, moment)?.exits ?? null, wakes: false };
  }

  /** When time alone can change whether the record has to leave; infinity when it never can. */
  async nextInstant(at: EpochMillis): Promise<EpochMillis> {
    const { triggers } = this.#reader;
    const leaving = [
      ...triggers.exits.map(({ criteria }) => criteria),
      ...(triggers.kind === 'CRITERIA' && triggers.exitsWhenUnmet ? [triggers.criteria] : []),
    ].filter(({ reads }) => reads.now);
    if (leaving.length === 0) return Number.POSITIVE_INFINITY;
    const subject = await this.#answers.subjectOf(
      this.#ref,
      leaving.map(({ reads }) => reads),
    );
    if (!subject) return Number.POSITIVE_INFINITY;
    return unlessTooMuch(
      () => Math.min(...leaving.map((criteria) => criteria.holdsUntil(subject, at))),
      Number.POSITIVE_INFINITY,
    );
  }

  get #cares(): boolean {
    const { triggers } = this.#reader;
    const leaves = triggers.exits.length > 0 || triggers.suppressionLists.length > 0;
    return leaves || (triggers.kind === 'CRITERIA' && triggers.exitsWhenUnmet);
  }

  get #readsOthers(): boolean {
    return this.#reader.reads.some(({ associations, lists }) => associations.length + lists.length > 0);
  }

  async #view(changes: readonly LoggedChange[]): Promise<View> {
    const workspace = this.#state.begin();
    await this.#answers.subjectIn(workspace, this.#ref, this.#reader.reads);
    const timeline = new Timeline();
    timeline.add(changes);
    return { workspace, timeline };
  }

  #match(
    view: View,
    occasion: Occasion,
    { before, after, ...instants }: { before: Beyond; after: Beyond; beforeAt: EpochMillis; at: EpochMillis },
  ) {
    const image = view.workspace.world.record(this.#ref);
    const then = subjectAt(this.#ref, view, after);
    if (!image || !then) return null;
    const around = { occasion, image, before: subjectAt(this.#ref, view, before), after: then, ...instants };
    return unlessTooMuch(() => match(this.#reader.triggers, around), null);
  }
}

/** What takes too much work to tell is set aside, as the engine does. */
function unlessTooMuch<T>(ask: () => T, otherwise: T): T {
  try {
    return ask();
  } catch (error) {
    if (error instanceof TooMuchWork) return otherwise;
    throw error;
  }
}
