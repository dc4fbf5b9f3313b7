/** The schema of the archive. */
export const ARCHIVE_SCHEMA = 'millrace_archive';

/** What can be erased: a record, its passages, the effects of those and of callers. */
export type Erased = 'RECORD' | 'PASSAGE' | 'EFFECT';

/** By what the rows are found of what is erased. */
interface Found {
  readonly expression: string;
  readonly type: 'bigint' | 'text';
}

interface Shape {
  /** The column by whose month rows lie together. */
  readonly instant: string;
  /** Tells the rows of an instant apart. */
  readonly key: readonly string[];
  /** Empty where live rows stay as they are when somebody is erased. */
  readonly erased: Partial<Readonly<Record<Erased, Found>>>;
}

const column = (expression: string): Found => ({ expression, type: 'bigint' });

const ofRecord = { RECORD: column('record_id') };

/** The tables whose old rows can go into the archive; effects before their attempts, since those that are erased say which of these go. */
export const ARCHIVED = {
  writes: { instant: 'at', key: ['account_id', 'record_id', 'id'], erased: ofRecord },
  events: { instant: 'at', key: ['account_id', 'record_id', 'id'], erased: ofRecord },
  turns: {
    instant: 'at',
    key: ['account_id', 'enrollment_id', 'number'],
    erased: { PASSAGE: column('enrollment_id') },
  },
  effects: {
    instant: 'created_at',
    key: ['account_id', 'id'],
    erased: {
      RECORD: { expression: "(request ->> 'recordId')", type: 'text' },
      PASSAGE: column('enrollment_id'),
      EFFECT: column('id'),
    },
  },
  effect_attempts: {
    instant: 'at',
    key: ['account_id', 'effect_id', 'number'],
    erased: { EFFECT: column('effect_id') },
  },
  mails: { instant: 'at', key: ['account_id', 'id'], erased: ofRecord },
  outbox: { instant: 'at', key: ['account_id', 'id'], erased: ofRecord },
  audit_entries: { instant: 'at', key: ['account_id', 'id'], erased: {} },
} as const satisfies Readonly<Record<string, Shape>>;

export type ArchivedTable = keyof typeof ARCHIVED;

export function shapeOf(table: ArchivedTable): Shape {
  return ARCHIVED[table];
}

export function erasedBy(table: ArchivedTable): [Erased, Found][] {
  return Object.entries(shapeOf(table).erased) as [Erased, Found][];
}
