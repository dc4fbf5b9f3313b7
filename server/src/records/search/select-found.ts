import type { RecordImage } from '@millrace/core/record';
import type { AccountId } from '../../accounts/index.ts';
import type { Db } from '../../platform/index.ts';
import { areSearchIndexesReady } from '../../schema/index.ts';
import type { Search } from './condition.ts';
import { measure } from './measure.ts';
import { candidatesMax, type PagePlan, planSearch, type TotalPlan } from './plan.ts';
import type { Offer, Probe, WantedIndex } from './probes.ts';
import { orderOf, searchSql } from './search-sql.ts';
import { looksUp, Statement } from './statements.ts';
import { waysOf } from './ways.ts';

/** Records that a total counts where a page is asked for, too; `limit: 0` has all of them counted. */
export const SEARCH_TOTAL_MAX = 100_000;

/** What is searched for, and with which indexes. */
export interface Question {
  readonly account: AccountId;
  readonly objectTypeId: string;
  readonly search: Search;
  readonly offer: Offer;
  readonly page: { readonly offset: number; readonly limit: number };
  /** Who wants no more than the first need not have them all counted. */
  readonly isCounted: boolean;
}

export interface Found {
  readonly images: readonly RecordImage[];
  /** 0 where it was not asked for. */
  readonly total: number;
  /** Whether there are more than `total`. */
  readonly hasMore: boolean;
  /** The indexes that would have spared it from looking through records. */
  readonly missing: readonly WantedIndex[];
  /** The ids of the indexes that it went by. */
  readonly used: readonly string[];
}

/**
 * The live records of a type that a search finds, a page of them, and how many there are in all. With indexes the smallest part that all of
 * them are in is looked into; where that is large, the records are gone through in the order that is asked for. The number of statements does
 * not depend on how many there are.
 */
export async function selectFound(db: Db, question: Question): Promise<Found> {
  const { account, search, offer, page, isCounted } = question;
  const ways = waysOf(search, offer);
  const probes = ways.flatMap((way) => way.probes);
  const candidates = candidatesMax(page);
  const measured = await measure(db, question, probes, candidates);
  const plan = planSearch(search, ways, offer, measured, candidates);
  const [images, { total, hasMore }] = await Promise.all([
    page.limit === 0 ? [] : selectPage(db, question, plan.page),
    isCounted ? countAll(db, question, plan.total) : UNCOUNTED,
  ]);
  const used = idsOf(plan.page, plan.total, probes);
  // An index that was taken away meanwhile may have lost some of its entries already.
  if (used.length > 0 && !(await areSearchIndexesReady(db, account, used)))
    return selectFound(db, { ...question, offer: NO_INDEXES });
  return { images, total, hasMore, missing: plan.missing, used };
}

const NO_INDEXES: Offer = { forCondition: () => undefined, forQuery: () => [], forSort: () => undefined };

const IMAGE_COLUMNS = `r.object_type_id as "objectTypeId", r.id, r.properties, r.created_at as "createdAt",
  r.updated_at as "updatedAt", r.archived_at as "archivedAt", r.created_by_flow as "createdByFlow"`;

const LIVE_RECORDS =
  'records r where r.account_id = $1::bigint and r.object_type_id = $2::text and r.archived_at is null';

async function selectPage(db: Db, question: Question, plan: PagePlan): Promise<readonly RecordImage[]> {
  switch (plan.by) {
    case 'CANDIDATES':
      return selectCandidates(db, question, plan.probes);
    case 'VALUE':
      return selectOfValue(db, question, plan.probe);
    case 'SORT':
      return selectInOrder(db, question, plan);
    case 'RECORDS': {
      const { statement, where, orderBy } = begin(question);
      return statement.rows(
        db,
        `select ${IMAGE_COLUMNS} from ${LIVE_RECORDS} and ${where} order by ${orderBy} ${pageOf(question)}`,
      );
    }
  }
}

function begin({ account, objectTypeId, search }: Question) {
  const statement = new Statement(account, objectTypeId);
  return { statement, ...searchSql(search, statement.bind) };
}

function pageOf({ page: { limit, offset } }: Question): string {
  return `limit ${limit} offset ${offset}`;
}

/** Looks into all that could be found, and puts those in order that are. */
function selectCandidates(db: Db, question: Question, probes: readonly Probe[]): Promise<RecordImage[]> {
  const { statement, where, sortedBy } = begin(question);
  const columns = ['r.id', ...sortedBy.map(({ operand }, index) => `${operand} as s${index}`)];
  const kept = sortedBy.map(({ direction }, index) => ({ operand: `s${index}`, direction }));
  return statement.rows(
    db,
    `with met as materialized (
       select r.* from (${statement.distinctIds(probes)}) as found ${looksUp('found', columns.join(', '), where)}
     ), page as materialized (
       select id, row_number() over (order by ${orderOf(kept, 'id')}) as place from met order by place ${pageOf(question)}
     )
     select ${IMAGE_COLUMNS} from page ${joined('page')} order by page.place`,
  );
}

