import type { EpochMillis } from '@millrace/core/time';
import type { Found } from '../platform/index.ts';
import { cursorText, type Order, type Place, type Position } from './place.ts';
import type { Placed, Source, Subject, TimelineEntry, TimelineKind, Told } from './source.ts';
import { SOURCES } from './sources/index.ts';

export interface TimelineQuery {
  readonly kinds: readonly TimelineKind[];
  readonly order: Order;
  readonly from?: EpochMillis | undefined;
  readonly to?: EpochMillis | undefined;
  readonly after?: Place | undefined;
  readonly limit: number;
}

/**
 * A page of a timeline, merged of all sources: each is read in its own order from where it had come to, no further than a page. So an entry
 * is told once, whatever is written while somebody turns the pages. A statement or two for each source.
 */
export async function readTimeline(subject: Subject, query: TimelineQuery): Promise<Found<TimelineEntry>> {
  const { kinds, order, from, after, limit } = query;
  const sources = SOURCES.filter(({ kind }) => kinds.includes(kind));
  const to = upTo(query);
  const told = await Promise.all(
    sources.map((source) =>
      source.read(subject, { order, from, to, after: after?.positions.get(source.rank), limit: limit + 1 }),
    ),
  );
  const streams = sources.map((source, index): Stream => ({ source, told: told[index]!, taken: 0 }));
  const page: Placed[] = [];
  while (page.length < limit) {
    const next = firstOf(streams, order);
    const placed = next?.told.placed[next.taken];
    if (!placed) break;
    page.push(placed);
    next!.taken++;
  }
  const items = page.map(({ entry }) => entry);
  if (!streams.some(hasMore)) return { items, reached: undefined };
  // Where nothing was found yet, the look has come at least as far as the furthest of what it looked at.
  const at = page.at(-1)?.at ?? firstOf(streams, order)!.told.reached!.at;
  return { items, reached: cursorText({ order, at, positions: positionsOf(streams, after) }) };
}

/** What has come since the page before, and is later than all of it, is not told behind it. */
function upTo({ order, to, after }: TimelineQuery): EpochMillis | undefined {
  if (order === 'ASCENDING' || !after) return to;
  return Math.min(to ?? Number.MAX_SAFE_INTEGER, after.at + 1);
}

interface Stream {
  readonly source: Source;
  readonly told: Told;
  taken: number;
}

function hasMore({ told, taken }: Stream): boolean {
  return taken < told.placed.length || told.reached !== undefined;
}

/** The stream whose next entry, or end of the look, comes first. */
function firstOf(streams: readonly Stream[], order: Order): Stream | undefined {
  const sign = order === 'DESCENDING' ? -1 : 1;
  return streams
    .filter(hasMore)
    .toSorted((a, b) => sign * (headOf(a).at - headOf(b).at) || -sign * (a.source.rank - b.source.rank))[0];
}

function headOf({ told, taken }: Stream): Omit<Placed, 'entry'> {
  return told.placed[taken] ?? told.reached!;
}

/** Where each source has come to: behind what was taken of it, or as far as it was looked through. */
function positionsOf(streams: readonly Stream[], after: Place | undefined): Map<number, Position> {
  const positions = new Map(after?.positions);
  for (const { source, told, taken } of streams) {
    const isThrough = taken === told.placed.length && told.reached !== undefined;
    const position = isThrough ? told.reached.position : told.placed[taken - 1]?.position;
    if (position) positions.set(source.rank, position);
  }
  return positions;
}
