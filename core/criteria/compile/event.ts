import type { EpochMillis } from '../../time/index.ts';
import type { EventCondition } from '../condition.ts';
import { isFault, type Leaf } from '../leaf.ts';
import { isoText } from '../moments/iso-text.ts';
import { type Window, windowAt, windowMoves } from '../moments/window.ts';
import type { EventOccurrence, Subject } from '../subject.ts';
import { eventsHoldUntil } from './events-hold-until.ts';
import type { Compilation, EventRow, Node, RecordRow } from './node.ts';
import { problemAt } from './problem.ts';
import { eventLeaf } from './property.ts';
import { type Refinement, refinementOf } from './pruning.ts';

/** Events of one type: pruned, tested, counted. Null when some filter cannot be evaluated: a problem then says why. */
export function eventNode(condition: EventCondition, compilation: Compilation): Node | null {
  const { eventTypeId, path } = condition;
  compilation.reads.events.add(eventTypeId);
  const leaves = eventLeaves(condition, compilation);
  const refinement = refinementOf(condition.refineBy, compilation.context);
  if (!refinement) {
    problemAt(compilation, path, 'NOT_SUPPORTED', 'events cannot be pruned by a property of the record');
  }
  if (!leaves || !refinement) return null;
  const moves = refinement.windows.some(windowMoves) || leaves.some((leaf) => leaf.holdsUntil);
  if (moves) compilation.reads.now = true;
  const node: Node = {
    met(subject, now) {
      const events = eventsOf(subject, eventTypeId);
      compilation.effort.spend(events.length);
      return enough(events, leaves, refinement, now);
    },
    sql: (row, now) => eventsSql(row, eventTypeId, leaves, refinement, now),
  };
  if (!moves) return node;
  return {
    ...node,
    holdsUntil: (subject, now) =>
      eventsHoldUntil(
        eventsOf(subject, eventTypeId),
        { leaves, refinement, effort: compilation.effort },
        now,
      ),
  };
}

/** The leaves of an event's filters; null when one cannot be evaluated. */
export function eventLeaves(
  { filters }: Pick<EventCondition, 'filters'>,
  compilation: Compilation,
): readonly Leaf[] | null {
  const leaves: Leaf[] = [];
  for (const filter of filters) {
    const leaf = eventLeaf(filter, compilation);
    if (isFault(leaf)) problemAt(compilation, filter.path, leaf.fault, leaf.message);
    else leaves.push(leaf);
  }
  return leaves.length === filters.length ? leaves : null;
}

export function eventMatches(event: EventOccurrence, leaves: readonly Leaf[], now: EpochMillis): boolean {
  for (const leaf of leaves) if (!leaf.met(event, now)) return false;
  return true;
}

function eventsOf(subject: Subject, eventTypeId: string): readonly EventOccurrence[] {
  if (!subject.events)
    throw new Error(`The events "${eventTypeId}" are read by the criteria but were not loaded.`);
  return subject.events(eventTypeId);
}

function enough(
  events: readonly EventOccurrence[],
  leaves: readonly Leaf[],
  refinement: Refinement,
  now: EpochMillis,
): boolean {
  let matching = 0;
  let all = 0;
  const isInWindows = inWindowsAt(refinement.windows, now);
  for (const event of events) {
    if (!isInWindows(event)) continue;
    all++;
    if (!eventMatches(event, leaves, now)) continue;
    matching++;
    if (refinement.any) return true;
  }
  return refinement.enough(matching, all);
}

function inWindowsAt(windows: readonly Window[], now: EpochMillis): (event: EventOccurrence) => boolean {
  const holding = windows.map((window) => windowAt(window, now));
  return ({ occurredAt }) => holding.every((holds) => holds(occurredAt));
}

function eventsSql(
  row: RecordRow,
  eventTypeId: string,
  leaves: readonly Leaf[],
  refinement: Refinement,
  now: EpochMillis,
): string {
  const pruned = (event: EventRow) => refinement.windows.map((window) => windowSql(event, window, now));
  const matching = (event: EventRow) => [...pruned(event), ...leaves.map((leaf) => leaf.sql(event, now))];
  if (refinement.any) return row.anyEvent(eventTypeId, (event) => allSql(matching(event)));
  const count = (conditions: readonly string[]) => `count(*) filter (where ${allSql(conditions)})`;
  return row.overEvents(eventTypeId, (event) =>
    refinement.enoughSql(count(matching(event)), () => count(pruned(event))),
  );
}

function allSql(conditions: readonly string[]): string {
  return conditions.join(' and ') || 'true';
}

function windowSql(event: EventRow, { from, to, outside }: Window, now: EpochMillis): string {
  const param = (at: EpochMillis) => event.param(instantParam(at), 'timestamptz');
  const sides = [
    from ? `${event.occurredAt} >= ${param(from.at(now))}` : 'true',
    to ? `${event.occurredAt} < ${param(to.at(now))}` : 'true',
  ];
  return `${outside ? 'not ' : ''}(${sides.join(' and ')})`;
}

/** A bound may lie beyond the years that text is written for. */
function instantParam(at: EpochMillis): string {
  const text = isoText(at);
  if (text.length > 1) return text;
  return at > 0 ? 'infinity' : '-infinity';
}
