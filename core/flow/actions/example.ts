import type { EventAnchor } from '../definition/index.ts';
import type {
  ActionPolicy,
  AnswerOf,
  AskKindName,
  AskOf,
  EffectRequest,
  EffectResult,
} from '../engine/index.ts';

/** A given answer of an example; all other answers are those of an empty account. */
export type Known = {
  [Kind in AskKindName]: { readonly ask: AskOf<Kind>; readonly answer: AnswerOf<Kind> };
}[AskKindName];

/** A run of one action as data: its documentation and its test. */
export interface Example {
  /** Its point, in a sentence. */
  readonly shows: string;
  /** The members of the action, without its id and type. */
  readonly action: Readonly<Record<string, unknown>>;
  /** The enrolled record's type; by default contact. */
  readonly objectTypeId?: string;
  readonly properties?: Readonly<Record<string, string>>;
  /** Whether the flow itself made the record. */
  readonly isOwnRecord?: boolean;
  /** How many flows have led to the enrollment. */
  readonly depth?: number;
  readonly timeZone?: string;
  /** Of an old date-centred flow. */
  readonly anchor?: EventAnchor;
  /** The policy of the action. */
  readonly policy?: ActionPolicy;
  readonly known?: readonly Known[];
  /** The results of its effects, in order; without it, they are pending. */
  readonly results?: readonly EffectResult[];
  /** The expected outcome; absent members are not compared. */
  readonly outcome: Partial<ExampleOutcome>;
}

/** The outcome of a run. */
export interface ExampleOutcome {
  readonly outcome: 'SUCCEEDED' | 'FAILED' | 'SKIPPED' | 'WAITING';
  readonly reason: string | null;
  readonly detail: Readonly<Record<string, unknown>> | null;
  /** The next action; null at the end of the path. */
  readonly next: string | null;
  /** An instant in ISO 8601; null when something else ends the wait. */
  readonly waitsUntil: string | null;
  readonly wakes: readonly string[];
  readonly outputs: Readonly<Record<string, string>>;
  /** Its effects. */
  readonly effects: readonly EffectRequest[];
  /** Its writes. */
  readonly changes: readonly ExampleChange[];
}

export interface ExampleChange {
  /** `0-1/101`. */
  readonly record: string;
  readonly kind: string;
  readonly after: Readonly<Record<string, unknown>> | null;
}
