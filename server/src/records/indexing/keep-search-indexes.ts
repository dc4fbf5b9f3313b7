import type { Narrowing } from '@millrace/core/criteria';
import type { CrmSchema } from '@millrace/core/crm';
import { DAY, type EpochMillis } from '@millrace/core/time';
import { type AccountId, changeSchema } from '../../accounts/index.ts';
import type { Store, Unit } from '../../history/index.ts';
import { atPrimary, type Db } from '../../platform/index.ts';
import { type CrmView, noteIndexUse, type SearchIndexRow, selectSearchIndexes } from '../../schema/index.ts';
import { indexesMissing } from '../search/narrow.ts';
import type { WantedIndex } from '../search/probes.ts';
import type { Found } from '../search/select-found.ts';
import { valueKind } from '../search/value-kind.ts';
import { beginSearchIndex } from './build-index.ts';
import { SearchDemand } from './demand.ts';
import { endSearchIndex } from './drop-index.ts';

/** Live records of a type from which on its searches get indexes by themselves: fewer are looked through as fast. */
export const INDEXED_RECORDS_MIN = 10_000;
/** Indexes of searches that an object type has, those that were asked for included. */
export const SEARCH_INDEXES_MAX = 20;
/** Days after which an index goes that the server has made and no search has gone by. */
export const UNUSED_DAYS_MAX = 30;

/** Sees to it that what is searched for again and again gets an index, and that those which nobody uses go. */
export class SearchIndexKeeper {
  readonly #store: Store;
  readonly #demand = new SearchDemand();

  constructor(store: Store) {
    this.#store = store;
  }

  /**
   * Learns from a search, or from filters that records were counted by, wherever that was. It is over when what follows from it is done: nobody has
   * to wait for that.
   */
  learn(
    view: Pick<CrmView, 'account' | 'schema'>,
    objectTypeId: string,
    found: Pick<Found, 'missing' | 'used'>,
    by: 'SEARCHES' | 'FILTERS' = 'SEARCHES',
  ): Promise<void> {
    return atPrimary(() => this.#learn(view, objectTypeId, found, by));
  }

  async #learn(
    { account: { id: account, now }, schema }: Pick<CrmView, 'account' | 'schema'>,
    objectTypeId: string,
    { missing, used }: Pick<Found, 'missing' | 'used'>,
    by: 'SEARCHES' | 'FILTERS',
  ): Promise<void> {
    const { sql } = this.#store;
    const noted = this.#demand.use(used, now);
    if (noted.length > 0) await noteIndexUse(sql, account, noted, now);
    const wanted = this.#demand.miss(`${account} ${objectTypeId}`, missing);
    if (wanted.length === 0) return;
    // While indexes change nobody writes: what is there already, or not to be there, must not cost that.
    const useful = (await selectSearchIndexes(sql, account)).filter((index) => isUseful(index, schema, now));
    if (toMake(useful, objectTypeId, wanted).length === 0) return;
    if (!(await isLarge(sql, account, objectTypeId))) return;
    await this.#store.writeFlows(account, (unit) => makeWanted(unit, objectTypeId, wanted, by));
  }
}

const keepers = new WeakMap<Store, SearchIndexKeeper>();

/** The one keeper of a process: what searches miss and what filters miss is counted together. */
export function keeperOf(store: Store): SearchIndexKeeper {
  const keeper = keepers.get(store) ?? new SearchIndexKeeper(store);
  keepers.set(store, keeper);
  return keeper;
}

/**
 * With a save of filters of a flow or a list, which nobody writes beside: what would lead to the records that meet them gets an index, where
 * records are many.
 */
export async function indexForFilters(
  unit: Unit,
  objectTypeId: string,
  narrowing: Narrowing | undefined,
): Promise<void> {
  const { tx, account, schema } = unit;
  const wanted = narrowing ? indexesMissing(narrowing, { schema, objectTypeId }) : [];
  if (wanted.length === 0 || !(await isLarge(tx, account.id, objectTypeId))) return;
  await makeWanted(unit, objectTypeId, wanted, 'FILTERS');
}

async function isLarge(db: Db, account: AccountId, objectTypeId: string): Promise<boolean> {
  const rows = await db`
    select from records where account_id = ${account} and object_type_id = ${objectTypeId} and archived_at is null
    offset ${INDEXED_RECORDS_MIN - 1} limit 1`;
  return rows.length > 0;
}

/** Begins those that are not there yet, as far as there is room, in place of what is of no use any more. */
async function makeWanted(
  unit: Unit,
  objectTypeId: string,
  wanted: readonly WantedIndex[],
  wantedBy: 'SEARCHES' | 'FILTERS',
): Promise<void> {
  const present = await selectSearchIndexes(unit.tx, unit.account.id);
  const useful = present.filter((index) => isUseful(index, unit.schema, unit.account.now));
  for (const index of present) if (!useful.includes(index)) await endSearchIndex(unit, index.id, 'GONE');
  const made = toMake(useful, objectTypeId, wanted).flatMap(({ property, kind }) => {
    const compares = comparisonOf(unit.schema, objectTypeId, property);
    return compares ? [{ objectTypeId, property, kind, compares, wantedBy }] : [];
  });
  for (const index of made) await beginSearchIndex(unit, index);
  if (made.length > 0 || useful.length < present.length) await changeSchema(unit.tx, unit.account.id);
}

/** Those of the wanted that there is room for, and that are not there; what was removed stays so. */
function toMake(
  present: readonly SearchIndexRow[],
  objectTypeId: string,
  wanted: readonly WantedIndex[],
): readonly WantedIndex[] {
  const ofType = present.filter((index) => index.objectTypeId === objectTypeId);
  const missing = wanted.filter(
    ({ property, kind }) => !ofType.some((index) => index.property === property && index.kind === kind),
  );
  const room = SEARCH_INDEXES_MAX - ofType.filter(({ state }) => state !== 'REMOVED').length;
  return missing.slice(0, Math.max(0, room));
}

/** Makes all that are in use anew, of what records have by now; their number. */
export async function remakeSearchIndexes(unit: Unit): Promise<number> {
  const present = (await selectSearchIndexes(unit.tx, unit.account.id)).filter(
    ({ state }) => state !== 'REMOVED',
  );
  for (const { id, objectTypeId, property, kind, wantedBy } of present) {
    await endSearchIndex(unit, id, 'GONE');
    const compares = comparisonOf(unit.schema, objectTypeId, property);
    if (compares) await beginSearchIndex(unit, { objectTypeId, property, kind, compares, wantedBy });
  }
  return present.length;
}

/** How searches compare a property; undefined for one that there is not. */
export function comparisonOf(schema: CrmSchema, objectTypeId: string, property: string) {
  const definition = schema.properties(objectTypeId).get(property);
  return definition && valueKind(definition).compares;
}

/** One that was removed is kept in mind. Another is of no use once the server has made it and no search has gone by it for long, or its property is of another type by now. */
function isUseful(index: SearchIndexRow, schema: CrmSchema, now: EpochMillis): boolean {
  const { objectTypeId, property, compares, state, wantedBy, usedAt, readyAt } = index;
  if (state === 'REMOVED') return true;
  if (comparisonOf(schema, objectTypeId, property) !== compares) return false;
  return wantedBy === 'REQUEST' || now - (usedAt ?? readyAt ?? now) <= UNUSED_DAYS_MAX * DAY;
}
