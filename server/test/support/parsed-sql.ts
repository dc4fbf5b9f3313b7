/** A node of a parsed statement, as libpg_query writes it: kinds and fields by their names in PostgreSQL's sources. */
export interface Node {
  readonly [field: string]: unknown;
}

/** All nodes of a kind at and below a node. */
export function nodesIn(node: unknown, kind: string): Node[] {
  const found: Node[] = [];
  walk(node, (name, each) => {
    if (name === kind) found.push(each);
    return true;
  });
  return found;
}

/** Visits every object below a node with the name of the field that holds it; what `visit` says no to is not entered. */
export function walk(node: unknown, visit: (field: string, node: Node) => boolean): void {
  if (Array.isArray(node)) for (const each of node) walk(each, visit);
  else if (typeof node === 'object' && node !== null)
    for (const [field, value] of Object.entries(node)) {
      const isEntered =
        typeof value !== 'object' || value === null || Array.isArray(value) || visit(field, value as Node);
      if (isEntered) walk(value, visit);
    }
}

/** The names of the functions that are called below a node. */
export function callsIn(node: unknown): string[] {
  return nodesIn(node, 'FuncCall').map((call) => text((call['funcname'] as Node[]).at(-1)!));
}

/** Of a node that is a name. */
export function text(node: Node): string {
  return ((node['String'] as Node | undefined)?.['sval'] ?? '') as string;
}

/** Of a table in a statement: with its schema, where it names one. */
export function tableOf({ schemaname, relname }: Node): string {
  return schemaname === undefined ? (relname as string) : `${schemaname as string}.${relname as string}`;
}
