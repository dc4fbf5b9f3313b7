import type { Expression, Statement } from './node.ts';

/** The parts of the name in an expression: `contact.firstname` is `contact`, `firstname`. */
export type Reference = readonly [root: string, ...path: string[]];

/** The names in statements, each once: `contact.firstname`, `unsubscribe_link`. Names that are computed are left out. */
export function namesIn(body: readonly Statement[]): string[] {
  return [...new Set(body.flatMap(inStatement).map((reference) => reference.join('.')))];
}

function inStatement(statement: Statement): Reference[] {
  switch (statement.type) {
    case 'text':
      return [];
    case 'print':
      return referencesOf(statement.value);
    case 'if':
      return statement.branches.flatMap(({ test, body }) => [
        ...(test ? referencesOf(test) : []),
        ...body.flatMap(inStatement),
      ]);
  }
}

/** In the order in which they stand. */
export function referencesOf(node: Expression): Reference[] {
  switch (node.type) {
    case 'literal':
      return [];
    case 'name':
      return [[node.name]];
    case 'member': {
      const [of, ...others] = referencesOf(node.of);
      if (of && node.name.type === 'literal' && isPath(node.of))
        return [[...of, String(node.name.value)], ...others];
      return [node.of, node.name].flatMap(referencesOf);
    }
    case 'token': {
      const [path, ...others] = node.args;
      const named = path?.type === 'literal' && typeof path.value === 'string' ? [pathIn(path.value)] : [];
      return [...named, ...others.flatMap(referencesOf)];
    }
    case 'filter':
      return [node.of, ...node.args].flatMap(referencesOf);
    case 'known':
    case 'not':
    case 'negative':
      return referencesOf(node.of);
    case 'binary':
      return [...referencesOf(node.left), ...referencesOf(node.right)];
    case 'choice':
      return [node.test, node.met, ...(node.otherwise ? [node.otherwise] : [])].flatMap(referencesOf);
  }
}

/** A name, or a member of one that is written out. */
function isPath(node: Expression): boolean {
  return node.type === 'name' || (node.type === 'member' && node.name.type === 'literal' && isPath(node.of));
}

/** `contact.firstname` as `personalization_token` is given it. */
export function pathIn(text: string): Reference {
  const [root = '', ...path] = text.split('.');
  return [root, ...path];
}
