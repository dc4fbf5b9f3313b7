import type { ArchivedTable, Forgetting, Forgot } from '../archive/index.ts';
import { forgetEntries } from '../audit/index.ts';
import { forgetOldEffects } from '../effects/index.ts';
import { flowIds } from '../flows/index.ts';
import { forgetChanges, forgetEvents, type Partitioned } from '../history/index.ts';
import { forgetMails } from '../mail/index.ts';
import { forgetRequests } from '../outbox/index.ts';
import { forgetSteps } from '../passages/index.ts';
import type { Db, Row } from '../platform/index.ts';
import type { HistoryReader } from '../triggers/index.ts';

export const RETENTION_KINDS = ['CHANGES', 'EVENTS', 'STEPS', 'EFFECTS', 'MAILS', 'OUTBOX', 'AUDIT'] as const;

export type RetentionKind = (typeof RETENTION_KINDS)[number];

/** What becomes of what is no longer kept. */
export const DISPOSALS = ['DELETE', 'ARCHIVE'] as const;

export type Disposal = (typeof DISPOSALS)[number];

/** How one kind of history is deleted. */
interface Kind {
  /** What one chunk looks at: rows, or for changes records with all that they have. */
  readonly most: number;
  /** The table of which its chunks delete rows. */
  readonly table: ArchivedTable;
  /** The table of which months are dropped: at once when nothing in them can be anybody's any more, or when nothing is left in them. */
  readonly months?: {
    readonly table: Partitioned;
    readonly go: 'WHOLE' | 'EMPTY';
  };
  forget(db: Db, accountId: string, chunk: Forgetting, readers: readonly HistoryReader[]): Promise<Forgot>;
}

/** The list of the kinds. */
export const KINDS: Readonly<Record<RetentionKind, Kind>> = {
  CHANGES: {
    most: 200,
    table: 'writes',
    // That a record was made and the last value of each property stay as long as the record.
    months: { table: 'writes', go: 'EMPTY' },
    forget: (db, accountId, chunk, readers) =>
      forgetChanges(db, accountId, chunk, [...new Set(readers.flatMap(({ properties }) => properties))]),
  },
  EVENTS: {
    most: 2_000,
    table: 'events',
    months: { table: 'events', go: 'WHOLE' },
    forget: (db, accountId, chunk, readers) =>
      forgetEvents(db, accountId, chunk, [...new Set(readers.flatMap(({ eventTypeIds }) => eventTypeIds))]),
  },
  STEPS: {
    most: 2_000,
    table: 'turns',
    months: { table: 'turns', go: 'WHOLE' },
    async forget(db, accountId, chunk) {
      const rows = (await db`${flowIds(db, accountId)}`) as unknown as Row[];
      return forgetSteps(
        db,
        accountId,
        chunk,
        rows.map((row) => row['id'] as string),
      );
    },
  },
  EFFECTS: {
    most: 1_000,
    table: 'effects',
    months: { table: 'effect_attempts', go: 'WHOLE' },
    forget: forgetOldEffects,
  },
  MAILS: { most: 1_000, table: 'mails', forget: forgetMails },
  OUTBOX: { most: 1_000, table: 'outbox', forget: forgetRequests },
  AUDIT: { most: 1_000, table: 'audit_entries', forget: forgetEntries },
};

/** The tables of a kind that the archive can have rows of. */
export function tablesOf(kind: RetentionKind): ArchivedTable[] {
  const { table, months } = KINDS[kind];
  return [...new Set([table, ...(months ? [months.table] : [])])];
}

/** Whether a reader holds back what of this kind it reads. */
export function isHeldBy(kind: RetentionKind, { properties, eventTypeIds }: HistoryReader): boolean {
  if (kind === 'CHANGES') return properties.length > 0;
  return kind === 'EVENTS' && eventTypeIds.length > 0;
}
