import type { Sql, Tx } from '../../server/src/platform/index.ts';

/** Sends rows in COPY's text form into a table. */
export async function copyIn(tx: Tx, statement: string, rows: Buffer): Promise<void> {
  if (rows.length === 0) return;
  await tx.unsafe(statement).copyIn([rows]);
}

/** Rows in COPY's text form, in groups that lie side by side in one buffer. */
export interface CopiedRows {
  readonly bytes: Buffer;
  /** Where each group begins, and behind the last one the end. */
  readonly starts: Uint32Array;
}

/**
 * Reads rows whose first column is the number of their group, from 0 on and in order; without that column.
 * One buffer, not one a group: what lies in memory by the hundred thousand makes every collection of garbage slow.
 */
export async function copyOut(sql: Sql, query: string, groups: number): Promise<CopiedRows> {
  const rows = await sql.unsafe(`copy (${query}) to stdout`);
  const starts = new Uint32Array(groups + 1);
  const parts: Buffer[] = [];
  let length = 0;
  for (const { line } of rows as { line: string }[]) {
    const tab = line.indexOf('\t');
    const part = Buffer.from(line.slice(tab + 1));
    parts.push(part);
    length += part.length;
    starts[Number(line.slice(0, tab)) + 1] = length;
  }
  return { bytes: Buffer.concat(parts), starts };
}

export function groupOf({ bytes, starts }: CopiedRows, group: number): Buffer {
  return bytes.subarray(starts[group], starts[group + 1]);
}
