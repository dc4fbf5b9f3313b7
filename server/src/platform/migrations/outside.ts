import { codeOf, type ReservedSql } from '../database/index.ts';
import { type OnEachPartition, runOnEachPartition } from './on-each-partition.ts';
import type { Migration } from './released.ts';

/** The first line of a file outside a transaction: its statements run one by one, and again after an interruption. */
const MARKER = '-- outside a transaction';

/** Only statements with a checkable, whole result may run again. */
const STATEMENT =
  /^(?:(?<create>create (?:unique )?index concurrently)|drop index concurrently if exists) (?<index>[a-z_][a-z0-9_]*)(?: on (?:each partition of (?<table>[a-z_][a-z0-9_]*) (?<columns>\(.*)|.*))?$/is;

const DEADLOCK_DETECTED = '40P01';
/** Retries of an index after a deadlock: the other side has gone on by then. */
const TRIES_MAX = 5;

export function isOutside({ text }: Migration): boolean {
  return text.startsWith(`${MARKER}\n`);
}

/** Runs the statements of such a file, except those that an earlier start has finished. */
export async function runOutside(connection: ReservedSql, migration: Migration): Promise<void> {
  for (const { text, creates, index, partitioned } of statementsOf(migration)) {
    for (let attempt = 1; ; attempt++) {
      const state = await stateOf(connection, index);
      if (creates && state === 'invalid' && !partitioned)
        await connection.unsafe(`drop index concurrently ${index}`);
      if (state === (creates ? 'valid' : 'absent')) break;
      try {
        if (partitioned) await runOnEachPartition(connection, partitioned);
        else await connection.unsafe(text);
        break;
      } catch (error) {
        if (codeOf(error) !== DEADLOCK_DETECTED || attempt === TRIES_MAX) throw error;
      }
    }
  }
}

interface Outside {
  readonly text: string;
  readonly creates: boolean;
  readonly index: string;
  readonly partitioned: OnEachPartition | undefined;
}

/** All of them are read before the first is run. */
function statementsOf({ text }: Migration): Outside[] {
  return text
    .replaceAll(/^\s*--.*$/gm, '')
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
    .map((statement) => {
      const { create, index, table, columns } = STATEMENT.exec(statement)?.groups ?? {};
      if (index === undefined)
        throw new Error(
          `"${statement}" is neither "create index concurrently <name> on …" nor "drop index concurrently if exists <name>", ` +
            `which is all that a file may hold that begins with "${MARKER}".`,
        );
      const partitioned = table && columns ? { index, table, columns } : undefined;
      return { text: statement, creates: create !== undefined, index, partitioned };
    });
}

/** An index is invalid when its making was interrupted. */
async function stateOf(connection: ReservedSql, index: string): Promise<'absent' | 'invalid' | 'valid'> {
  const [row] = await connection`select indisvalid from pg_index where indexrelid = to_regclass(${index})`;
  if (!row) return 'absent';
  return row['indisvalid'] ? 'valid' : 'invalid';
}
