import type { AccountId } from '../../accounts/index.ts';
import type { Db } from '../../platform/index.ts';
import type { Measured } from './plan.ts';
import type { Probe } from './probes.ts';
import { Statement } from './statements.ts';

/** How large parts of indexes are, in one statement; no further than to the most, which is told to be exceeded. */
export async function measure(
  db: Db,
  { account, objectTypeId }: { readonly account: AccountId; readonly objectTypeId: string },
  probes: readonly Probe[],
  most: number,
): Promise<ReadonlyMap<Probe, Measured>> {
  if (probes.length === 0) return new Map();
  const statement = new Statement(account, objectTypeId);
  const columns = probes.map(
    (probe, index) =>
      `(select count(*)::integer from (${statement.ids(probe)} limit ${most + 1}) as part) as "entries${index}",
       ${probe.isOfWords ? statement.hasOverlong(probe) : 'false'} as "overlong${index}"`,
  );
  const [row] = await statement.rows<Record<string, unknown>>(
    db,
    `with asked as (select $2::text) select ${columns.join(', ')}`,
  );
  return new Map(
    probes.map((probe, index) => [
      probe,
      { entries: row![`entries${index}`] as number, hasOverlong: row![`overlong${index}`] as boolean },
    ]),
  );
}
