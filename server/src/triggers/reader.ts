import {
  type CompiledCriteria,
  type Criteria,
  compileCriteria,
  filterBranchSchema,
  type Reads,
  type Subject,
} from '@millrace/core/criteria';
import { clockOf, daysOfRecord, type FlowProgram, type PropertySchedule } from '@millrace/core/flow';
import { type Problem, parseWith } from '@millrace/core/problem';
import {
  type Day,
  dayThrough,
  type EpochMillis,
  type Occurrence,
  occurrenceAfter,
} from '@millrace/core/time';
import type { ListRow } from '../lists/index.ts';
import { compileTriggers, type FlowTriggers, type TriggerContext } from './flow-triggers.ts';
import { withKnownLists } from './map-filters.ts';

/** An enabled flow, its schedule by a property, or a dynamic list: all read records. */
export type Reader = FlowReader | ScheduleReader | ListReader;

/** A part of a reader whose answer time alone can change. */
export type Timed = Pick<CompiledCriteria, 'reads' | 'holdsUntil'>;

interface ReaderBase {
  readonly id: string;
  /** The type of its records. */
  readonly objectTypeId: string;
  /** The reads of its criteria. */
  readonly reads: readonly Reads[];
  /** What time alone can change of its answers, so that a record enters or leaves. */
  readonly timed: readonly Timed[];
  readonly problems: readonly Problem[];
}

export interface FlowReader extends ReaderBase {
  readonly reader: 'FLOW';
  readonly triggers: FlowTriggers;
}

/** The schedule of an enabled flow by a date property: it enrolls each record on the record's own days. */
export interface ScheduleReader extends ReaderBase {
  readonly reader: 'SCHEDULE';
  readonly triggers: Extract<FlowTriggers, { kind: 'SCHEDULE' }>;
  readonly property: string;
  /** The occurrence of a record at an instant. */
  occurrenceAt(subject: Subject, at: EpochMillis): Occurrence | null;
}

export interface ListReader extends ReaderBase {
  readonly reader: 'LIST';
  /** The last change from before its filters were saved. */
  readonly afterChange: string;
  readonly tree: Criteria;
  readonly criteria: CompiledCriteria;
}

export function flowReader(program: FlowProgram, context: TriggerContext, afterChange?: string): FlowReader {
  const triggers = compileTriggers(program, context, afterChange);
  const deciding = decidingCriteria(triggers);
  const gates =
    triggers.kind === 'EVENT'
      ? [...triggers.joins, ...(triggers.refinement ? [triggers.refinement] : [])]
      : [];
  return {
    reader: 'FLOW',
    id: program.flowId,
    objectTypeId: program.objectTypeId,
    triggers,
    reads: [...deciding, ...gates].map(({ reads }) => reads),
    timed: deciding.filter(({ reads }) => reads.now),
    problems: triggers.problems,
  };
}

/** Of a flow whose schedule goes by a property that is there and holds dates; null for others. `afterDay`: the days up to it are over. */
export function scheduleReader(
  { id, objectTypeId, triggers }: FlowReader,
  context: TriggerContext,
  afterDay: Day,
): ScheduleReader | null {
  if (triggers.kind !== 'SCHEDULE' || triggers.schedule.type !== 'PROPERTY_BASED') return null;
  const { schedule } = triggers;
  const { dateProperty: property } = schedule;
  const { type } = context.propertyOf(objectTypeId, property) ?? {};
  if (type !== 'date' && type !== 'datetime') return null;
  const { timeZone } = context;
  const reads: Reads = { ...NOTHING_READ, properties: [property], now: true };
  const occurrenceFrom = (subject: Subject, from: EpochMillis) =>
    firstFrom(schedule, subject.properties[property], { from, afterDay, timeZone });
  return {
    reader: 'SCHEDULE',
    id,
    objectTypeId,
    triggers,
    property,
    reads: [reads, ...(triggers.criteria ? [triggers.criteria.reads] : [])],
    timed: [
      { reads, holdsUntil: (subject, at) => occurrenceFrom(subject, at + 1)?.at ?? Number.POSITIVE_INFINITY },
    ],
    problems: [],
    occurrenceAt(subject, at) {
      const occurrence = occurrenceFrom(subject, at);
      return occurrence?.at === at ? occurrence : null;
    },
  };
}

const NOTHING_READ: Reads = {
  properties: [],
  history: [],
  events: [],
  lists: [],
  associations: [],
  now: false,
};

/** The first occurrence of a record from an instant on (-Infinity: from any), after a day. */
function firstFrom(
  schedule: PropertySchedule,
  value: string | undefined,
  {
    from,
    afterDay,
    timeZone,
  }: { readonly from: EpochMillis; readonly afterDay: Day; readonly timeZone: string },
): Occurrence | null {
  const days = daysOfRecord(schedule, value, timeZone);
  if (!days) return null;
  const clock = clockOf(schedule, timeZone);
  const isOver =
    from === Number.NEGATIVE_INFINITY ? afterDay : dayThrough(from - 1, clock.timeOfDay, timeZone);
  return occurrenceAfter(days, isOver > afterDay ? isOver : afterDay, clock);
}

/** The filters of a list are checked at the save; a failure to parse them is a bug of ours. */
export function listReader(list: ListRow, context: TriggerContext, afterChange = '0'): ListReader {
  const parsed = parseWith(filterBranchSchema, list.filterBranch);
  if (!parsed.ok)
    throw new Error(`The filters of the list ${list.id} cannot be read: ${parsed.problems[0]?.message}`);
  const tree = withKnownLists(parsed.value, context.isKnownList);
  const criteria = compileCriteria(tree, context);
  return {
    reader: 'LIST',
    id: list.id,
    objectTypeId: list.objectTypeId,
    afterChange,
    tree,
    criteria,
    reads: [criteria.reads],
    timed: criteria.reads.now ? [criteria] : [],
    problems: criteria.problems,
  };
}

/** The criteria evaluated at every change of their reads; the others only open or close a door. */
function decidingCriteria(triggers: FlowTriggers): CompiledCriteria[] {
  const exits = triggers.exits.map(({ criteria }) => criteria);
  if (triggers.kind === 'SCHEDULE' && triggers.criteria && triggers.exitsWhenUnmet)
    return [triggers.criteria, ...exits];
  if (triggers.kind !== 'CRITERIA') return exits;
  const again = triggers.reEnrollTriggers.flatMap((each) => (each.kind === 'edge' ? [each.criteria] : []));
  return [triggers.criteria, triggers.held, ...again, ...exits];
}
