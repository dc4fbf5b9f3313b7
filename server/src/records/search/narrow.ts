import type { Narrowing } from '@millrace/core/criteria';
import type { CrmSchema } from '@millrace/core/crm';
import type { AccountId } from '../../accounts/index.ts';
import type { Db } from '../../platform/index.ts';
import { areSearchIndexesReady } from '../../schema/index.ts';
import { measure } from './measure.ts';
import { chosen, missingOf, placesOf, probesIn } from './narrowed-probes.ts';
import type { WantedIndex } from './probes.ts';
import { Statement } from './statements.ts';

/** Records that are asked criteria one by one, by their keys, at most; of more, all of the type are looked through. */
export const NARROWED_MAX = 10_000;

/** What criteria are asked of. */
export interface Asked {
  readonly account: AccountId;
  readonly schema: CrmSchema;
  readonly objectTypeId: string;
}

/** Where records are that criteria narrow to. */
export interface Narrowed {
  /** Ids, in order and each once; some may be of records that are archived by now. Null: any record may be met by them. */
  readonly ids: readonly string[] | null;
  /** The indexes that would have led to few records. */
  readonly missing: readonly WantedIndex[];
  /** The ids of the indexes that it went by. */
  readonly used: readonly string[];
}

/** Some of the ids: above one and not above another, so many of them. */
export interface Stretch {
  readonly afterId: string;
  readonly lastId: string;
  readonly most: number;
}

/** Finds the records that alone may meet criteria, where indexes of searches lead to few. Three statements; none where the type has no index. */
export async function narrow(
  db: Db,
  asked: Asked,
  narrowing: Narrowing | undefined,
  stretch?: Stretch,
): Promise<Narrowed> {
  if (narrowing === undefined) return NOT_NARROWED;
  const places = placesOf(narrowing, asked.schema, asked.objectTypeId);
  const probes = probesIn(places);
  const choice = chosen(places, await measure(db, asked, probes, NARROWED_MAX));
  if (!choice || choice.entries > NARROWED_MAX)
    return { ...NOT_NARROWED, missing: missingOf(places)?.wanted ?? [] };
  const ids = choice.probes.length === 0 ? [] : await selectIds(db, asked, choice.probes, stretch);
  const used = [...new Set(choice.probes.flatMap(({ indexIds }) => indexIds))];
  // An index that was taken away meanwhile may have lost some of its entries already.
  if (used.length > 0 && !(await areSearchIndexesReady(db, asked.account, used))) return NOT_NARROWED;
  return { ids, missing: [], used };
}

const NOT_NARROWED: Narrowed = { ids: null, missing: [], used: [] };

async function selectIds(
  db: Db,
  { account, objectTypeId }: Asked,
  probes: Parameters<Statement['distinctIds']>[0],
  stretch: Stretch | undefined,
): Promise<string[]> {
  const statement = new Statement(account, objectTypeId);
  const found = statement.distinctIds(probes);
  const within = stretch
    ? `where f.id > ${statement.bind(stretch.afterId, 'bigint')} and f.id <= ${statement.bind(stretch.lastId, 'bigint')}`
    : '';
  const rows = await statement.rows<{ readonly id: string }>(
    db,
    `with asked as (select $2::text)
     select f.id from (${found}) as f ${within} order by f.id ${stretch ? `limit ${stretch.most}` : ''}`,
  );
  return rows.map(({ id }) => id);
}

/** The fewest indexes that criteria would be led by, and that are not there. */
export function indexesMissing(narrowing: Narrowing, { schema, objectTypeId }: Omit<Asked, 'account'>) {
  return missingOf(placesOf(narrowing, schema, objectTypeId))?.wanted ?? [];
}
