import type { Budget } from './budget.ts';
import type { BinaryOperator, Expression } from './node.ts';
import type { Reference } from './reference.ts';
import { pathIn } from './references.ts';
import type { Rendering } from './rendering.ts';
import { numberOf, plainOf, Several, textOf, truth, type Value } from './value.ts';

/** The value of an expression. Each part of it costs an operation, and each character that it makes or reads another. */
export function evaluate(node: Expression, run: Rendering): Value {
  run.budget.spend(1);
  switch (node.type) {
    case 'literal':
      return node.value;
    case 'name':
    case 'member': {
      const reference = referenceOf(node, run);
      return reference === null ? partOf(node, run) : run.valueAt(reference);
    }
    case 'token':
      return token(node.args, run);
    case 'filter':
      return node.apply(
        evaluate(node.of, run),
        node.args.map((argument) => evaluate(argument, run)),
        run,
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

/** `(… | split(' '))[0]`: a computed value has parts at most, counted from 0, or from the end from -1. */
function partOf(node: Expression, run: Rendering): Value {
  if (node.type !== 'member') return null;
  const of = evaluate(node.of, run);
  const at = numberOf(evaluate(node.name, run));
  return of instanceof Several && at !== null ? (of.items.at(at) ?? null) : null;
}

/** The reference that names and members lead to; a computed value has none. */
function referenceOf(node: Expression, run: Rendering): Reference | null {
  if (node.type === 'name') return [node.name];
  if (node.type !== 'member') return null;
  const of = referenceOf(node.of, run);
  return of && [...of, plainOf(evaluate(node.name, run))];
}

/** `personalization_token('contact.firstname', 'there')` */
function token(args: readonly Expression[], run: Rendering): Value {
  const [path = null, other = null] = args.map((argument) => evaluate(argument, run));
  const value = run.valueAt(pathIn(plainOf(path)));
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
    case '*':
    case '/':
    case '//':
    case '%':
      return computed(operator, numberOf(a) ?? 0, numberOf(b) ?? 0);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return ordered(operator, numberOf(a), numberOf(b));
  }
}

/** Numbers only: a text that is repeated would grow without bounds. What is divided by 0 has no value. */
function computed(operator: '-' | '*' | '/' | '//' | '%', a: number, b: number): Value {
  const result = operator === '-' ? a - b : operator === '*' ? a * b : operator === '%' ? a % b : a / b;
  if (!Number.isFinite(result)) return null;
  return operator === '//' ? Math.floor(result) : result;
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
