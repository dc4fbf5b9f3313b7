import { type CompiledCriteria, type Criteria, compileSql, narrowingOf } from '@millrace/core/criteria';
import { type AccountId, paramsOf } from '../accounts/index.ts';
import type { Store, Unit } from '../history/index.ts';
import { recordRow } from '../loading/index.ts';
import { insideSql } from '../passages/index.ts';
import { type AnswerOf, type ApiError, invalid, namedWhenSlow, refused } from '../platform/index.ts';
import { keeperOf, liveRecordsSql, loadRecords, type Narrowed, narrow } from '../records/index.ts';
import { type FlowTriggers, loadTriggerContext, SQL_WORK_MAX } from '../triggers/index.ts';
import type { previewAnswer } from './answers.ts';
import type { DoorRule, SqlAtTheDoor } from './door/rule.ts';
import { DOOR_RULES, RECORD_RULES } from './door/rules.ts';
import { criteriaOf, type Filtering } from './triggers-of-flow.ts';

/** Records in a preview. */
export const PREVIEW_SAMPLE = 10;

/** The number of records that meet a flow's criteria now, by the outcome of enrolling them. */
type Preview = AnswerOf<typeof previewAnswer>;

type Param = (value: unknown, type: string) => string;

/** Counts in one statement, whether the flow is on or not; nothing is written. */
export function preview(store: Store, accountId: AccountId, flowId: string): Promise<Preview> {
  return learning(store, accountId, async (unit, note) =>
    previewOf(unit, await criteriaOf(unit, flowId), note),
  );
}

/** The same by triggers that need not be saved. */
export async function previewOf(unit: Unit, triggers: Filtering, note: Note = ignore): Promise<Preview> {
  const { sample, ...counts } = await countMatching(unit, triggers, note);
  return { ...counts, sample: await sampled(unit, triggers, sample) };
}

/** Takes down which indexes a count went by, and which it missed. */
export type Note = (unit: Unit, objectTypeId: string, narrowed: Narrowed) => void;

const ignore: Note = () => undefined;

/** Reads, and makes indexes of what was counted without one again and again. */
export async function learning<T>(
  store: Store,
  accountId: AccountId,
  read: (unit: Unit, note: Note) => Promise<T>,
): Promise<T> {
  const learnt: (() => Promise<void>)[] = [];
  const note: Note = ({ account, schema }, objectTypeId, narrowed) => {
    const keeper = keeperOf(store);
    learnt.push(() => keeper.learn({ account, schema }, objectTypeId, narrowed, 'FILTERS'));
  };
  const result = await store.read(accountId, (unit) => read(unit, note));
  for (const learn of learnt) await learn();
  return result;
}

/** Some records, with what the filters look at. */
async function sampled(
  unit: Unit,
  triggers: Filtering,
  sample: readonly string[],
): Promise<Preview['sample'] & Meeting['sample']> {
  const { objectTypeId } = triggers.program;
  const images = await loadRecords(
    unit.tx,
    unit.account.id,
    sample.map((id) => ({ objectTypeId, id })),
    'none',
  );
  const shown = await shownProperties(unit, objectTypeId, triggers.criteria?.reads.properties ?? []);
  const byId = new Map(images.map((image) => [image.id, pick(image.properties, shown)]));
  return sample.map((id) => ({ objectId: id, properties: byId.get(id) ?? {} }));
}

/** The records that meet the flow's filters now, counted by the outcome of enrolling them, and some of their ids. */
export async function countMatching(
  unit: Unit,
  triggers: Filtering,
  note: Note = ignore,
): Promise<Omit<Preview, 'sample'> & { readonly sample: readonly string[] }> {
  const { flowId, objectTypeId } = triggers.program;
  requireLittleWork(flowId, [triggers, ...triggers.exits]);
  const { param, met, params, among } = await askingIn(unit, objectTypeId, note);
  const at = { flowId, comesAgain: triggers.shouldReEnroll, guards: triggers, param, met };
  const refusal = refusalSql(DOOR_RULES, at);
  const counting = unit.tx.unsafe(
    `with matching as materialized (
       select r.id, ${refusal} as refusal from ${liveRecordsSql(param(objectTypeId, 'text'))}
         and (${await among(triggers)}) and (${conditionOf(triggers, met, param)})
     )
     select count(*)::int as matching, count(*) filter (where refusal is null)::int as "wouldEnroll",
            count(*) filter (where refusal = 'ALREADY_ACTIVE')::int as "alreadyActive",
            count(*) filter (where refusal = 'ENROLLED_BEFORE')::int as "enrolledBefore",
            count(*) filter (where refusal not in ('ALREADY_ACTIVE', 'ENROLLED_BEFORE'))::int as refused,
            array(select m.id::text from matching m order by m.id limit ${PREVIEW_SAMPLE}) as sample
     from matching`,
    params,
  );
  const [row] = await namedWhenSlow(`Counting whom the filters of the flow ${flowId} are met by`, counting);
  return row as unknown as Omit<Preview, 'sample'> & { sample: string[] };
}

/** Records that are counted at most: enough to know that they are many. */
const MEETING_MAX = 100_000;

/** Whom filters are met by now, whatever any flow makes of it. */
export interface Meeting {
  readonly matching: number;
  /** Whether those are all. */
  readonly isComplete: boolean;
  readonly sample: readonly { readonly objectId: string; readonly properties: Record<string, string> }[];
}

