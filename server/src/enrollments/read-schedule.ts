import { compileSql } from '@millrace/core/criteria';
import { clockOf, daysOfRecord, type PropertySchedule } from '@millrace/core/flow';
import {
  type Day,
  dayPlus,
  dayThrough,
  iso,
  type Occurrence,
  occurrenceAfter,
  zoned,
} from '@millrace/core/time';
import { type AccountId, paramsOf } from '../accounts/index.ts';
import type { Store, Unit } from '../history/index.ts';
import { recordRow } from '../loading/index.ts';
import { type AnswerOf, invalid, namedWhenSlow } from '../platform/index.ts';
import { liveRecordsSql } from '../records/index.ts';
import {
  type FlowSchedule,
  latestSweep,
  loadTriggerContext,
  nextOccurrences,
  type Sweep,
  selectSchedules,
} from '../triggers/index.ts';
import type { occurrenceAnswer, scheduleAnswer } from './answers.ts';
import { countMatching } from './preview.ts';
import { type Filtering, triggersOf } from './triggers-of-flow.ts';

/** Occurrences in an answer. */
export const OCCURRENCES_SHOWN = 10;

type ScheduleAnswer = AnswerOf<typeof scheduleAnswer>;
type Scheduled = Extract<Filtering, { kind: 'SCHEDULE' }>;

/** When a flow's schedule comes next, and for how many; of a flow that is off, as if it were turned on. 400 for a flow without one. */
export function readSchedule(store: Store, accountId: AccountId, flowId: string): Promise<ScheduleAnswer> {
  return store.read(accountId, async (unit) => {
    const { tx, account } = unit;
    const triggers = await triggersOf(unit, flowId);
    if (triggers.kind !== 'SCHEDULE')
      throw noSchedule(flowId, triggers.program.definition.enrollmentCriteria?.type);
    const { program, schedule } = triggers;
    const [laid] = await selectSchedules(tx, accountId, flowId);
    const occurrences = await nextOf(unit, triggers, program.isEnabled ? laid : undefined);
    const latest = await latestSweep(tx, accountId, { kind: 'SCHEDULE', reader: 'FLOW', readerId: flowId });
    const { matching, wouldEnroll } = await countMatching(unit, triggers);
    return {
      flowId,
      type: schedule.type,
      isEnabled: program.isEnabled,
      timeZone: account.timeZone,
      nextAt: program.isEnabled ? (occurrences[0]?.at ?? null) : null,
      occurrences,
      matching,
      wouldEnroll,
      latest: latest && presentLatest(latest),
    };
  });
}

function noSchedule(flowId: string, type: string | undefined) {
  const why =
    type === 'DATASET'
      ? 'it is to be entered from a data set, and there are none here'
      : 'it has no enrollmentSchedule';
  return invalid([
    { path: '', code: 'NO_SCHEDULE', message: `No schedule enrolls records in the flow ${flowId}: ${why}.` },
  ]);
}

async function nextOf(
  unit: Unit,
  triggers: Scheduled,
  laid: FlowSchedule | undefined,
): Promise<AnswerOf<typeof occurrenceAnswer>[]> {
  const { schedule } = triggers;
  const { now, timeZone } = unit.account;
  const shown = ({ day, at }: Occurrence) => ({
    at: iso(at),
    day,
    localTime: zoned(at, timeZone).toPlainDateTime().toString(),
  });
  const afterDay = laid?.afterDay ?? null;
  if (schedule.type !== 'PROPERTY_BASED')
    return (nextOccurrences(schedule, null, { at: now, afterDay, timeZone }, OCCURRENCES_SHOWN) ?? []).map(
      shown,
    );
  const isOver = dayThrough(now, schedule.timeOfDay, timeZone);
  const from = afterDay !== null && afterDay > isOver ? afterDay : isOver;
  const dates = await countDates(unit, triggers, schedule, from);
  const clock = clockOf(schedule, timeZone);
  return dates
    .flatMap(({ date, records }) => {
      const days = daysOfRecord(schedule, date, timeZone);
      const next = days && occurrenceAfter(days, from, clock);
      return next ? [{ ...next, records }] : [];
    })
    .toSorted((a, b) => a.at - b.at)
    .slice(0, OCCURRENCES_SHOWN)
    .map(({ records, ...occurrence }) => ({ ...shown(occurrence), records }));
}

/** Any leap year: every day of a year is in it. */
const ANY_YEAR = 2000;

/** The dates of the records that meet the filters now: of a yearly schedule all days of the year, else those nearest ahead. One statement. */
async function countDates(
  { tx, account }: Unit,
  { program, tree }: Scheduled,
  { dateProperty, daysDelta, yearly }: PropertySchedule,
  after: Day,
): Promise<readonly { readonly date: Day; readonly records: number }[]> {
  const { objectTypeId } = program;
  const context = (await loadTriggerContext(tx, account, new Set()))(objectTypeId);
  const params = paramsOf(account.id);
  const row = recordRow('r', params);
  const filters = tree ? compileSql(tree, context, account.now, row) : 'true';
  const value = row.value(dateProperty);
  const isInstant = context.propertyOf(objectTypeId, dateProperty)?.type === 'datetime';
  const day = isInstant
    ? `case when length(${value}) = 24 then to_char((${value})::timestamptz at time zone ${row.param(account.timeZone, 'text')}, 'YYYY-MM-DD') end`
    : `case when length(${value}) = 10 then ${value} end`;
  const found = yearly ? `'${ANY_YEAR}' || substr(day, 5)` : 'day';
  const live = liveRecordsSql(row.param(objectTypeId, 'text'));
  const bound = row.param(dayPlus(after, -daysDelta), 'text');
  const counting = tx.unsafe(
    `select ${found} as date, count(*)::int as records
     from (select (${day}) collate "C" as day from ${live} and (${filters})) as dated
     where day is not null and (${yearly} or day > ${bound})
     group by 1 order by 1 ${yearly ? '' : `limit ${OCCURRENCES_SHOWN}`}`,
    params,
  );
  const rows = await namedWhenSlow(
    `Counting whom the schedule of the flow ${program.flowId} comes for`,
    counting,
  );
  return rows as unknown as { date: Day; records: number }[];
}

function presentLatest(sweep: Sweep): NonNullable<ScheduleAnswer['latest']> {
  return {
    at: iso(sweep.occurredAt!),
    status: sweep.status,
    looked: sweep.looked,
    matching: sweep.found,
    enrolled: sweep.outcomes['ENROLLED'] ?? 0,
    outcomes: sweep.outcomes,
    finishedAt: sweep.finishedAt === null ? null : iso(sweep.finishedAt),
    ...(sweep.message === null ? {} : { message: sweep.message }),
  };
}
