import { type Criteria, compileSql } from '@millrace/core/criteria';
import type { AccountId } from '../accounts/index.ts';
import type { Store, Unit } from '../history/index.ts';
import { recordRow } from '../loading/index.ts';
import { type AnswerOf, type ApiError, invalid, namedWhenSlow } from '../platform/index.ts';
import { liveRecordsSql, loadRecords } from '../records/index.ts';
import { loadTriggerContext, SQL_WORK_MAX } from '../triggers/index.ts';
import type { previewAnswer } from './answers.ts';
import type { SqlAtTheDoor } from './door/rule.ts';
import { DOOR_RULES } from './door/rules.ts';
import { criteriaOf, type Filtering } from './triggers-of-flow.ts';

/** Records in a preview. */
export const PREVIEW_SAMPLE = 10;

/** The number of records that meet a flow's criteria now, by the outcome of enrolling them. */
type Preview = AnswerOf<typeof previewAnswer>;

type Param = (value: unknown, type: string) => string;

/** Counts in one statement, whether the flow is on or not; nothing is written. */
export function preview(store: Store, accountId: AccountId, flowId: string): Promise<Preview> {
  return store.read(accountId, async (unit) => {
    const triggers = await criteriaOf(unit, flowId);
    const { tx, account } = unit;
    const { objectTypeId } = triggers.program;
    const { sample, ...counts } = await countMatching(unit, triggers);
    const images = await loadRecords(
      tx,
      account.id,
      sample.map((id) => ({ objectTypeId, id })),
      'none',
    );
    const shown = await shownProperties(unit, objectTypeId, triggers.criteria?.reads.properties ?? []);
    const byId = new Map(images.map((image) => [image.id, pick(image.properties, shown)]));
    return {
      ...counts,
      sample: sample.map((id) => ({ objectId: id, properties: byId.get(id) ?? {} })),
    };
  });
}

/** The records that meet the flow's filters now, counted by the outcome of enrolling them, and some of their ids. */
export async function countMatching(
  { tx, account }: Unit,
  triggers: Filtering,
): Promise<Omit<Preview, 'sample'> & { readonly sample: readonly string[] }> {
  const { flowId, objectTypeId } = triggers.program;
  const work = [triggers, ...triggers.exits].reduce((sum, { criteria }) => sum + (criteria?.sqlWork ?? 0), 0);
  if (work > SQL_WORK_MAX) throw tooManyTexts(flowId);
  const context = (await loadTriggerContext(tx, account, new Set()))(objectTypeId);
  const params: unknown[] = [];
  const param: Param = (value, type) => `$${params.push(value)}::${type}`;
  const met = (tree: Criteria) => compileSql(tree, context, account.now, recordRow('r', params));
  const refusal = refusalSql({ flowId, comesAgain: triggers.shouldReEnroll, guards: triggers, param, met });
  const counting = tx.unsafe(
    `with matching as materialized (
       select r.id, ${refusal} as refusal from ${liveRecordsSql(param(account.id, 'bigint'), param(objectTypeId, 'text'))}
         and (${conditionOf(triggers, met, param)})
     )
     select count(*)::int as matching, count(*) filter (where refusal is null)::int as "wouldEnroll",
            count(*) filter (where refusal = 'ALREADY_ACTIVE')::int as "alreadyActive",
            count(*) filter (where refusal = 'ENROLLED_BEFORE')::int as "enrolledBefore",
            count(*) filter (where refusal not in ('ALREADY_ACTIVE', 'ENROLLED_BEFORE'))::int as refused,
            array(select id::text from matching order by id limit ${PREVIEW_SAMPLE}) as sample
     from matching`,
    params,
  );
  const [row] = await namedWhenSlow(`Counting whom the filters of the flow ${flowId} are met by`, counting);
  return row as unknown as Omit<Preview, 'sample'> & { sample: string[] };
}

/** Whom the flow's filters are met by; a schedule by a property comes only for records that have a date. */
function conditionOf(triggers: Filtering, met: (tree: Criteria) => string, param: Param): string {
  const filters = triggers.tree ? met(triggers.tree) : 'true';
  if (triggers.kind !== 'SCHEDULE' || triggers.schedule.type !== 'PROPERTY_BASED') return filters;
  return `${filters} and r.properties ? ${param(triggers.schedule.dateProperty, 'text')}`;
}

/** The outcome of the first rule that keeps out a row's record; null without one. */
function refusalSql(at: SqlAtTheDoor): string {
  const cases = DOOR_RULES.flatMap((rule) => {
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