/** The records of a page by their keys; those that were archived meanwhile are not there any more. */
function joined(alias: string): string {
  return `join records r on r.account_id = $1::bigint and r.object_type_id = $2::text and r.id = ${alias}.id`;
}

function selectOfValue(db: Db, question: Question, probe: Probe): Promise<RecordImage[]> {
  const statement = new Statement(question.account, question.objectTypeId);
  return statement.rows(
    db,
    `select r.* from (${statement.ids(probe)} order by v.record_id ${pageOf(question)}) as found
     ${looksUp('found', IMAGE_COLUMNS, 'true')} order by r.id`,
  );
}

/** Goes through the records in the order of an index until the page is full; where it is not, those without a value follow. */
async function selectInOrder(
  db: Db,
  question: Question,
  { index, within }: Extract<PagePlan, { by: 'SORT' }>,
): Promise<readonly RecordImage[]> {
  const { page, search } = question;
  const direction = search.sorts[0]!.descending ? 'desc' : 'asc';
  const { statement, where } = begin(question);
  const ordered = (columns: string) =>
    `select ${columns} from (
       select v.record_id as id, v.value from search_values v
       where v.account_id = $1::bigint and v.index_id = ${statement.bind(index.id, 'bigint')}
         ${within ? `and ${within.valuesSql(statement.bind)}` : ''}
       order by v.value ${direction}, v.record_id ${direction}
     ) as found ${looksUp('found', IMAGE_COLUMNS, where)}`;
  const images = await statement.rows<RecordImage>(db, `${ordered('r.*')} ${pageOf(question)}`);
  // Within a part of the index everything has a value.
  if (within || images.length === page.limit) return images;
  const counting = begin(question);
  const skipped = images.length > 0 || page.offset === 0 ? 0 : page.offset - (await countInOrder());
  const rest = begin(question);
  const [operand] = rest.sortedBy;
  const others = await rest.statement.rows<RecordImage>(
    db,
    `select ${IMAGE_COLUMNS} from ${LIVE_RECORDS} and ${rest.where} and ${operand!.operand} is null
     order by r.id ${direction} limit ${page.limit - images.length} offset ${skipped}`,
  );
  return [...images, ...others];

  async function countInOrder(): Promise<number> {
    const [row] = await counting.statement.rows<{ readonly total: number }>(
      db,
      `select count(*)::integer as total from (
         select v.record_id as id from search_values v
         where v.account_id = $1::bigint and v.index_id = ${counting.statement.bind(index.id, 'bigint')}
       ) as found ${looksUp('found', 'r.id', counting.where)}`,
    );
    return row!.total;
  }
}

interface Total {
  readonly total: number;
  readonly hasMore: boolean;
}

const UNCOUNTED: Total = { total: 0, hasMore: false };

/** Counts no further than to the most, unless the total is all that is asked for. Of entries that a record may have several of, so many are looked at. */
async function countAll(db: Db, question: Question, plan: TotalPlan): Promise<Total> {
  const isBound = question.page.limit > 0;
  const most = isBound ? `limit ${SEARCH_TOTAL_MAX + 1}` : '';
  if (plan.by === 'INDEX' && plan.probe.isRepeated) {
    const statement = new Statement(question.account, question.objectTypeId);
    const [row] = await statement.rows<{ readonly entries: number; readonly records: number }>(
      db,
      `with asked as (select $2::text)
       select count(*)::integer as entries, count(distinct id)::integer as records
       from (select id from (${statement.ids(plan.probe)}) as entry ${most}) as found`,
    );
    const hasMore = isBound && row!.entries > SEARCH_TOTAL_MAX;
    return { total: Math.min(row!.records, isBound ? SEARCH_TOTAL_MAX : Number.POSITIVE_INFINITY), hasMore };
  }
  const { statement, rows } = toCount(question, plan);
  const [row] = await statement.rows<{ readonly total: number }>(
    db,
    `with asked as (select $2::text) select count(*)::integer as total from (${rows} ${most}) as found`,
  );
  const hasMore = isBound && row!.total > SEARCH_TOTAL_MAX;
  return { total: hasMore ? SEARCH_TOTAL_MAX : row!.total, hasMore };
}

function toCount(question: Question, plan: TotalPlan): { statement: Statement; rows: string } {
  if (plan.by === 'INDEX') {
    const statement = new Statement(question.account, question.objectTypeId);
    return { statement, rows: statement.ids(plan.probe) };
  }
  const { statement, where } = begin(question);
  if (plan.by === 'RECORDS') return { statement, rows: `select from ${LIVE_RECORDS} and ${where}` };
  const found = statement.distinctIds(plan.probes);
  return { statement, rows: `select from (${found}) as found ${looksUp('found', 'r.id', where)}` };
}

function idsOf(page: PagePlan, total: TotalPlan, probes: readonly Probe[]): readonly string[] {
  const sort = page.by === 'SORT' ? [page.index.id] : [];
  const asked =
    page.by === 'RECORDS' && total.by === 'RECORDS' ? [] : probes.flatMap(({ indexIds }) => indexIds);
  return [...new Set([...sort, ...asked])];
}
