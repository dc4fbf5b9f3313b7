import type { Sql } from '../../server/src/platform/index.ts';

/** What a side has asked of PostgreSQL since it began. */
export interface Asked {
  readonly statements: number;
  /**
   * Turns of the event loop in which statements were sent. Those of a connection in one turn travel together; so do, as far as this
   * can tell, those of two connections.
   */
  readonly trips: number;
  /** Bytes of WAL, of everyone on the server. */
  readonly wal: number;
}

/** Counts statements, and the turns in which they are sent. */
export function countingStatements() {
  let statements = 0;
  let trips = 0;
  let isMarked = false;
  return {
    onStatement() {
      statements++;
      if (isMarked) return;
      isMarked = true;
      trips++;
      setImmediate(() => {
        isMarked = false;
      });
    },
    async asked(sql: Sql): Promise<Asked> {
      const now = { statements, trips };
      const [row] = await sql`select pg_current_wal_lsn() - '0/0'::pg_lsn as wal`;
      return { ...now, wal: Number(row!['wal']) };
    },
  };
}
