import type { Expression, Statement } from './node.ts';

/** What statements name, each once: `contact.firstname`, `unsubscribe_link`. Names that are computed are left out. */
export function namesIn(body: readonly Statement[]): string[] {
  return [...new Set(body.flatMap(inStatement))];
}

function inStatement(statement: Statement): string[] {
  switch (statement.type) {
    case 'text':
      return [];
    case 'print':
      return inExpression(statement.value);
    case 'if':
      return statement.branches.flatMap(({ test, body }) => [
        ...(test ? inExpression(test) : []),
        ...body.flatMap(inStatement),
      ]);
  }
}

function inExpression(node: Expression): string[] {
  switch (node.type) {
    case 'literal':
      return [];
    case 'name':
      return [node.name];
    case 'member':
      if (node.of.type === 'name' && node.name.type === 'literal')
        return [`${node.of.name}.${node.name.value}`];
      return [...inExpression(node.of), ...inExpression(node.name)];
    case 'token': {
      const [path, ...others] = node.args;
      const named = path?.type === 'literal' && typeof path.value === 'string' ? [path.value] : [];
      return [...named, ...others.flatMap(inExpression)];
    }
    case 'filter':
      return [node.of, ...node.args].flatMap(inExpression);
    case 'known':
    case 'not':
    case 'negative':
      return inExpression(node.of);
    case 'binary':
      return [...inExpression(node.left), ...inExpression(node.right)];
    case 'choice':
      return [node.test, node.met, ...(node.otherwise ? [node.otherwise] : [])].flatMap(inExpression);
  }
}
