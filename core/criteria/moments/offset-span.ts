import { type EpochMillis, zoned } from '../../time/index.ts';

/** A span between two transitions of a zone; open on a side on which there are no more. */
export interface OffsetSpan {
  readonly from: EpochMillis;
  readonly until: EpochMillis;
  /** Milliseconds by which the wall is before UTC. */
  readonly offset: number;
}

/** Spans kept of a zone. Far more than a lifetime has; what is asked of other ages begins anew. */
const SPANS_MAX = 512;

interface Known {
  /** In order; there may be holes. */
  spans: OffsetSpan[];
  latest: OffsetSpan | undefined;
}

const zones = new Map<string, Known>();

/** The span that an instant lies in. To find one takes a millisecond, to ask for it again next to nothing: calendars are walked along. */
export function offsetSpanAt(at: EpochMillis, zone: string): OffsetSpan {
  let known = zones.get(zone);
  if (!known) {
    known = { spans: [], latest: undefined };
    zones.set(zone, known);
  }
  const { latest } = known;
  if (latest && at >= latest.from && at < latest.until) return latest;
  const index = known.spans.findLastIndex(({ from }) => from <= at);
  const found = known.spans[index];
  const span = found && at < found.until ? found : readSpan(at, zone);
  if (span !== found) {
    if (known.spans.length >= SPANS_MAX) known.spans = [span];
    else known.spans.splice(index + 1, 0, span);
  }
  known.latest = span;
  return span;
}

function readSpan(at: EpochMillis, zone: string): OffsetSpan {
  const wall = zoned(at, zone);
  // The transition before the next millisecond may be at this one.
  const previous = zoned(at + 1, zone).getTimeZoneTransition('previous');
  const next = wall.getTimeZoneTransition('next');
  return {
    from: previous?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    until: next?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offset: wall.offsetNanoseconds / 1_000_000,
  };
}
