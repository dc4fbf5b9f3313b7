import { once } from 'node:events';
import type { Sql, Tx } from '../../server/src/platform/index.ts';

/** Sends rows in COPY's text form into a table. */
export async function copyIn(tx: Tx, statement: string, rows: Buffer): Promise<void> {
  if (rows.length === 0) return;
  const stream = await tx.unsafe(statement).writable();
  // The driver is silent about an error that comes after the last row; the transaction's next statement is not.
  const finished = once(stream, 'finish');
  stream.end(rows);
  await finished;
}

/** The rows of a COPY in its text form, without their first column, gathered by it. */
export async function copyOut(sql: Sql, query: string): Promise<Map<string, Buffer>> {
  const stream = await sql.unsafe(`copy (${query}) to stdout`).readable();
  const groups = new Map<string, string[]>();
  let rest = '';
  for await (const chunk of stream) {
    const lines = (rest + (chunk as Buffer).toString()).split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      const tab = line.indexOf('\t');
      const key = line.slice(0, tab);
      const group = groups.get(key);
      if (group) group.push(line.slice(tab + 1));
      else groups.set(key, [line.slice(tab + 1)]);
    }
  }
  return new Map([...groups].map(([key, lines]) => [key, Buffer.from(`${lines.join('\n')}\n`)]));
}
