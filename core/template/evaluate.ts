import type { Budget } from './budget.ts';
import type { BinaryOperator, Expression } from './node.ts';
import {
  numberOf,
  plainOf,
  type Scope,
  Shown,
  type ShownAs,
  textOf,
  truth,
  type Value,
  type View,
} from './value.ts';

/** What a template is rendered with. */
export interface Rendering {
  readonly view: View;
  readonly shownAs: ShownAs;
  readonly budget: Budget;
}

/** The value of an expression. Each part of it costs an operation, and each character that it makes or reads another. */
export function evaluate(node: Expression, run: Rendering): Value {
  run.budget.spend(1);
  switch (node.type) {
    case 'literal':
      return node.value;
    case 'name':
      return named(node.name, run);
    case 'member':
      return memberOf(node.of, plainOf(evaluate(node.name, run)), run);
    case 'token':
      return token(node.args, run);
    case 'filter':
      return node.apply(
        evaluate(node.of, run),
        node.args.map((argument) => evaluate(argument, run)),
        run.budget,
      );
    case 'known':
      return (evaluate(node.of, run) !== null) !== node.negated;
    case 'not':
      return !truth(evaluate(node.of, run));
    case 'negative':
      return -(numberOf(evaluate(node.of, run)) ?? 0);
    case 'binary':
      return binary(node.operator, node.left, node.right, run);
    case 'choice':
      if (truth(evaluate(node.test, run))) return evaluate(node.met, run);
      return node.otherwise === null ? null : evaluate(node.otherwise, run);
  }
}

function named(name: string, { view }: Rendering): Scope | string | null {
  return Object.hasOwn(view, name) ? (view[name] ?? null) : null;
}

/** Only scopes have members, and only a name can be a scope. */
function memberOf(of: Expression, name: string, run: Rendering): Value {
  return of.type === 'name' ? propertyOf(of.name, name, run) : null;
}

function propertyOf(scope: string, name: string, run: Rendering): Value {
  const values = named(scope, run);
  if (values === null || typeof values === 'string') return null;
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (value === undefined || value === '') return value ?? null;
  const text = run.shownAs(scope, name, value);
  return text === value ? value : new Shown(value, text);
}

/** `personalization_token('contact.firstname', 'there')` */
function token(args: readonly Expression[], run: Rendering): Value {
  const [path = null, other = null] = args.map((argument) => evaluate(argument, run));
  const [name = '', ...rest] = plainOf(path).split('.');
  const value = propertyOf(name, rest.join('.'), run);
  return value === null || value === '' ? other : value;
}

function binary(operator: BinaryOperator, left: Expression, right: Expression, run: Rendering): Value {
  const a = evaluate(left, run);
  if (operator === 'and') return truth(a) ? evaluate(right, run) : a;
  if (operator === 'or') return truth(a) ? a : evaluate(right, run);
  const b = evaluate(right, run);
  if (operator === '~' || operator === '+') return added(operator, a, b, run.budget);
  const [x, y] = [plainOf(a), plainOf(b)];
  run.budget.spend(Math.max(x.length, y.length));
  switch (operator) {
    // Values of properties are texts, so 5 and "5" are the same; no value and the empty text are as well.
    case '==':
      return x === y;
    case '!=':
      return x !== y;
    case 'in':
      return y.includes(x);
    case 'not in':
      return !y.includes(x);
    case '-':
      return (numberOf(a) ?? 0) - (numberOf(b) ?? 0);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return ordered(operator, numberOf(a), numberOf(b));
  }
}

function added(operator: '~' | '+', a: Value, b: Value, budget: Budget): Value {
  if (operator === '+' && typeof a === 'number' && typeof b === 'number') return a + b;
  const text = textOf(a) + textOf(b);
  budget.spend(text.length);
  return text;
}

/** As numbers where both are; where one is none, the comparison does not hold. */
function ordered(operator: '<' | '<=' | '>' | '>=', a: number | null, b: number | null): boolean {
  if (a === null || b === null) return false;
  return operator === '<' ? a < b : operator === '<=' ? a <= b : operator === '>' ? a > b : a >= b;
}
