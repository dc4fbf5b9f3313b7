import { readExpression } from './expression.ts';
import type { Branch, Expression, Statement } from './node.ts';
import { scan } from './scan.ts';
import { TemplateError } from './template-error.ts';

/** Conditions inside conditions; more are refused. */
export const CONDITION_LEVELS_MAX = 50;

/** A condition that is not closed yet: its finished branches, and the one that is being read. */
interface Open {
  readonly branches: Branch[];
  test: Expression | null;
  body: Statement[];
}

/** The statements of a template. Throws a TemplateError that says what cannot be read. */
export function readStatements(text: string, tagsMax: number): readonly Statement[] {
  const whole: Statement[] = [];
  const open: Open[] = [];
  const pieces = scan(text);
  if (pieces.filter(({ type }) => type !== 'text').length > tagsMax)
    throw new TemplateError(`it has more than ${tagsMax} tokens and conditions`);
  for (const piece of pieces) {
    const body = open.at(-1)?.body ?? whole;
    if (piece.type === 'text') body.push(piece);
    else if (piece.type === 'print') body.push({ type: 'print', value: readExpression(piece.inside) });
    else statement(piece.inside, body, open);
  }
  if (open.length > 0) throw new TemplateError('an {% if %} is not closed by {% endif %}');
  return whole;
}

function statement(inside: string, body: Statement[], open: Open[]): void {
  const [, name = '', rest = ''] = /^\s*(\w*)(.*)$/s.exec(inside) ?? [];
  if (name === 'if') {
    if (open.length === CONDITION_LEVELS_MAX)
      throw new TemplateError(
        `more than ${CONDITION_LEVELS_MAX} conditions ({% if %}) are inside each other`,
      );
    const branches: Branch[] = [];
    body.push({ type: 'if', branches });
    open.push({ branches, test: readExpression(rest), body: [] });
    return;
  }
  if (name !== 'elif' && name !== 'else' && name !== 'endif') throw notSupported(name);
  const innermost = open.at(-1);
  if (!innermost || (innermost.test === null && name !== 'endif'))
    throw new TemplateError(`{% ${name} %} stands where there is no {% if %} for it`);
  innermost.branches.push({ test: innermost.test, body: innermost.body });
  if (name === 'endif') open.pop();
  else {
    innermost.test = name === 'elif' ? readExpression(rest) : null;
    innermost.body = [];
  }
}

/** Statements that other template languages have, in words that their authors know. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  for: 'Loops',
  set: 'Assignments',
  macro: 'Macros',
  call: 'Macros',
  include: 'Includes',
  import: 'Imports',
  from: 'Imports',
  extends: 'Layouts',
  block: 'Blocks',
  raw: 'Raw blocks',
  filter: 'Filter blocks',
  module: 'Modules',
  dnd_area: 'Drag and drop areas',
  widget_block: 'Widgets',
};

function notSupported(name: string): TemplateError {
  const what = Object.hasOwn(ELSEWHERE, name)
    ? `${ELSEWHERE[name]} ({% ${name} %})`
    : `Tags such as {% ${name} %}`;
  return new TemplateError(`${what} are not supported here; there are if, elif, else, endif`);
}
