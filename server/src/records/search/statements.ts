import type { AccountId } from '../../accounts/index.ts';
import type { Db } from '../../platform/index.ts';
import type { Probe } from './probes.ts';
import type { Bind } from './search-sql.ts';

/** A statement about an account's records of a type: their ids are `$1` and `$2` of its parameters. */
export class Statement {
  readonly params: unknown[];

  constructor(account: AccountId, objectTypeId: string) {
    this.params = [account, objectTypeId];
  }

  readonly bind: Bind = (value, cast) => `$${this.params.push(value)}::${cast}`;

  /** Not kept prepared: every search has a text of its own. */
  async rows<R>(db: Db, text: string): Promise<R[]> {
    return (await db.unsafe(text, this.params as never[])) as unknown as R[];
  }

  /** The ids in a part of indexes, as a statement of one column `id`; a record may come several times. */
  ids(probe: Probe): string {
    const from = `select v.record_id as id from search_values v where ${this.#indexes(probe)}`;
    const found = `${from} and ${probe.valuesSql(this.bind)}`;
    return probe.othersSql === undefined ? found : `${found} union all ${from} and ${probe.othersSql}`;
  }

  /** The same, each once. */
  distinctIds(probes: readonly Probe[]): string {
    const [only] = probes;
    if (only && probes.length === 1 && !only.isRepeated) return this.ids(only);
    return `select distinct i.id from (${probes.map((probe) => this.ids(probe)).join(' union all ')}) as i`;
  }

  /** Whether some values have too many words to stand under each. */
  hasOverlong(probe: Probe): string {
    return `exists (select from search_values v where ${this.#indexes(probe)} and v.value = '')`;
  }

  #indexes({ indexIds }: Probe): string {
    const [only] = indexIds;
    const ids =
      indexIds.length === 1
        ? `= ${this.bind(only, 'bigint')}`
        : `= any(${this.bind([...indexIds], 'bigint[]')})`;
    return `v.account_id = $1::bigint and v.index_id ${ids}`;
  }
}

/** The live records with the ids of the rows under an alias that meet a condition on `r`: each looked up by its key, whatever the planner thinks. */
export function looksUp(alias: string, columns: string, where: string): string {
  return `cross join lateral (
      select ${columns} from records r
      where r.account_id = $1::bigint and r.object_type_id = $2::text and r.id = ${alias}.id and r.archived_at is null and ${where}
      offset 0
    ) as r`;
}
