import type { Problem } from '../../problem/index.ts';
import type { EpochMillis } from '../../time/index.ts';
import type { CriteriaContext } from '../context.ts';
import type { Effort } from '../effort.ts';
import type { SqlRow } from '../leaf.ts';
import { type Narrowing, NOWHERE } from '../narrowing.ts';
import type { ReadsDraft } from '../reads.ts';
import type { AssociationSpec, Subject } from '../subject.ts';

/** A compiled condition. */
export interface Node {
  met(subject: Subject, now: EpochMillis): boolean;
  /** The earliest instant at which time alone can change the answer; absent when it never can. */
  holdsUntil?(subject: Subject, now: EpochMillis): EpochMillis;
  /** The same as SQL over a record's row: true when it is met; false or null when it is not. */
  sql(row: RecordRow, now: EpochMillis): string;
  /** Where all records are that meet it; absent where any record may. */
  narrows?(now: EpochMillis): Narrowing | undefined;
}

/** A record's row inside an SQL statement, and its surroundings. The owner of the tables makes it. */
export interface RecordRow extends SqlRow {
  /** Whether some event of a type satisfies a condition. */
  anyEvent(eventTypeId: string, condition: (event: EventRow) => string): string;
  /** An aggregate over all events of a type. */
  overEvents(eventTypeId: string, aggregate: (event: EventRow) => string): string;
  inList(list: string): string;
  /** Whether some associated record satisfies a condition. */
  anyAssociated(association: AssociationSpec, condition: (row: RecordRow) => string): string;
  countAssociated(association: AssociationSpec, condition: (row: RecordRow) => string): string;
}

/** The row of an event. */
export interface EventRow extends SqlRow {
  readonly occurredAt: string;
}

/** The findings of one compilation. */
export interface Compilation {
  readonly context: CriteriaContext;
  /** The effort of one question of a record. */
  readonly effort: Effort;
  readonly objectTypeId: string;
  readonly reads: ReadsDraft;
  /** The work of SQL for one row at worst; see `CompiledCriteria.sqlWork`. */
  readonly sqlWork: { units: number };
  readonly problems: Problem[];
}

export const NEVER: EpochMillis = Number.POSITIVE_INFINITY;

export function constantNode(met: boolean): Node {
  return { met: () => met, sql: () => String(met), ...(met ? {} : { narrows: () => NOWHERE }) };
}
