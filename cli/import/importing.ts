import type { Progress } from '../support/progress.ts';
import type { Target } from '../target/target.ts';
import type { Report } from './report.ts';
import type { State } from './state.ts';

/** What can be chosen with `--only`, in the order in which it is taken: what is named comes before what names it. */
export const CHOICES = [
  'types',
  'properties',
  'pipelines',
  'labels',
  'people',
  'subscriptions',
  'events',
  'forms',
  'emails',
  'lists',
  'records',
  'flows',
] as const;

export type Choice = (typeof CHOICES)[number];

/** A type of records, by its ids on both sides: those of the original are the same everywhere, an account's own are not. */
export interface RecordType {
  /** In the plural: `contacts`; of an account's own, its name. */
  readonly name: string;
  readonly sourceId: string;
  /** Undefined where the target does not have it yet, and nothing is to be written. */
  readonly targetId: string | undefined;
}

/** All that an import is done with. */
export interface Importing {
  readonly source: Target;
  readonly target: Target;
  /** The account of the source, which tells its records from those of other accounts. */
  readonly portalId: number;
  readonly state: State;
  readonly report: Report;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** What is taken; of the rest it is noted what is there already, so that it can be named. */
  readonly chosen: ReadonlySet<Choice>;
  /** What the source lets its token read: the rest is not asked for. */
  readonly readable: ReadonlySet<Choice>;
  /** Looks only: nothing is written, on the target or in the folder. */
  readonly mode: 'WRITE' | 'LOOK';
  /** Whether flows that are on in the source are turned on. */
  readonly flows: 'OFF' | 'AS_IN_SOURCE';
  /** Types whose records are taken, by what they were called; `ALL` are those of the usual ones and of the account's own. */
  readonly records: readonly string[] | 'ALL';
}

/** In place of the id of what is not there, where nothing is to be written. */
export const NOT_YET = 'not yet';

/** Between two steps: whoever presses Ctrl-C waits for the one that is under way. */
export function stopWhereAsked({ signal }: Importing): void {
  if (signal.aborted) throw new Stopped('Stopped.');
}

/** Somebody has asked for it. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}
