import { parseSync } from 'libpg-query';
import { unboundIn } from './account-bindings.ts';
import { callsIn, type Node, nodesIn, tableOf, text } from './parsed-sql.ts';
import {
  emptyAnswers,
  limitsByFunctions,
  locksBesideRows,
  partsWithoutTables,
  stableIn,
} from './shard-rules.ts';

/** What the rules know of the schema. */
export interface KnownSchema {
  /** The column of each table and view that says whose a row is: `account_id`, or the `id` of an account. */
  readonly accountColumns: ReadonlyMap<string, string>;
  readonly enums: ReadonlySet<string>;
  /** Functions whose answer may be another within one statement. */
  readonly volatile: ReadonlySet<string>;
  /** Functions whose answer depends on more than what they are given, but is one within a statement. */
  readonly stable: ReadonlySet<string>;
}

export type Rule =
  | 'account'
  | 'volatile'
  | 'stable'
  | 'conflict'
  | 'insertion'
  | 'whole row'
  | 'enum'
  | 'lock'
  | 'limit'
  | 'no columns'
  | 'no table';

/** What is wrong with a statement: a table that no constant binds to an account, or what shards cannot be asked. */
export interface Fault {
  readonly rule: Rule;
  /** The table, the function, or the type. */
  readonly of: string;
}

/**
 * Holds a text of SQL against the rules under which accounts may be spread over the shards of Citus; docs/scaling.md says them. Throws
 * `SqlError` for what PostgreSQL would not read.
 */
export function faultsOf(sql: string, schema: KnownSchema): Fault[] {
  const { stmts = [] } = parseSync(sql) as unknown as { readonly stmts?: readonly { readonly stmt: Node }[] };
  return stmts.flatMap(({ stmt }) => faultsIn(stmt, schema));
}

function faultsIn(stmt: Node, schema: KnownSchema): Fault[] {
  const unbound = unboundIn(stmt, schema.accountColumns);
  return [
    ...unbound.map((of) => ({ rule: 'account', of }) as const),
    ...(unbound.length > 0
      ? [...limitsByFunctions(stmt), ...emptyAnswers(stmt), ...partsWithoutTables(stmt, schema)]
      : []),
    ...volatileIn(stmt, schema),
    ...stableIn(stmt, schema),
    ...locksBesideRows(stmt, schema),
    ...insertsByPlaces(stmt),
    ...wholeRowsIn(stmt, schema),
    ...enumCastsIn(stmt, schema),
  ];
}

/** In UPDATE and DELETE, and in what they are told by. */
function volatileIn(root: Node, { volatile }: KnownSchema): Fault[] {
  const changes = nodesIn(root, 'UpdateStmt').length + nodesIn(root, 'DeleteStmt').length > 0;
  // A default may draw a number.
  const called = changes ? [...callsIn(root), ...nodesIn(root, 'SetToDefault').map(() => 'default')] : [];
  // Of what is to be done about a row that is there, nothing but the rows themselves is known everywhere.
  const conflicts = nodesIn(root, 'onConflictClause').flatMap(callsIn);
  return [
    ...called
      .filter((name) => volatile.has(name) || name === 'default')
      .map((of) => ({ rule: 'volatile', of }) as const),
    ...conflicts
      .filter((name) => volatile.has(name) || name === 'now')
      .map((of) => ({ rule: 'conflict', of }) as const),
  ];
}

/** A statement that knows rows by their places goes to a node as a whole; one with an insertion beside does not. */
function insertsByPlaces(root: Node): Fault[] {
  const knows = nodesIn(root, 'ColumnRef').some(
    (column) => text((column['fields'] as Node[]).at(-1)!) === 'ctid',
  );
  const inserted = nodesIn(root, 'InsertStmt').map((insert) => tableOf(insert['relation'] as Node));
  return knows ? inserted.map((of) => ({ rule: 'insertion', of })) : [];
}

/** Shards have row types of their own. */
function wholeRowsIn(root: Node, { accountColumns }: KnownSchema): Fault[] {
  const named = new Map(nodesIn(root, 'RangeVar').map((each) => [aliasOf(each), tableOf(each)] as const));
  // As a value; a star in a list of columns is the columns.
  const given = new Set(
    [...nodesIn(root, 'FuncCall'), ...nodesIn(root, 'RowExpr')]
      .flatMap((each) => (each['args'] as Node[] | undefined) ?? [])
      .map((each) => each['ColumnRef']),
  );
  return nodesIn(root, 'ColumnRef').flatMap((column) => {
    const fields = column['fields'] as Node[];
    const isGiven = given.has(column) || fields.length === 1;
    const isWhole = fields.length === 1 || (fields.length === 2 && 'A_Star' in fields[1]!);
    if (!isGiven || !isWhole || 'A_Star' in fields[0]!) return [];
    const table = named.get(text(fields[0]!));
    return table !== undefined && accountColumns.has(table) ? [{ rule: 'whole row', of: table }] : [];
  });
}

/** The cast of a text to an enum depends on the database: PostgreSQL calls it stable, and no shard is asked to do it for a column. */
function enumCastsIn(root: Node, { enums }: KnownSchema): Fault[] {
  return nodesIn(root, 'TypeCast').flatMap((cast) => {
    const type = text(((cast['typeName'] as Node)['names'] as Node[]).at(-1)!);
    const ofColumn = nodesIn(cast['arg'] as Node, 'ColumnRef').length > 0;
    return enums.has(type) && ofColumn ? [{ rule: 'enum', of: type }] : [];
  });
}

function aliasOf(range: Node): string {
  return ((range['alias'] as Node | undefined)?.['aliasname'] ?? range['relname']) as string;
}
