import type { EpochMillis } from '@millrace/core/time';
import { byPlace, type Place, placeFor } from './place.ts';
import type { Placed, Subject, TimelineKind } from './source.ts';
import { SOURCES } from './sources/index.ts';

export interface TimelineQuery {
  readonly kinds: readonly TimelineKind[];
  readonly from?: EpochMillis | undefined;
  readonly to?: EpochMillis | undefined;
  readonly after?: Place | undefined;
  readonly limit: number;
}

/** The latest entries of all sources, one more than asked for when there are more. A statement or two for each source. */
export async function readTimeline(
  subject: Subject,
  { kinds, from, to, after, limit }: TimelineQuery,
): Promise<Placed[]> {
  const sources = SOURCES.filter(({ kind }) => kinds.includes(kind));
  const found = await Promise.all(
    sources.map((source) =>
      source.read(subject, { from, to, after: placeFor(after, source.rank), limit: limit + 1 }),
    ),
  );
  return found
    .flat()
    .toSorted((a, b) => byPlace(a.place, b.place))
    .slice(0, limit + 1);
}