/** Counts them no further than to a number, in one statement. The filters belong to no flow. */
export async function countMeeting(unit: Unit, triggers: Filtering, note: Note = ignore): Promise<Meeting> {
  const { objectTypeId } = triggers.program;
  if ((triggers.criteria?.sqlWork ?? 0) > SQL_WORK_MAX)
    throw refused(
      'filterBranch',
      'TOO_MUCH_WORK',
      'filterBranch looks for too many texts inside others to be counted at once: look for fewer.',
    );
  const { param, met, params, among } = await askingIn(unit, objectTypeId, note);
  const counting = unit.tx.unsafe(
    `with meeting as materialized (
       select r.id from ${liveRecordsSql(param(objectTypeId, 'text'))}
         and (${await among(triggers)}) and (${conditionOf(triggers, met, param)})
       limit ${MEETING_MAX + 1}
     )
     select count(*)::int as matching, array(select m.id::text from meeting m order by m.id limit ${PREVIEW_SAMPLE}) as sample from meeting`,
    params,
  );
  const [row] = await namedWhenSlow('Counting whom the filters are met by', counting);
  const { matching, sample } = row as unknown as { matching: number; sample: string[] };
  return {
    matching: Math.min(matching, MEETING_MAX),
    isComplete: matching <= MEETING_MAX,
    sample: await sampled(unit, triggers, sample),
  };
}

/** How many of those inside would have to leave by these triggers now, by the reason. One statement. */
export async function countLeaving(unit: Unit, triggers: FlowTriggers): Promise<Record<string, number>> {
  const { objectTypeId, flowId } = triggers.program;
  if (triggers.exits.length === 0 && triggers.suppressionLists.length === 0) return {};
  requireLittleWork(flowId, triggers.exits);
  const { param, met, params } = await askingIn(unit, objectTypeId);
  const at = { flowId, comesAgain: true, guards: triggers, param, met };
  const counting = unit.tx.unsafe(
    `select reason, count(*)::int as leaving from (
       select ${refusalSql(RECORD_RULES, at)} as reason
       from ${liveRecordsSql(param(objectTypeId, 'text'))}
         and exists (select from ${insideSql('r', param(flowId, 'bigint'))})
     ) as inside where reason is not null group by reason`,
    params,
  );
  const rows = await namedWhenSlow(`Counting who would have to leave the flow ${flowId}`, counting);
  return Object.fromEntries(rows.map((row) => [row['reason'] as string, row['leaving'] as number]));
}

/** How criteria are asked of the rows `r` of a statement, with its parameters. */
async function askingIn(unit: Unit, objectTypeId: string, note: Note = ignore) {
  const { tx, account, schema } = unit;
  const context = (await loadTriggerContext(tx, account, new Set()))(objectTypeId);
  const params = paramsOf(account.id);
  const param: Param = (value, type) => `$${params.push(value)}::${type}`;
  return {
    params,
    param,
    met: (tree: Criteria) => compileSql(tree, context, account.now, recordRow('r', params)),
    /** That a row is one of the few that indexes lead to, as far as they do. */
    async among({ tree }: Filtering): Promise<string> {
      const narrowing = tree ? narrowingOf(tree, context, account.now) : undefined;
      const narrowed = await narrow(tx, { account: account.id, schema, objectTypeId }, narrowing);
      note(unit, objectTypeId, narrowed);
      return narrowed.ids === null ? 'true' : `r.id = any(${param(narrowed.ids, 'bigint[]')})`;
    },
  };
}

function requireLittleWork(
  flowId: string,
  asked: readonly { readonly criteria: CompiledCriteria | null }[],
): void {
  const work = asked.reduce((sum, { criteria }) => sum + (criteria?.sqlWork ?? 0), 0);
  if (work > SQL_WORK_MAX) throw tooManyTexts(flowId);
}

/** Whom the flow's filters are met by; a schedule by a property comes only for records that have a date. */
function conditionOf(triggers: Filtering, met: (tree: Criteria) => string, param: Param): string {
  const filters = triggers.tree ? met(triggers.tree) : 'true';
  if (triggers.kind !== 'SCHEDULE' || triggers.schedule.type !== 'PROPERTY_BASED') return filters;
  return `${filters} and r.properties ? ${param(triggers.schedule.dateProperty, 'text')}`;
}

/** The outcome of the first rule that keeps out a row's record; null without one. */
function refusalSql(rules: readonly DoorRule[], at: SqlAtTheDoor): string {
  const cases = rules.flatMap((rule) => {
    const keepsOut = rule.sql(at);
    return keepsOut === null ? [] : [`when ${keepsOut} then '${rule.refusal}'`];
  });
  return `case ${cases.join(' ')} end`;
}

/** 400: criteria that a flow may ask record by record, but not a count over all records at once. */
function tooManyTexts(flowId: string): ApiError {
  const message = `The filters of the flow ${flowId} look for too many texts inside others to be counted at once. Enroll whom they match to see who that is, or look for fewer.`;
  return invalid([{ path: 'flowId', code: 'TOO_MUCH_WORK', message }], message);
}

/** The naming properties, and those of the criteria; a caller of the flow may see these. */
async function shownProperties(
  { schema }: Unit,
  objectTypeId: string,
  asked: readonly string[],
): Promise<readonly string[]> {
  const known = schema.properties(objectTypeId);
  const usual = schema.objectType(objectTypeId)?.defaultProperties ?? [];
  const open = usual.filter((name) => known.get(name)?.dataSensitivity === 'non_sensitive');
  return [...new Set([...open, ...asked])];
}

function pick(
  properties: Readonly<Record<string, string>>,
  names: readonly string[],
): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (name in properties ? [[name, properties[name]!]] : [])));
}
