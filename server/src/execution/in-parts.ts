import type { DueRow } from '../accounts/index.ts';

/**
 * Does rows in parts of so many at most, those of a record together, the earliest first; so many parts at once. Returns how much was done.
 */
export async function inParts(
  rows: readonly DueRow[],
  most: number,
  work: (part: readonly DueRow[]) => Promise<number>,
  atOnce = 1,
): Promise<number> {
  const parts = partsOf(rows, most);
  let done = 0;
  const worker = async () => {
    for (let part = parts.shift(); part; part = parts.shift()) {
      const did = await work(part);
      done += did;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return done;
}

function partsOf(rows: readonly DueRow[], most: number): DueRow[][] {
  const parts: DueRow[][] = [];
  const byRecord = [...Map.groupBy(rows, ({ recordId }) => recordId).values()];
  for (const each of byRecord.sort((a, b) => a[0]!.at - b[0]!.at)) {
    const last = parts.at(-1);
    if (last && last.length + each.length <= most) last.push(...each);
    else parts.push([...each]);
  }
  return parts;
}
