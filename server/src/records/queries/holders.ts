import type { CrmSchema } from '@millrace/core/crm';
import { type AccountId, readAccount } from '../../accounts/index.ts';
import type { Db } from '../../platform/index.ts';
import { loadSchema } from '../../schema/index.ts';
import { isWhole, valueKey } from './value-key.ts';

/** A value of a property that live records of a type are asked for. */
export interface HeldValue {
  readonly objectTypeId: string;
  readonly property: string;
  readonly value: string;
}

/** The longest array that PostgreSQL could be asked for. */
const ALL = 2 ** 31 - 1;

/**
 * The live records that hold each of these values, the lowest ids first, all or at most so many of each. A property with an index that is ready
 * is asked there; without one, the records of its type are looked through. At most three statements, however many values are asked for.
 */
export async function loadHolders(
  db: Db,
  account: AccountId,
  questions: readonly HeldValue[],
  most: number = ALL,
): Promise<(readonly string[])[]> {
  if (questions.length === 0) return [];
  const { schemaVersion } = await readAccount(db, account);
  const schema = await loadSchema(db, account, schemaVersion);
  const indexed = questions.flatMap((question) => inReadyIndex(schema, question) ?? []);
  const others = questions.filter((question) => inReadyIndex(schema, question) === undefined);
  const [inIndexes, among] = await Promise.all([
    findInIndexes(db, account, indexed, most),
    lookThroughRecords(db, account, others, most),
  ]);
  const found = new Map<HeldValue, readonly string[]>([...inIndexes, ...among]);
  return questions.map((question) => found.get(question) ?? []);
}

type Found = readonly (readonly [HeldValue, readonly string[]])[];

interface IndexedQuestion {
  readonly question: HeldValue;
  readonly indexId: string;
}

function inReadyIndex(schema: CrmSchema, question: HeldValue): IndexedQuestion | undefined {
  const index = schema.indexes(question.objectTypeId).get(question.property);
  return index?.state === 'READY' ? { question, indexId: index.id } : undefined;
}

/** Rides the key of the values. Those that are kept by their hash are compared in the record. */
async function findInIndexes(
  db: Db,
  account: AccountId,
  asked: readonly IndexedQuestion[],
  most: number,
): Promise<Found> {
  if (asked.length === 0) return [];
  const questions = asked.map(({ question }) => question);
  const rows = await db`
    select wanted.number, held.ids
    from unnest(
      ${asked.map(({ indexId }) => indexId)}::bigint[], ${questions.map(({ value }) => valueKey(value))}::text[],
      ${questions.map(({ objectTypeId }) => objectTypeId)}::text[], ${questions.map(({ property }) => property)}::text[],
      ${questions.map(({ value }) => (isWhole(value) ? null : value))}::text[]
    ) with ordinality as wanted (index_id, key, object_type_id, property, long_value, number)
    cross join lateral (
      select array_agg(found.record_id order by found.record_id)::text[] as ids
      from (
        select record_id from indexed_values
        where account_id = ${account} and index_id = wanted.index_id and value = wanted.key
          and case when wanted.long_value is null then true else wanted.long_value = (
            select properties ->> wanted.property from records
            where account_id = ${account} and object_type_id = wanted.object_type_id and id = record_id
          ) end
        order by record_id limit ${most}
      ) as found
    ) as held
    where held.ids is not null`;
  return rows.map((row) => [questions[Number(row['number']) - 1]!, row['ids'] as string[]] as const);
}

/** Looks through the records of a type once for each property, whose values are the keys of an object, in which each record's is looked up. */
async function lookThroughRecords(
  db: Db,
  account: AccountId,
  questions: readonly HeldValue[],
  most: number,
): Promise<Found> {
  if (questions.length === 0) return [];
  const columns = [...Map.groupBy(questions, ({ objectTypeId, property }) => `${objectTypeId} ${property}`)];
  const wanted = columns.map(([, of]) => ({
    ...of[0]!,
    values: JSON.stringify(Object.fromEntries(of.map(({ value }) => [value, 0]))),
  }));
  const rows = await db`
    with wanted as materialized (
      select object_type_id, property, given::jsonb as given, number
      from unnest(
        ${wanted.map(({ objectTypeId }) => objectTypeId)}::text[], ${wanted.map(({ property }) => property)}::text[],
        ${wanted.map(({ values }) => values)}::text[]
      ) with ordinality as wanted (object_type_id, property, given, number)
    )
    select wanted.number, held.value, (array_agg(held.id order by held.id))[1:${most}::integer]::text[] as ids
    from wanted
    cross join lateral (
      select id, properties ->> wanted.property as value from records
      where account_id = ${account} and object_type_id = wanted.object_type_id and archived_at is null
        and wanted.given ? (properties ->> wanted.property)
      offset 0
    ) as held
    group by wanted.number, held.value`;
  const found = new Map(
    rows.map((row) => [`${columns[Number(row['number']) - 1]![0]} ${row['value']}`, row['ids'] as string[]]),
  );
  return questions.map(
    (each) => [each, found.get(`${each.objectTypeId} ${each.property} ${each.value}`) ?? []] as const,
  );
}
