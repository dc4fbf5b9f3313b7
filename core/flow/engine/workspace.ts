import { type RecordImage, type RecordRef, recordKey, type World } from '../../record/index.ts';
import { type AnswerTo, type Ask, type Hold, keepAnswer, knownAnswer, type Memory } from './asks/index.ts';
import type { Entering, Entrance } from './entering.ts';
import { takesOutOf } from './unenrolls.ts';

/**
 * The knowledge of a batch's turns: the world of their records, and the answers to their asks.
 * Unknown is `undefined` everywhere; a step that needs more asks.
 */
export class Workspace {
  readonly world: World;
  /** The records that flows enroll in other flows, in order. */
  readonly enrolling: Entering[] = [];
  readonly #entering = new Set<string>();
  readonly #first = new Map<string, number>();
  /** The entrances that take records out of other flows, by record. */
  readonly #takers = new Map<string, Entrance[]>();
  readonly #memory: Memory;
  /** Whether anybody has asked for the holder of a unique value. */
  #asksForHolders = false;

  constructor(world: World) {
    this.world = world;
    this.#memory = { world, holds: new Map(), answers: new Map() };
  }

  loadRecord(ref: RecordRef, image: RecordImage | null, hold: 'write' | 'read'): void {
    if (image) this.world.load(image);
    else this.world.loadAbsent(ref);
    this.#memory.holds.set(recordKey(ref), hold);
  }

  /** A record made here is ours to write to. */
  markCreated(ref: RecordRef): void {
    this.#memory.holds.set(recordKey(ref), 'write');
  }

  hold(ref: RecordRef): Hold | undefined {
    return this.#memory.holds.get(recordKey(ref));
  }

  /** The known answer to a question. */
  answer<A extends Ask>(ask: A): AnswerTo<A> | undefined {
    return knownAnswer(this.#memory, ask);
  }

  /** Keeps an answer, in place of an earlier one. */
  keep<A extends Ask>(ask: A, answer: AnswerTo<A>): void {
    if (ask.kind === 'uniqueValue') this.#asksForHolders = true;
    keepAnswer(this.#memory, ask, answer);
  }

  /**
   * What was found first under a key: an action that asks for more runs again a round later, and others may have written meanwhile.
   */
  first(key: string, find: () => number): number {
    const known = this.#first.get(key) ?? find();
    this.#first.set(key, known);
    return known;
  }

  /** Lets a record into a flow with the commit, or notes why not. */
  enroll(write: Entering): void {
    this.enrolling.push(write);
    if (write.refusal !== null) return;
    const { entrance, ref } = write;
    const key = recordKey(ref);
    this.#entering.add(`${entrance.flowId}/${key}`);
    if ((entrance.unenrolls ?? 'none') === 'none') return;
    this.#takers.set(key, [...(this.#takers.get(key) ?? []), entrance]);
  }

  /** Whether a record is about to be in a flow. */
  isEnrolling(flowId: string, ref: RecordRef): boolean {
    return this.#entering.has(`${flowId}/${recordKey(ref)}`);
  }

  /** Whether a record is about to be in a flow that takes it out of this one. */
  isTakenOutOf(flowId: string, ref: RecordRef): boolean {
    if (this.#takers.size === 0) return false;
    return this.#takers.get(recordKey(ref))?.some((entrance) => takesOutOf(entrance, flowId)) ?? false;
  }

  /** Remembers the new holders of unique values that were asked about, so that the next ask finds them taken. */
  holdUniqueValues(ref: RecordRef, values: Readonly<Record<string, string | null>>): void {
    if (!this.#asksForHolders) return;
    for (const [property, value] of Object.entries(values)) {
      if (value === null) continue;
      const ask = { kind: 'uniqueValue', objectTypeId: ref.objectTypeId, property, value } as const;
      if (this.answer(ask) !== undefined) this.keep(ask, ref.id);
    }
  }
}

/** A record for writing: its image, or why not yet or not at all. */
export type Writable =
  | { readonly kind: 'ready'; readonly image: RecordImage }
  | { readonly kind: 'gone' }
  | { readonly kind: 'needs'; readonly asks: readonly Ask[] };

export function writable(workspace: Workspace, ref: RecordRef): Writable {
  if (workspace.hold(ref) !== 'write')
    return { kind: 'needs', asks: [{ kind: 'record', ref, toWrite: true }] };
  const image = workspace.world.record(ref);
  return image && image.archivedAt === null ? { kind: 'ready', image } : { kind: 'gone' };
}
