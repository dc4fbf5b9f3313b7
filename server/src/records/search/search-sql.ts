import { foldSql, likeLiteral } from '@millrace/core/criteria';
import type { Condition, Search } from './condition.ts';
import { KEY_CHARACTERS_MAX } from './keys.ts';
import { choicesIn, type ValueKind } from './value-kind.ts';
import type { WordPattern } from './words.ts';

/** An operand that records are put in order by; those without a value come last either way. */
export interface SortedBy {
  readonly operand: string;
  readonly direction: 'asc' | 'desc';
}

/**
 * A search as SQL on a row of `records` named `r`. Everything that the request says is bound; of a sort by one property those that are equal
 * come in the order of their ids, in the sort's direction.
 */
export function searchSql(
  search: Search,
  bind: Bind,
): { readonly where: string; readonly orderBy: string; readonly sortedBy: readonly SortedBy[] } {
  const groups = search.groups.map((conditions) => all(conditions.map((each) => conditionSql(each, bind))));
  const where = [...(groups.length > 0 ? [`(${groups.join(' or ')})`] : []), ...querySql(search.query, bind)];
  const sortedBy = search.sorts.map(
    ({ property, kind, descending }): SortedBy => ({
      operand: sortOperand(property, kind),
      direction: descending ? 'desc' : 'asc',
    }),
  );
  return { where: all(where), orderBy: orderOf(sortedBy, 'r.id'), sortedBy };
}

/** The order of a search, told by its operands and the id. */
export function orderOf(sortedBy: readonly SortedBy[], id: string): string {
  const sorts = sortedBy.map(({ operand, direction }) => `${operand} ${direction} nulls last`);
  return [...sorts, `${id} ${sortedBy[0]?.direction ?? 'asc'}`].join(', ');
}

/** A parameter of a statement, as it stands in the text. */
export type Bind = (value: unknown, cast: string) => string;

function all(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'true' : `(${conditions.join(' and ')})`;
}

function conditionSql(condition: Condition, bind: Bind): string {
  switch (condition.is) {
    case 'known':
      return `${stored(condition.property)} is ${condition.negated ? 'null' : 'not null'}`;
    case 'any':
      return anySql(condition, bind);
    case 'ordered': {
      const { kind, property, order, wanted } = condition;
      return `${operand(property, kind)} ${order} ${bound(property, kind, wanted, bind)}`;
    }
    case 'between': {
      const { kind, property, low, high } = condition;
      const range = `${bound(property, kind, low, bind)} and ${bound(property, kind, high, bind)}`;
      return `${operand(property, kind)} between ${range}`;
    }
    case 'words': {
      const text = foldSql(stored(condition.property));
      return negatable(all(condition.patterns.map((pattern) => wordSql(text, pattern, bind))), condition);
    }
    case 'associated':
      return associatedSql(condition, bind);
  }
}

function anySql(condition: Extract<Condition, { is: 'any' }>, bind: Bind): string {
  const { property, kind, wanted, negated, definition } = condition;
  if (property === 'hs_object_id') return idSql(wanted, negated, bind);
  if (kind.several) return negatable(severalSql(property, wanted, bind), condition);
  const values = bind([...wanted], `${kind.cast}[]`);
  // Addresses are unique and kept in lower case: their holders are known without looking at the records.
  if (!negated && definition.hasUniqueValue && property === 'email') {
    // Further addresses stand there, too, and are not meant.
    return (
      '(r.id in (select u.record_id from unique_values u where u.account_id = $1::bigint' +
      ` and u.object_type_id = r.object_type_id and u.property = ${literal(property)} and u.value = any(${values}))` +
      ` and ${stored(property)} = any(${values}))`
    );
  }
  return negatable(`${kind.sql(stored(property))} = any(${values})`, condition);
}

/** Also true of no value when it is negated. `= any` is hashed in both; `<> all` is not in older versions. */
function negatable(condition: string, { negated }: { readonly negated: boolean }): string {
  return negated ? `((${condition}) is not true)` : condition;
}

/** Values up to so many are compared with each of the record's, which can ride an index; more are hashed. */
const SCANNED_VALUES = 20;

