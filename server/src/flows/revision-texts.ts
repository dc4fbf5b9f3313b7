import { LruCache, type Sql } from '../platform/index.ts';

/** Characters of definitions that a process keeps, and as many bytes of answers; the least recently read go first. */
const KEPT_CHARACTERS_MAX = 32 * 1024 * 1024;

interface Kept {
  readonly revisionId: string;
  /** The definition, as it is stored. */
  readonly text: string;
  /** The flow as it is answered: the server's members change with the revision, too, and otherwise never. */
  readonly answer: Buffer;
}

/**
 * The definitions of flows that were read last, so that the database need not send them again and they need not be written
 * again. Which revision of a flow is the current one is asked every time; what that revision says never changes.
 */
type RevisionTexts = LruCache<string, Kept>;

const byPool = new WeakMap<Sql, RevisionTexts>();

/** The texts kept for a database. Transactions do without: what they read they may yet roll back. */
export function revisionTexts(sql: Sql): RevisionTexts {
  const texts =
    byPool.get(sql) ??
    new LruCache<string, Kept>({ most: KEPT_CHARACTERS_MAX, sizeOf: ({ text }) => text.length });
  byPool.set(sql, texts);
  return texts;
}
