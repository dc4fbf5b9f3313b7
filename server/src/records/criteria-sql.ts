import { type AssociationSpec, literal } from '@millrace/core/criteria';
import { sameAccountSql } from '../accounts/index.ts';

/** A property of the record under an alias, as text; null for no value. */
export function propertySql(alias: string, property: string): string {
  return `(${alias}.properties->>${literal(property)})`;
}

/** The rows at the other end of an association, under the alias `to`, for `from`; a condition may follow. */
export function associatedSql(from: string, to: string, association: AssociationSpec): string {
  const there = `${sameAccountSql(to, from)} and ${to}.object_type_id = ${literal(association.objectTypeId)}`;
  if ('property' in association) {
    const id = propertySql(from, association.property);
    const named = `(case when ${id} ~ '^[0-9]{1,18}$' then (${id})::bigint end)`;
    return `records ${to} where ${there} and ${to}.id = ${named} and ${to}.archived_at is null`;
  }
  const link = `a${to}`;
  return (
    `associations ${link} join records ${to} on ${there} and ${to}.id = ${link}.to_id and ${to}.archived_at is null` +
    ` where ${sameAccountSql(link, from)} and ${link}.from_object_type_id = ${from}.object_type_id` +
    ` and ${link}.from_id = ${from}.id and ${link}.to_object_type_id = ${literal(association.objectTypeId)}` +
    ` and ${link}.category = ${literal(association.category)} and ${link}.type_id = ${association.typeId}`
  );
}

/** The ids that the record under an alias has or had, as a subquery of one column. Rides records_by_merged_into. */
export function knownIdsSql(alias: string): string {
  return `select ${alias}.id union all select w.id from records w where ${sameAccountSql('w', alias)} and w.merged_into = ${alias}.id`;
}
