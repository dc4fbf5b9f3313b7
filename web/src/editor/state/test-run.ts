import type { Simulation } from '../../api/index.ts';
import type { RawFlow } from '../../flow-body/index.ts';
import type { Pill } from '../../graph/index.ts';

/** A named value, as a form has it. */
export interface NamedValue {
  readonly name: string;
  readonly value: string;
}

/** When something is taken to happen: so long after the start, or at a local time of the account. */
export type When =
  | { readonly kind: 'AFTER'; readonly count: string; readonly unit: 'MINUTES' | 'HOURS' | 'DAYS' | 'WEEKS' }
  | { readonly kind: 'AT'; readonly local: string };

export interface OccurredEvent {
  readonly eventTypeId: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** A record beside the one that is made up: one that is there, or made up, too. */
export interface MadeUpLink {
  readonly objectTypeId: string;
  readonly objectId: string;
  readonly isMadeUp: boolean;
  readonly properties: readonly NamedValue[];
}

/** What an action that does something outside is taken to come to. */
export interface AssumedResult {
  readonly actionId: string;
  readonly kind: 'SUCCEEDED' | 'FAILED' | 'STATUS';
  readonly status: string;
  readonly message: string;
  readonly outputs: readonly NamedValue[];
}

/** What a test run is asked: on whom, from when, and what is taken for granted. */
export interface TestRequest {
  readonly who: 'RECORD' | 'MADE_UP';
  readonly objectId: string;
  readonly properties: readonly NamedValue[];
  readonly associations: readonly MadeUpLink[];
  readonly lists: readonly string[];
  readonly subscriptions: readonly { readonly id: string; readonly isIn: boolean }[];
  /** A local time of the account; empty for now. */
  readonly start: string;
  readonly recordAsOf: 'START' | 'NOW';
  readonly entry: 'AUTOMATIC' | 'MANUAL';
  /** What lets it in, in a flow that is entered by events. */
  readonly event: OccurredEvent | undefined;
  readonly joinedList: string;
  readonly events: readonly (OccurredEvent & { readonly when: When })[];
  readonly changes: readonly (NamedValue & { readonly when: When })[];
  readonly results: readonly AssumedResult[];
  /** The way of each random split, by action; one that is not named draws. */
  readonly branches: Readonly<Record<string, number>>;
  readonly runsCode: boolean;
  readonly follows: boolean;
}

/** Where a test run went. */
export interface Trail {
  /** By action: each time that it was there. */
  readonly cards: ReadonlyMap<string, readonly Pill[]>;
  /** The heads of lanes that were taken. */
  readonly lanes: ReadonlySet<string>;
}

/** A test run that is kept while one goes on editing, so that it can be run again. */
export interface TestRun {
  readonly request: TestRequest;
  readonly isRunning: boolean;
  readonly answer: Simulation | undefined;
  /** The body that the answer is about. */
  readonly of: RawFlow | undefined;
  readonly error: Error | undefined;
}
