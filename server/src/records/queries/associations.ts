import type { AssociationKind, RecordRef } from '@millrace/core/record';
import type { AccountId } from '../../accounts/index.ts';
import type { Db } from '../../platform/index.ts';

/** One association of a record, as its side sees it. */
export interface AssociationRow extends AssociationKind {
  readonly fromId: string;
  readonly toId: string;
}

/** One of an answer to many questions: `question` is the place of the one that it answers, from 0. */
export interface AnsweringRow extends AssociationRow {
  readonly question: number;
}

interface Question {
  readonly from: RecordRef;
  readonly to: RecordRef;
  readonly kind: AssociationKind;
}

/** Which of these links there are; each is one look at the primary key. */
export async function selectExisting(
  db: Db,
  account: AccountId,
  links: readonly Question[],
): Promise<boolean[]> {
  if (links.length === 0) return [];
  const rows = await db`
    select question.number
    from unnest(
      ${links.map(({ from }) => from.objectTypeId)}::text[], ${links.map(({ from }) => from.id)}::bigint[],
      ${links.map(({ to }) => to.objectTypeId)}::text[], ${links.map(({ to }) => to.id)}::bigint[],
      ${links.map(({ kind }) => kind.category)}::text[]::association_category[], ${links.map(({ kind }) => kind.typeId)}::integer[]
    ) with ordinality as question (from_type, from_id, to_type, to_id, category, type_id, number)
    join associations on associations.account_id = ${account}
      and associations.from_object_type_id = question.from_type and associations.from_id = question.from_id
      and associations.to_object_type_id = question.to_type and associations.to_id = question.to_id
      and associations.category = question.category and associations.type_id = question.type_id`;
  const found = new Set(rows.map((row) => Number(row['number'])));
  return links.map((_, index) => found.has(index + 1));
}

/** The request for one page of associated records: a record, and the id after which the page begins. */
export interface PageQuestion {
  readonly id: string;
  readonly after: string | undefined;
}

/**
 * For each record, its next associated records of a type in order of id: a row for each association that it has with
 * them. `limit` counts records, not rows; archived ones do not count. One statement.
 */
export async function selectAssociated(
  db: Db,
  account: AccountId,
  fromType: string,
  toType: string,
  pages: readonly PageQuestion[],
  limit: number,
): Promise<AnsweringRow[]> {
  if (pages.length === 0) return [];
  const rows = await db`
    select (question.number - 1)::integer as question, question.from_id as "fromId", linked.to_id as "toId",
      associations.category, associations.type_id as "typeId"
    from unnest(${pages.map((page) => page.id)}::bigint[], ${pages.map((page) => page.after ?? '0')}::bigint[])
      with ordinality as question (from_id, after, number)
    cross join lateral (
      select distinct link.to_id from associations link
      join records on records.account_id = link.account_id and records.object_type_id = link.to_object_type_id
        and records.id = link.to_id and records.archived_at is null
      where link.account_id = ${account} and link.from_object_type_id = ${fromType} and link.from_id = question.from_id
        and link.to_object_type_id = ${toType} and link.to_id > question.after
      order by link.to_id limit ${limit}
    ) as linked
    join associations on associations.account_id = ${account} and associations.from_object_type_id = ${fromType}
      and associations.from_id = question.from_id and associations.to_object_type_id = ${toType}
      and associations.to_id = linked.to_id
    order by question.from_id, question.number, linked.to_id, associations.category, associations.type_id`;
  return rows as unknown as AnsweringRow[];
}
