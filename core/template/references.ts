import type { Expression, Statement } from './node.ts';
import type { Reference } from './reference.ts';

/** The names in statements, each once: `contact.firstname`, `unsubscribe_link`. Names that are computed are left out. */
export function namesIn(body: readonly Statement[]): string[] {
  return [...new Set(referencesInStatements(body).map((reference) => reference.join('.')))];
}

export function referencesInStatements(body: readonly Statement[]): Reference[] {
  return body.flatMap(inStatement);
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
