import { type Node, tableOf, text, walk } from './parsed-sql.ts';

/** A statement or a part of one that has tables of its own. */
const LEVELS = ['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt'];

/** A place in a level: `alias.column`, or `=` for what is constant. */
type Place = string;
const CONSTANT: Place = '=';

/**
 * The tables of a statement that are not bound to an account by a constant, a table as often as there are such places. Each table must be
 * bound in the level of the query that names it: by `account_id = $1`, or by equality with another column of the level that is bound so.
 * What the query around it says does not count: Citus refuses that in many places.
 */
export function unboundIn(statement: Node, accountColumns: ReadonlyMap<string, string>): string[] {
  const unbound: string[] = [];
  const enter = (node: unknown, ctes: ReadonlySet<string>) =>
    walk(node, (field, each) => {
      const isBranch = (field === 'larg' || field === 'rarg') && 'op' in each;
      if (!LEVELS.includes(field) && !isBranch) return true;
      const inner = new Set([...ctes, ...namesOfCtes(each)]);
      unbound.push(...unboundOf(field, each, inner, accountColumns));
      enter(each, inner);
      return false;
    });
  enter(statement, new Set());
  return unbound;
}

function namesOfCtes(level: Node): string[] {
  const { ctes = [] } = (level['withClause'] ?? {}) as { readonly ctes?: readonly Node[] };
  return ctes.map((each) => (each['CommonTableExpr'] as Node)['ctename'] as string);
}

/** Of the tables of a level. */
function unboundOf(
  kind: string,
  level: Node,
  ctes: ReadonlySet<string>,
  accountColumns: ReadonlyMap<string, string>,
): string[] {
  if (kind === 'InsertStmt') return unboundInsert(level, accountColumns);
  const target = level['relation'] as Node | undefined;
  const sources = [level['fromClause'], level['usingClause']].flatMap((each) => (each as Node[]) ?? []);
  const tables = new Map<string, string>();
  const equal = new Classes();
  const add = (range: Node) => {
    const name = tableOf(range);
    const alias = ((range['alias'] as Node | undefined)?.['aliasname'] ?? name) as string;
    tables.set(alias, accountColumns.has(name) && !ctes.has(name) ? name : '');
  };
  if (target) add(target);
  for (const source of sources) addSource(source, add, equal, tables);
  const joined = { equal, tables, accountColumns };
  addConditions(level['whereClause'] as Node | undefined, joined);
  for (const on of conditionsOfJoins(sources)) addConditions(on, joined);
  return [...tables]
    .filter(([alias, name]) => name !== '' && !equal.has(`${alias}.${accountColumns.get(name)!}`, CONSTANT))
    .map(([, name]) => name);
}

/** What is joined in one FROM; a query in it is a level of its own. */
function addSource(
  source: Node,
  add: (range: Node) => void,
  equal: Classes,
  tables: ReadonlyMap<string, string>,
): void {
  if (source['RangeVar']) add(source['RangeVar'] as Node);
  const join = source['JoinExpr'] as Node | undefined;
  if (!join) return;
  const before = new Set(tables.keys());
  addSource(join['larg'] as Node, add, equal, tables);
  const left = [...tables.keys()].filter((alias) => !before.has(alias));
  addSource(join['rarg'] as Node, add, equal, tables);
  const right = [...tables.keys()].filter((alias) => !before.has(alias) && !left.includes(alias));
  for (const name of (join['usingClause'] as Node[] | undefined) ?? [])
    for (const one of left)
      for (const other of right) equal.join(`${one}.${text(name)}`, `${other}.${text(name)}`);
}

function conditionsOfJoins(sources: readonly Node[]): Node[] {
  return sources.flatMap((source) => {
    const join = source['JoinExpr'] as Node | undefined;
    if (!join) return [];
    const on = join['quals'] as Node | undefined;
    return [...(on ? [on] : []), ...conditionsOfJoins([join['larg'] as Node, join['rarg'] as Node])];
  });
}

interface Joined {
  readonly equal: Classes;
  readonly tables: ReadonlyMap<string, string>;
  readonly accountColumns: ReadonlyMap<string, string>;
}

/** The second is ours: 0113_one_account_a_statement.sql. */
const EQUALITIES = new Set(['=', '===']);

