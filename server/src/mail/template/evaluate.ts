import { FILTERS } from './filters.ts';
import type { Node } from './node.ts';
import { numberOf, Safe, textOf, truth, type Value, type View } from './value.ts';

/** Values that an expression arrives at on its way are no longer than this. */
export const VALUE_CHARACTERS_MAX = 1_000_000;

/** The value of an expression. Throws an Error for what the language does not have. */
export function evaluate(node: Node, view: View): Value {
  const value = reduce(node, view);
  if (textOf(value).length > VALUE_CHARACTERS_MAX)
    throw new Error(`a value has more than ${VALUE_CHARACTERS_MAX} characters`);
  return value;
}

function reduce(node: Node, view: View): Value {
  switch (node.type) {
    case 'StringLiteral':
    case 'IntegerLiteral':
    case 'FloatLiteral':
      return node.value;
    case 'Identifier':
      return named(node.value, view);
    case 'MemberExpression':
      return memberOf(evaluate(node.object, view), memberName(node, view));
    case 'FilterExpression':
      return filtered(node.operand, node.filter, view);
    case 'CallExpression':
      return called(node, view);
    case 'TestExpression':
      return tested(evaluate(node.operand, view), node.test.value) !== node.negate;
    case 'UnaryExpression':
      return unary(node.operator.value, evaluate(node.argument, view));
    case 'BinaryExpression':
      return binary(node.operator.value, node.left, node.right, view);
    case 'Ternary':
      return evaluate(truth(evaluate(node.condition, view)) ? node.trueExpr : node.falseExpr, view);
    case 'SelectExpression':
      return truth(evaluate(node.test, view)) ? evaluate(node.lhs, view) : null;
    default:
      throw new Error(`${node.type} is not part of the language of mails`);
  }
}

function named(name: string, view: View): Value {
  switch (name.toLowerCase()) {
    case 'true':
      return true;
    case 'false':
      return false;
    default:
      return Object.hasOwn(view, name) ? (view[name] ?? null) : null;
  }
}

function memberName(node: Node & { readonly type: 'MemberExpression' }, view: View): string {
  if (node.computed) return textOf(evaluate(node.property, view));
  return node.property.type === 'Identifier' ? node.property.value : '';
}

function memberOf(value: Value, name: string): Value {
  if (value === null || typeof value !== 'object' || value instanceof Safe) return null;
  return Object.hasOwn(value, name) ? (value[name] ?? null) : null;
}

function filtered(operand: Node, filter: Node, view: View): Value {
  const call = filter.type === 'CallExpression' ? filter : { callee: filter, args: [] };
  const name = call.callee.type === 'Identifier' ? call.callee.value : '';
  const apply = FILTERS.get(name);
  if (!apply)
    throw new Error(`the filter "${name}" is not known here; there are ${[...FILTERS.keys()].join(', ')}`);
  return apply(
    evaluate(operand, view),
    call.args.map((argument) => evaluate(argument, view)),
  );
}

/** `personalization_token('contact.firstname', 'there')` is the only function. */
function called(node: Node & { readonly type: 'CallExpression' }, view: View): Value {
  const name = node.callee.type === 'Identifier' ? node.callee.value : 'a member';
  if (name !== 'personalization_token') throw new Error(`the function "${name}" is not known here`);
  const [token = null, other = null] = node.args.map((argument) => evaluate(argument, view));
  const [scope = '', ...rest] = textOf(token).split('.');
  const value = memberOf(named(scope, view), rest.join('.'));
  return value === null || value === '' ? other : value;
}

function tested(value: Value, test: string): boolean {
  switch (test) {
    case 'defined':
      return value !== null;
    case 'undefined':
    case 'none':
      return value === null;
    default:
      throw new Error(`the test "${test}" is not known here; there are defined, undefined, none`);
  }
}

function unary(operator: string, value: Value): Value {
  if (operator === 'not') return !truth(value);
  if (operator === '-') return -(numberOf(value) ?? 0);
  throw new Error(`the operator "${operator}" is not known here`);
}

function binary(operator: string, left: Node, right: Node, view: View): Value {
  const a = evaluate(left, view);
  if (operator === 'and') return truth(a) ? evaluate(right, view) : a;
  if (operator === 'or') return truth(a) ? a : evaluate(right, view);
  const b = evaluate(right, view);
  switch (operator) {
    case '==':
      return comparable(a) === comparable(b);
    case '!=':
      return comparable(a) !== comparable(b);
    case '~':
      return textOf(a) + textOf(b);
    case '+':
      return typeof a === 'number' && typeof b === 'number' ? a + b : textOf(a) + textOf(b);
    case '-':
      return (numberOf(a) ?? 0) - (numberOf(b) ?? 0);
    case 'in':
      return textOf(b).includes(textOf(a));
    case 'not in':
      return !textOf(b).includes(textOf(a));
    case '<':
    case '<=':
    case '>':
    case '>=':
      return ordered(operator, a, b);
    default:
      throw new Error(`the operator "${operator}" is not known here`);
  }
}

/** Values of properties are texts, so 5 and "5" are the same. */
function comparable(value: Value): string | null {
  return value === null || value === '' ? null : textOf(value);
}

/** As numbers where both are; where one is none, the comparison does not hold. */
function ordered(operator: string, left: Value, right: Value): boolean {
  const a = numberOf(left);
  const b = numberOf(right);
  if (a === null || b === null) return false;
  return operator === '<' ? a < b : operator === '<=' ? a <= b : operator === '>' ? a > b : a >= b;
}
