import type { AnswerOf, AskKindName, AskOf, EffectRequest, EffectResult } from '../engine/index.ts';

/** An answer that an example takes as given; everything else is as in an account in which there is nothing. */
export type Known = {
  [Kind in AskKindName]: { readonly ask: AskOf<Kind>; readonly answer: AnswerOf<Kind> };
}[AskKindName];

/** A run of one action, told as data: its documentation, and its test. */
export interface Example {
  /** What it shows, in a sentence. */
  readonly shows: string;
  /** The members of the action, without its id and type. */
  readonly action: Readonly<Record<string, unknown>>;
  /** Of the enrolled record: a contact unless told. */
  readonly objectTypeId?: string;
  readonly properties?: Readonly<Record<string, string>>;
  /** Whether the flow itself has made it. */
  readonly isOwnRecord?: boolean;
  readonly timeZone?: string;
  readonly known?: readonly Known[];
  /** What comes of its effects, in their order; without it, they are still to be done. */
  readonly results?: readonly EffectResult[];
  /** What comes of it; members that are left out are not looked at. */
  readonly outcome: Partial<ExampleOutcome>;
}

/** What comes of a run. */
export interface ExampleOutcome {
  readonly outcome: 'SUCCEEDED' | 'FAILED' | 'SKIPPED' | 'WAITING';
  readonly reason: string | null;
  readonly detail: Readonly<Record<string, unknown>> | null;
  /** The action that comes next; null at the end of the path. */
  readonly next: string | null;
  /** An instant in ISO 8601; null when something else ends the wait. */
  readonly waitsUntil: string | null;
  readonly wakes: readonly string[];
  readonly outputs: Readonly<Record<string, string>>;
  /** What it asked of the outside world. */
  readonly effects: readonly EffectRequest[];
  /** What it wrote. */
  readonly changes: readonly ExampleChange[];
}

export interface ExampleChange {
  /** `0-1/101`. */
  readonly record: string;
  readonly kind: string;
  readonly after: Readonly<Record<string, unknown>> | null;
}
