import type { AccountId } from '../../accounts/index.ts';
import type { Db } from '../../platform/index.ts';

/** A value of a property that live records of a type are asked for. */
export interface HeldValue {
  readonly objectTypeId: string;
  readonly property: string;
  readonly value: string;
}

/** The longest array that PostgreSQL could be asked for. */
const ALL = 2 ** 31 - 1;

/**
 * The live records that hold each of these values, the lowest ids first, all or at most so many of each: one statement. There is no index
 * over values that are not unique: the records of a type are looked through once for each of its properties, however many values
 * of it are asked for (they are the keys of an object, in which each record's value is looked up).
 */
export async function loadHolders(
  db: Db,
  account: AccountId,
  questions: readonly HeldValue[],
  most: number = ALL,
): Promise<(readonly string[])[]> {
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
    ({ objectTypeId, property, value }) => found.get(`${objectTypeId} ${property} ${value}`) ?? [],
  );
}
