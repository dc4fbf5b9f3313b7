import type { Body } from '../../support/story.ts';

/**
 * A small account as the reference knows it: everything in memory, one thing after another. It is written from what the documents say, and
 * shares no code with the engine.
 */
export interface State {
  now: number;
  readonly contacts: Map<string, Contact>;
  readonly lists: Map<string, List>;
  readonly flows: Map<string, Flow>;
  /** In the order in which they began. */
  readonly passages: Passage[];
  /** All that has happened, in order. */
  readonly log: Change[];
  /** How much of it was looked at. */
  looked: number;
  /** Work in the background, in the order in which it was asked for. */
  readonly background: (() => void)[];
  /** Of flows and of the account, that hold somebody. */
  readonly pauses: Pause[];
}

export interface Contact {
  readonly id: string;
  readonly createdAt: number;
  values: Values;
  readonly history: { readonly name: string; readonly value: string; readonly at: number }[];
  /** Deleted, or merged into another. */
  gone: 'RECORD_DELETED' | 'MERGED' | null;
  /** The contacts of which it was made by a merge. */
  readonly madeOf: readonly string[];
}

export type Values = Readonly<Record<string, string>>;

export interface List {
  readonly id: string;
  /** Of a list that is kept by filters. */
  readonly filters: Body | null;
  readonly members: Set<string>;
}

export interface Flow {
  readonly id: string;
  /** As it was saved, by revision: the first is 1. */
  readonly revisions: Body[];
  isDeleted: boolean;
  policies: Body;
  /** The number of changes when it began to look at them. */
  watchesAfter: number;
}

/** What happened to a contact, with the contact before and after. */
export interface Change {
  readonly number: number;
  readonly at: number;
  contact: string;
  readonly kind: 'created' | 'updated' | 'event' | 'joined' | 'left' | 'archived' | 'merged';
  readonly before: Subject | null;
  readonly after: Subject;
  /** The values that were written. */
  readonly written: Values;
  readonly event: { readonly type: string; readonly properties: Values } | null;
  readonly list: string | null;
  /** The flow whose action has done it. */
  readonly byFlow: string | null;
  readonly isByMerge: boolean;
}

/** A contact as criteria see it. */
export interface Subject {
  readonly values: Values;
  readonly lists: ReadonlySet<string>;
}

export interface Pause {
  /** A flow, the account, or an enrollment by itself. */
  readonly of: { readonly flow: string } | 'ACCOUNT' | 'ENROLLMENT';
  readonly time: 'STANDS_STILL' | 'GOES_ON';
  readonly since: number;
  /** It was ended, and holds until what stood still is moved. */
  isEnding: boolean;
}

/** One contact's way through one flow. */
export interface Passage {
  readonly number: number;
  readonly flow: string;
  contact: string;
  readonly enrolledAt: number;
  readonly trigger: Trigger;
  status: 'ACTIVE' | 'COMPLETED' | 'UNENROLLED' | 'FAILED';
  reason: string | null;
  endedAt: number | null;
  /** Refused at the door: it is shown, and counts for nothing else. */
  readonly isRefusal: boolean;
  actionId: string | null;
  /** The revision under which it came to its action. */
  revision: number;
  /** The revision that it stays in, whatever is saved. */
  pin: number | null;
  wait: Wait | null;
  /** When it is to be looked at; null: not before something wakes it. */
  due: number | null;
  /** In a pause: when it fell due. */
  aside: number | null;
  pause: Pause | null;
  /** Another flow has taken it out while it was due: it leaves at its turn. */
  isTakenOut: boolean;
  /** What its actions have given to later ones, by action. */
  outputs: Readonly<Record<string, Values>>;
  readonly steps: Step[];
}

export interface Trigger {
  readonly kind: 'EVENT' | 'CRITERIA' | 'MANUAL' | 'FLOW';
  readonly properties: Values;
}

export interface Wait {
  readonly kind: 'delay' | 'event' | 'held' | 'window';
  readonly since: number;
  /** How long time stood still for it. */
  still: number;
  isSkipped: boolean;
  /** Of a hold. */
  readonly reason: string | null;
  /** Of an event: the changes before do not count. */
  readonly after: number;
}

export interface Step {
  readonly actionId: string;
  readonly outcome: 'SUCCEEDED' | 'FAILED' | 'SKIPPED';
  readonly reason: string | null;
  readonly startedAt: number;
  readonly at: number;
}

export function emptyState(now: number): State {
  return {
    now,
    contacts: new Map(),
    lists: new Map(),
    flows: new Map(),
    passages: [],
    log: [],
    looked: 0,
    background: [],
    pauses: [],
  };
}

export function currentOf(flow: Flow): Body {
  return flow.revisions.at(-1);
}

export function activeIn(state: State, flowId: string, contactId: string): Passage | undefined {
  return state.passages.find(
    ({ flow, contact, status }) => flow === flowId && contact === contactId && status === 'ACTIVE',
  );
}

/** A contact, and those of which it was made: it was where they were. */
export function sameContacts(state: State, id: string): string[] {
  return [id, ...state.contacts.get(id)!.madeOf.flatMap((each) => sameContacts(state, each))];
}
