import { compileSql } from '@millrace/core/criteria';
import type { AccountId } from '../accounts/index.ts';
import type { Store, Unit } from '../history/index.ts';
import { recordRow } from '../loading/index.ts';
import { type AnswerOf, type ApiError, invalid, namedWhenSlow } from '../platform/index.ts';
import { loadRecords } from '../records/index.ts';
import { loadTriggerContext, SQL_WORK_MAX } from '../triggers/index.ts';
import type { previewAnswer } from './answers.ts';
import { criteriaOf } from './triggers-of-flow.ts';

/** Records that a preview shows. */
export const PREVIEW_SAMPLE = 10;

/** How many records meet a flow's criteria now, and what would become of them if they were enrolled. */
type Preview = AnswerOf<typeof previewAnswer>;

/** Counts in one statement, whether the flow is on or not; nothing is written. */
export function preview(store: Store, accountId: AccountId, flowId: string): Promise<Preview> {
  return store.read(accountId, async (unit) => {
    const triggers = await criteriaOf(unit, flowId);
    const { tx, account } = unit;
    const work = [triggers, ...triggers.exits].reduce((sum, { criteria }) => sum + criteria.sqlWork, 0);
    if (work > SQL_WORK_MAX) throw tooManyTexts(flowId);
    const { objectTypeId } = triggers.program;
    const context = (await loadTriggerContext(tx, account, new Set()))(objectTypeId);
    const params: unknown[] = [];
    const condition = (tree: typeof triggers.tree) =>
      compileSql(tree, context, account.now, recordRow('r', params));
    const param = (value: unknown, type: string) => `$${params.push(value)}::${type}`;
    const met = condition(triggers.tree);
    const exits = triggers.exits.map(({ tree }) => `(${condition(tree)}) is true`);
    const passage = `enrollments e where e.account_id = r.account_id and e.flow_id = ${param(flowId, 'bigint')}
      and e.record_id = r.id and e.record_id > 0 and e.entered`;
    const listed = `exists (select from list_memberships m where m.account_id = r.account_id
      and m.list_id = any(${param(triggers.suppressionLists, 'bigint[]')}) and m.record_id = r.id)`;
    const again = param(String(triggers.shouldReEnroll), 'text');
    const counting = tx.unsafe(
      `with matching as materialized (
         select r.id, exists (select from ${passage} and e.ended = 0) as active, exists (select from ${passage}) as before,
                ${[listed, ...exits].join(' or ')} as refused
         from records r
         where r.account_id = ${param(account.id, 'bigint')} and r.object_type_id = ${param(objectTypeId, 'text')}
           and r.archived_at is null and (${met})
       )
       select count(*)::int as matching, count(*) filter (where active)::int as "alreadyActive",
              count(*) filter (where not active and before and not ${again}::boolean)::int as "enrolledBefore",
              count(*) filter (where not active and (not before or ${again}::boolean) and refused)::int as refused,
              array(select id::text from matching order by id limit ${PREVIEW_SAMPLE}) as sample
       from matching`,
      params as never[],
    );
    const [row] = await namedWhenSlow(`Counting whom the filters of the flow ${flowId} are met by`, counting);
    const { sample, ...counts } = row as unknown as Omit<Preview, 'sample' | 'wouldEnroll'> & {
      sample: string[];
    };
    const images = await loadRecords(
      tx,
      account.id,
      sample.map((id) => ({ objectTypeId, id })),
      'none',
    );
    const shown = await shownProperties(unit, objectTypeId, triggers.criteria.reads.properties);
    const byId = new Map(images.map((image) => [image.id, pick(image.properties, shown)]));
    return {
      ...counts,
      wouldEnroll: counts.matching - counts.alreadyActive - counts.enrolledBefore - counts.refused,
      sample: sample.map((id) => ({ objectId: id, properties: byId.get(id) ?? {} })),
    };
  });
}

/** 400: a flow may ask so much, record by record; a count of all of them at once may not. */
function tooManyTexts(flowId: string): ApiError {
  const message = `The filters of the flow ${flowId} look for too many texts inside others to be counted at once. Enroll whom they match to see who that is, or look for fewer.`;
  return invalid([{ path: 'flowId', code: 'TOO_MUCH_WORK', message }], message);
}

/** What tells records apart, and what the criteria ask for; whoever may see the flow may see that. */
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
