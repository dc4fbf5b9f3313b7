/**
 * Asks: a step's needs that the workspace lacks. Asks are data: the driver of the engine gathers those of all its turns and
 * answers each kind at once. A kind is a file here and its loader in the server.
 */
import { admission } from './admission.ts';
import type { AskKind, Memory } from './ask-kind.ts';
import { associated } from './associated.ts';
import { effectResult } from './effect-result.ts';
import { events } from './events.ts';
import { happened } from './happened.ts';
import { history } from './history.ts';
import { holders } from './holders.ts';
import { lastChange } from './last-change.ts';
import { list } from './list.ts';
import { membership } from './membership.ts';
import { people } from './people.ts';
import { record } from './record.ts';
import { reservation } from './reservation.ts';
import { rotation } from './rotation.ts';
import { turn } from './turn.ts';
import { uniqueValue } from './unique-value.ts';

export type { AdmissionAnswer } from './admission.ts';
export type { Hold, Memory } from './ask-kind.ts';
export type { Happened } from './happened.ts';
export { HOLDERS_MAX } from './holders.ts';
export type { ListFacts } from './list.ts';
export type { Person } from './people.ts';
export type { RecordAnswer } from './record.ts';
export { RECORD_IDS } from './reservation.ts';
export type { RotationAnswer } from './rotation.ts';
export type { TurnAnswer } from './turn.ts';

const KINDS = {
  admission,
  associated,
  effectResult,
  events,
  happened,
  history,
  holders,
  lastChange,
  list,
  membership,
  people,
  record,
  reservation,
  rotation,
  turn,
  uniqueValue,
};

type Kinds = typeof KINDS;
export type AskKindName = keyof Kinds;
type Question<K> = K extends AskKind<infer Q, infer _> ? Q : never;
type Answer<K> = K extends AskKind<infer _, infer A> ? A : never;

/** A question of one kind. */
export type AskOf<Name extends AskKindName> = Question<Kinds[Name]>;
/** Its answer. */
export type AnswerOf<Name extends AskKindName> = Answer<Kinds[Name]>;
export type Ask = { [Name in AskKindName]: AskOf<Name> }[AskKindName];
export type AnswerTo<A extends Ask> = AnswerOf<A['kind']>;

/** The interface to questions of every kind. */
type AnyKind = AskKind<Ask, unknown>;

function kindOf(ask: Ask): AnyKind {
  return KINDS[ask.kind] as unknown as AnyKind;
}

export function knownAnswer<A extends Ask>(memory: Memory, ask: A): AnswerTo<A> | undefined {
  return kindOf(ask).known(memory, ask) as AnswerTo<A> | undefined;
}

export function keepAnswer<A extends Ask>(memory: Memory, ask: A, answer: AnswerTo<A>): void {
  kindOf(ask).keep(memory, ask, answer);
}

/** The answer in an empty account. */
export function emptyAnswer<A extends Ask>(ask: A): AnswerTo<A> {
  return kindOf(ask).nothing(ask) as AnswerTo<A>;
}

/** Every question once. */
export function distinctAsks(asks: readonly Ask[]): Ask[] {
  return [...new Map(asks.map((ask) => [questionOf(ask), ask])).values()];
}

/** Tells a question from all others. */
export function questionOf(ask: Ask): string {
  return `${ask.kind} ${kindOf(ask).key(ask)}`;
}
