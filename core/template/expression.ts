import { FILTERS, orDefault } from './filters/index.ts';
import { BINARY_OPERATORS, type BinaryOperator, type Expression } from './node.ts';
import { TemplateError } from './template-error.ts';
import { shown, type Word, wordsOf } from './words.ts';

/** Expressions inside expressions; more are refused, since each costs a level of the call stack. */
export const EXPRESSION_LEVELS_MAX = 100;

/** Operators, filters and members in a row, which are levels as well once they are read. */
export const EXPRESSION_LINKS_MAX = 200;

/** Reads what stands inside `{{ }}`, or after `if`. Throws a TemplateError. */
export function readExpression(inside: string): Expression {
  return defaultOf(inside) ?? new Reader(inside).whole();
}

/** `contact.firstname|there`, as it is often written: what follows the bar is printed when there is no value. */
const SHORT_DEFAULT = /^\s*([a-z_]\w*)\.([a-z_]\w*)\s*\|\s*([\p{L}\p{N}_][^|(){}"'=<>~+]*)$/iu;

function defaultOf(inside: string): Expression | null {
  const [, scope, property, text] = SHORT_DEFAULT.exec(inside) ?? [];
  if (scope === undefined || property === undefined || text === undefined) return null;
  const other = text.trim();
  if (FILTERS.has(/^\w*/.exec(other)![0]) || /\s(and|if|in|is|or)\s/.test(other)) return null;
  const of: Expression = {
    type: 'member',
    of: { type: 'name', name: scope },
    name: { type: 'literal', value: property },
  };
  return { type: 'filter', of, apply: orDefault, args: [{ type: 'literal', value: other }] };
}

class Reader {
  readonly #inside: string;
  readonly #words: readonly Word[];
  #at = 0;
  #level = 0;
  #links = 0;

  constructor(inside: string) {
    this.#inside = inside;
    this.#words = wordsOf(inside);
  }

  whole(): Expression {
    const expression = this.#choice();
    if (this.#next()) throw this.#unexpected();
    return expression;
  }

  /** `a if test else b` */
  #choice(): Expression {
    if (++this.#level > EXPRESSION_LEVELS_MAX) throw this.#tooDeep();
    let expression = this.#binary(0);
    if (this.#take('if')) {
      const test = this.#binary(0);
      const otherwise = this.#take('else') ? this.#choice() : null;
      expression = { type: 'choice', test, met: expression, otherwise };
    }
    this.#level--;
    return expression;
  }

  #binary(row: number): Expression {
    const operators: readonly BinaryOperator[] | undefined = BINARY_OPERATORS[row];
    if (!operators) return this.#tested();
    // `not` binds more loosely than what compares, and more tightly than `and`.
    if (operators.includes('==') && this.#take('not')) {
      if (++this.#level > EXPRESSION_LEVELS_MAX) throw this.#tooDeep();
      const of = this.#binary(row);
      this.#level--;
      return { type: 'not', of };
    }
    let left = this.#binary(row + 1);
    for (;;) {
      const operator = this.#operator(operators);
      if (operator === null) return left;
      this.#link();
      left = { type: 'binary', operator, left, right: this.#binary(row + 1) };
    }
  }

  #operator(operators: readonly BinaryOperator[]): BinaryOperator | null {
    if (operators.includes('not in') && this.#isWord(0, 'not') && this.#isWord(1, 'in')) {
      this.#at += 2;
      return 'not in';
    }
    return operators.find((operator) => this.#take(operator)) ?? null;
  }

  /** `a is defined`, `a is not none` */
  #tested(): Expression {
    let of = this.#signed();
    while (this.#take('is')) {
      this.#link();
      const negated = this.#take('not');
      const test = this.#name('a test');
      if (test !== 'defined' && test !== 'undefined' && test !== 'none')
        throw new TemplateError(`the test "${test}" is not known here; there are defined, undefined, none`);
      of = { type: 'known', of, negated: (test !== 'defined') !== negated };
    }
    return of;
  }

  #signed(): Expression {
    if (!this.#take('-')) return this.#filtered();
    if (++this.#level > EXPRESSION_LEVELS_MAX) throw this.#tooDeep();
    const of = this.#signed();
    this.#level--;
    return { type: 'negative', of };
  }

  #filtered(): Expression {
    let of = this.#member();
    while (this.#take('|')) {
      this.#link();
      const name = this.#name('a filter');
      const filter = FILTERS.get(name);
      if (!filter)
        throw new TemplateError(
          `the filter "${name}" is not known here; there are ${[...FILTERS.keys()].join(', ')}`,
        );
      of = { type: 'filter', of, apply: filter.apply, args: this.#take('(') ? this.#args() : [] };
    }
    return of;
  }

  #member(): Expression {
    let of = this.#primary();
    for (;;) {
      if (this.#take('.')) {
        of = { type: 'member', of, name: { type: 'literal', value: this.#name('a member') } };
      } else if (this.#take('[')) {
        const name = this.#choice();
        this.#expect(']');
        of = { type: 'member', of, name };
      } else if (this.#isWord(0, '('))
        throw new TemplateError(`calls such as ${shown(this.#inside)} are not supported here`);
      else return of;
      this.#link();
    }
  }

  #primary(): Expression {
    const word = this.#next();
    if (!word) throw new TemplateError(`${shown(this.#inside)} ends where a value is expected`);
    this.#at++;
    if (word.type === 'text' || word.type === 'number') return { type: 'literal', value: word.value };
    if (word.type === 'name') return this.#named(word.value);
    if (word.value === '(') {
      const inner = this.#choice();
      this.#expect(')');
      return inner;
    }
    if (word.value === '[') throw new TemplateError('lists ([…]) are not supported here');
    if (word.value === '{') throw new TemplateError('mappings ({…}) are not supported here');
    this.#at--;
    throw this.#unexpected();
  }

  #named(name: string): Expression {
    switch (name.toLowerCase()) {
      case 'true':
        return { type: 'literal', value: true };
      case 'false':
        return { type: 'literal', value: false };
      case 'none':
        return { type: 'literal', value: null };
    }
    if (!this.#take('(')) return { type: 'name', name };
    if (name === 'personalization_token') return { type: 'token', args: this.#args() };
    const filter = FILTERS.get(name);
    const [of, ...args] = this.#args();
    if (filter && of) return { type: 'filter', of, apply: filter.apply, args };
    throw new TemplateError(
      `the function ${name}() is not known here; there are personalization_token() and the filters`,
    );
  }

  /** After the opening bracket, to the closing one. */
  #args(): Expression[] {
    const args: Expression[] = [];
    while (!this.#take(')')) {
      if (args.length > 0) this.#expect(',');
      args.push(this.#choice());
    }
    return args;
  }

  #name(what: string): string {
    const word = this.#next();
    if (word?.type !== 'name') throw new TemplateError(`${shown(this.#inside)} lacks the name of ${what}`);
    this.#at++;
    return word.value;
  }

  #expect(sign: string): void {
    if (!this.#take(sign)) throw new TemplateError(`${shown(this.#inside)} lacks a "${sign}"`);
  }

  #take(value: string): boolean {
    const found = this.#isWord(0, value);
    if (found) this.#at++;
    return found;
  }

  #isWord(ahead: number, value: string): boolean {
    const word = this.#words[this.#at + ahead];
    return word !== undefined && word.type !== 'text' && word.value === value;
  }

  #next(): Word | undefined {
    return this.#words[this.#at];
  }

  #link(): void {
    if (++this.#links > EXPRESSION_LINKS_MAX) throw this.#tooDeep();
  }

  #unexpected(): TemplateError {
    const { value } = this.#next()!;
    return new TemplateError(`"${value}" is not supported or not expected in ${shown(this.#inside)}`);
  }

  #tooDeep(): TemplateError {
    return new TemplateError(`${shown(this.#inside)} has too many parts`);
  }
}
