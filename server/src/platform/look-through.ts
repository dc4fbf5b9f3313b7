import type { Db, Fragment, Row } from './database/index.ts';

/**
 * Rows that one page of a listing looks at, at most. A filter that no index knows passes over what does not fit it: then a page may come short,
 * even empty, and says where the next goes on.
 */
export const ROWS_LOOKED_AT_MAX = 10_000;
/** … at least in each stream, where a listing is merged of several. */
const ROWS_OF_A_STREAM_MIN = 20;

/** A look through one stream of rows, or several that are merged. */
export interface Look {
  /** What the streams are read for: an item of FROM. */
  readonly streams: Fragment;
  readonly count: number;
  /** The rows of one of them, in the order of the listing, no more than so many. */
  readonly read: (most: number) => Fragment;
  /** The column that tells streams apart; null when there is one. */
  readonly stream: string | null;
  /** The columns of the order. */
  readonly by: readonly string[];
  readonly direction: 'asc' | 'desc';
  /** Which rows are wanted. */
  readonly fits: Fragment;
  readonly limit: number;
}

export interface Looked {
  /** One more than asked for when there are more. */
  readonly rows: readonly Row[];
  /** The columns of the order, as far as all streams were looked through; undefined when nothing is left to look at. */
  readonly reached: readonly unknown[] | undefined;
}

/**
 * Merges streams, in one statement; each is read no further than the page needs, or than rows are looked at. What lies beyond the place to which
 * a stream was read may still be overtaken by its next rows: it is left to the next page.
 */
export async function lookThrough(db: Db, look: Look): Promise<Looked> {
  const { streams, count, read, stream, by, direction, fits, limit } = look;
  const looks = Math.max(ROWS_OF_A_STREAM_MIN, Math.floor(ROWS_LOOKED_AT_MAX / Math.max(1, count)));
  const each = Math.min(limit + 1, looks);
  const names = db.unsafe(by.join(', '));
  const ordered = db.unsafe(by.map((name) => `${name} ${direction}`).join(', '));
  const reached = db.unsafe(by.map((name, index) => `${name} as reached_${index}`).join(', '));
  const ends = db.unsafe(by.map((_, index) => `reached_${index}`).join(', '));
  const beyond = db.unsafe(direction === 'desc' ? '>=' : '<=');
  const partition = stream === null ? db`` : db`partition by ${db.unsafe(stream)}`;
  const found = await db`
    with taken as materialized (
      select taken.* from ${streams} cross join lateral (
        select * from (
          select *, (${fits}) as fits, row_number() over (order by ${ordered}) as place from (${read(looks)}) as read
        ) as numbered
        where fits or place = ${looks} order by ${ordered} limit ${each}
      ) as taken
    ), ends as (
      select ${reached} from (
        select *, row_number() over (${partition} order by ${ordered}) as number_taken from taken
      ) as counted
      where place = ${looks} or number_taken = ${each} order by ${ordered} limit 1
    )
    select ends.*, fitting.* from (select 1) as one left join ends on true left join lateral (
      select * from taken
      where fits and (ends.reached_0 is null or (${names}) ${beyond} (${ends}))
      order by ${ordered} limit ${limit + 1}
    ) as fitting on true
    order by ${ordered}`;
  const end = found[0] && by.map((_, index) => found[0]![`reached_${index}`]);
  return {
    rows: found.filter((row) => row['fits'] === true),
    reached: end === undefined || end[0] === null ? undefined : end,
  };
}
