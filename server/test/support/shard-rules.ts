import { KEPT_TOGETHER } from '../../src/platform/index.ts';
import { callsIn, type Node, nodesIn, text, walk } from './parsed-sql.ts';
import type { Fault, KnownSchema } from './statement-rules.ts';

/** In what UPDATE sets and in the conditions of UPDATE and DELETE: within CASE and COALESCE, and of columns; elsewhere it is asked beforehand. */
export function stableIn(root: Node, { stable }: KnownSchema): Fault[] {
  const changes = [...nodesIn(root, 'UpdateStmt'), ...nodesIn(root, 'DeleteStmt')].filter(
    (each) => !isKept(each),
  );
  const said = changes.flatMap((each) => [each['targetList'], each['whereClause']]);
  const choices = said.flatMap((each) => [
    ...ownNodesIn(each, 'CaseExpr'),
    ...ownNodesIn(each, 'CoalesceExpr'),
  ]);
  const ofColumns = said
    .flatMap((each) => ownNodesIn(each, 'FuncCall'))
    .filter((call) => nodesIn(call['args'], 'ColumnRef').length > 0);
  const names = [
    ...choices.flatMap((each) => ownNodesIn(each, 'FuncCall')).map(nameOf),
    ...ofColumns.map(nameOf),
  ].filter((name) => stable.has(name));
  return [...new Set(names)].map((of) => ({ rule: 'stable', of }));
}

/** Of a table that the first machine has alone. */
function isKept(change: Node): boolean {
  return (KEPT_TOGETHER as readonly string[]).includes((change['relation'] as Node)['relname'] as string);
}

/** Those that are not of a query within. */
function ownNodesIn(node: unknown, kind: string): Node[] {
  const found: Node[] = [];
  walk(node, (name, each) => {
    if (name === kind) found.push(each);
    return name !== 'SubLink';
  });
  return found;
}

/** Each machine has advisory locks of its own: beside rows one is taken where the rows are, otherwise at the first. */
export function locksBesideRows(root: Node, { accountColumns }: KnownSchema): Fault[] {
  const [lock] = callsIn(root).filter((name) => name.includes('_advisory_'));
  const isBesideRows = nodesIn(root, 'RangeVar').some((each) =>
    accountColumns.has(each['relname'] as string),
  );
  return lock !== undefined && isBesideRows ? [{ rule: 'lock', of: lock }] : [];
}

/** An answer of no columns that is asked of several machines before the rest is. */
export function emptyAnswers(root: Node): Fault[] {
  const found: Fault[] = [];
  walk(root, (name, level) => {
    if (name !== 'SelectStmt' || 'fromClause' in level) return true;
    const asked = nodesIn(level, 'SubLink').filter((each) => each['subLinkType'] === 'EXISTS_SUBLINK');
    if (asked.some((each) => !('targetList' in ((each['subselect'] as Node)['SelectStmt'] as Node))))
      found.push({ rule: 'no columns', of: 'exists' });
    return false;
  });
  return found;
}

/** A part of FROM that has none itself, and is not the same whenever it is asked; refused where several machines are asked. */
export function partsWithoutTables(root: Node, { stable, volatile }: KnownSchema): Fault[] {
  const parts = nodesIn(root, 'RangeSubselect').map(selectOf);
  const called = parts
    .filter((each) => each['op'] === 'SETOP_NONE' && !('fromClause' in each))
    .flatMap(callsIn);
  return called
    .filter((name) => stable.has(name) || volatile.has(name))
    .map((of) => ({ rule: 'no table', of }));
}

/** A part with LIMIT for each row of a function; refused where several machines are asked. */
export function limitsByFunctions(root: Node): Fault[] {
  const found: Fault[] = [];
  walk(root, (_, level) => {
    const sources = (level['fromClause'] ?? []) as readonly Node[];
    const functions = sources.flatMap((each) => nodesIn(outside(each), 'RangeFunction')).flatMap(aliasOf);
    const limited = sources
      .flatMap((each) => nodesIn(each, 'RangeSubselect'))
      .filter((each) => each['lateral'] === true && 'limitCount' in selectOf(each));
    for (const alias of functions)
      if (limited.some((each) => mentions(each, alias))) found.push({ rule: 'limit', of: alias });
    return true;
  });
  return found;
}

/** Without the queries in it. */
function outside(source: Node): Node {
  const join = source['JoinExpr'] as Node | undefined;
  if (!join) return 'RangeSubselect' in source ? {} : source;
  return { larg: outside(join['larg'] as Node), rarg: outside(join['rarg'] as Node) };
}

function selectOf(subselect: Node): Node {
  return (subselect['subquery'] as Node)['SelectStmt'] as Node;
}

function mentions(node: Node, alias: string): boolean {
  return nodesIn(node, 'ColumnRef').some((column) => text((column['fields'] as Node[])[0]!) === alias);
}

function aliasOf(source: Node): string[] {
  const alias = source['alias'] as Node | undefined;
  return alias ? [alias['aliasname'] as string] : [];
}

function nameOf(call: Node): string {
  return text((call['funcname'] as Node[]).at(-1)!);
}