/** One predicate, however many values: what a record has is looked up among them. A wanted "a;b" is both at once. */
function severalSql(property: string, wanted: readonly string[], bind: Bind): string {
  const held = `string_to_array(${stored(property)}, ';')`;
  const choices = wanted.map(choicesIn);
  const [only] = choices;
  if (only && choices.length === 1) return `${held} @> ${bind(only, 'text[]')}`;
  const single = choices.filter(({ length }) => length === 1).flat();
  const joint = choices.filter(({ length }) => length > 1);
  const has: string[] = [];
  if (single.length > SCANNED_VALUES)
    has.push(`exists (select from unnest(${held}) choice where choice = any(${bind(single, 'text[]')}))`);
  else if (single.length > 0) has.push(`${held} && ${bind(single, 'text[]')}`);
  if (joint.length > 0) {
    const texts = bind(
      joint.map((each) => each.join(';')),
      'text[]',
    );
    has.push(`exists (select from unnest(${texts}) wanted where ${held} @> string_to_array(wanted, ';'))`);
  }
  return `(${has.join(' or ')})`;
}

/** Most texts do not have the word's letters at all; those are not held against the pattern. */
function wordSql(text: string, { letters, pattern }: WordPattern, bind: Bind): string {
  return `(${text} like ${bind(`%${likeLiteral(letters)}%`, 'text')} and ${text} ~ ${bind(pattern, 'text')})`;
}

/** Numbers that are no ids name no record; the id of one that was merged names the one that goes on for it. */
function idSql(wanted: readonly string[], negated: boolean, bind: Bind): string {
  const ids = wanted.filter((id) => /^\d{1,18}$/.test(id));
  return `r.id ${negated ? '<> all' : '= any'}(${presentIds('$2::text', ids, bind)})`;
}

/** The ids that records have now, as an array that is made once, before the search. */
function presentIds(objectTypeId: string, ids: readonly string[], bind: Bind): string {
  return (
    'array(select coalesce(n.merged_into, n.id) from records n where n.account_id = $1::bigint' +
    ` and n.object_type_id = ${objectTypeId} and n.id = any(${bind([...ids], 'bigint[]')}))`
  );
}

function associatedSql(condition: Extract<Condition, { is: 'associated' }>, bind: Bind): string {
  const { objectTypeId, ids, negated } = condition;
  const exists =
    'exists (select from associations a join records o on o.account_id = a.account_id' +
    ' and o.object_type_id = a.to_object_type_id and o.id = a.to_id and o.archived_at is null' +
    ' where a.account_id = $1::bigint and a.from_object_type_id = r.object_type_id and a.from_id = r.id' +
    ` and a.to_object_type_id = ${literal(objectTypeId)}` +
    `${ids ? ` and a.to_id = any(${presentIds(literal(objectTypeId), ids, bind)})` : ''})`;
  return negated ? `not ${exists}` : exists;
}

/** Every word begins a word of one of the properties: "ada love" finds Ada whose last name is Lovelace. */
function querySql({ patterns, properties }: Search['query'], bind: Bind): string[] {
  if (patterns.length === 0) return [];
  if (properties.length === 0) return ['false'];
  const text = foldSql(`concat_ws(' ', ${properties.map(stored).join(', ')})`);
  return patterns.map((pattern) => wordSql(text, pattern, bind));
}

/** Long texts are told apart by their beginning, as in an index. */
function sortOperand(property: string, kind: ValueKind): string {
  const value = operand(property, kind);
  return kind.cast === 'text' ? `left(${value}, ${KEY_CHARACTERS_MAX})` : value;
}

/** The record's id is a column: searches that page by it ride the primary key. */
function operand(property: string, kind: ValueKind): string {
  return property === 'hs_object_id' ? 'r.id' : kind.sql(stored(property));
}

function bound(property: string, kind: ValueKind, wanted: string, bind: Bind): string {
  const isId = property === 'hs_object_id' && /^\d{1,18}$/.test(wanted);
  return bind(wanted, isId ? 'bigint' : kind.cast);
}

function stored(property: string): string {
  return `(r.properties->>${literal(property)})`;
}

/** Names come from the schema; quoted all the same. */
function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