/** Equalities that must hold, all of them. */
function addConditions(condition: Node | undefined, joined: Joined): void {
  const all = condition?.['BoolExpr'] as { boolop: string; args: readonly Node[] } | undefined;
  if (all?.boolop === 'AND_EXPR') for (const each of all.args) addConditions(each, joined);
  const operation = condition?.['A_Expr'] as Node | undefined;
  if (operation?.['kind'] !== 'AEXPR_OP' || !EQUALITIES.has(text((operation['name'] as Node[])[0]!))) return;
  const sides = [operation['lexpr'], operation['rexpr']] as Node[];
  const rows = sides.map((side) => (side['RowExpr'] as { args: readonly Node[] } | undefined)?.args);
  const pairs = rows[0] && rows[1] ? rows[0].map((each, place) => [each, rows[1]![place]!]) : [sides];
  for (const [one, other] of pairs) {
    const places = [placeOf(one!, joined), placeOf(other!, joined)];
    if (places[0] !== undefined && places[1] !== undefined) joined.equal.join(places[0], places[1]);
  }
}

/** A column without its table is one that only one table of the level has. */
function placeOf(expression: Node, { tables, accountColumns }: Joined): Place | undefined {
  if (isConstant(expression)) return CONSTANT;
  const { fields = [] } = (expression['ColumnRef'] ?? {}) as { readonly fields?: readonly Node[] };
  const names = fields.map(text);
  if (names.length === 2) return tables.has(names[0]!) ? names.join('.') : undefined;
  if (names.length !== 1) return;
  const having = [...tables].filter(([, name]) => accountColumns.get(name) === names[0]);
  return having.length === 1 ? `${having[0]![0]}.${names[0]}` : undefined;
}

function isConstant(expression: Node): boolean {
  const cast = expression['TypeCast'] as Node | undefined;
  if (cast) return isConstant(cast['arg'] as Node);
  return 'ParamRef' in expression || 'A_Const' in expression;
}

/** The account is a constant in every row, or a column that is bound to one where the rows come from. */
function unboundInsert(level: Node, accountColumns: ReadonlyMap<string, string>): string[] {
  const name = tableOf(level['relation'] as Node);
  const column = accountColumns.get(name);
  const columns = ((level['cols'] as Node[] | undefined) ?? []).map(
    (each) => (each['ResTarget'] as Node)['name'],
  );
  // An account that is made has no number yet.
  if (column === undefined || (column === 'id' && !columns.includes('id'))) return [];
  const place = columns.indexOf(column);
  const select = (level['selectStmt'] as Node | undefined)?.['SelectStmt'] as Node | undefined;
  return place >= 0 && select && branchesOf(select).every((each) => isBoundAt(each, place, accountColumns))
    ? []
    : [name];
}

function branchesOf(select: Node): Node[] {
  if (select['op'] === 'SETOP_NONE') return [select];
  return [...branchesOf(select['larg'] as Node), ...branchesOf(select['rarg'] as Node)];
}

function isBoundAt(select: Node, place: number, accountColumns: ReadonlyMap<string, string>): boolean {
  const rows = select['valuesLists'] as
    | readonly { readonly List: { readonly items: readonly Node[] } }[]
    | undefined;
  if (rows) return rows.every(({ List }) => isConstant(List.items[place]!));
  const value = ((select['targetList'] as Node[])[place]?.['ResTarget'] as Node | undefined)?.['val'] as
    | Node
    | undefined;
  if (value === undefined) return false;
  if (isConstant(value)) return true;
  const equal = new Classes();
  const tables = new Map<string, string>();
  const add = (range: Node) => {
    const name = tableOf(range);
    tables.set(((range['alias'] as Node | undefined)?.['aliasname'] ?? name) as string, name);
  };
  const sources = (select['fromClause'] as Node[] | undefined) ?? [];
  for (const source of sources) addSource(source, add, equal, tables);
  const joined = { equal, tables, accountColumns };
  addConditions(select['whereClause'] as Node | undefined, joined);
  for (const on of conditionsOfJoins(sources)) addConditions(on, joined);
  const at = placeOf(value, joined);
  return at !== undefined && equal.has(at, CONSTANT);
}

/** Places that are equal. */
class Classes {
  readonly #parents = new Map<Place, Place>();

  join(one: Place, other: Place): void {
    this.#parents.set(this.#root(one), this.#root(other));
  }

  has(one: Place, other: Place): boolean {
    return this.#root(one) === this.#root(other);
  }

  #root(place: Place): Place {
    let root = place;
    for (;;) {
      const parent = this.#parents.get(root);
      if (parent === undefined || parent === root) return root;
      root = parent;
    }
  }
}
