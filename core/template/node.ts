import type { Apply } from './filters/index.ts';

/** An expression of a template. */
export type Expression =
  | { readonly type: 'literal'; readonly value: string | number | boolean | null }
  /** `contact`: a scope. */
  | { readonly type: 'name'; readonly name: string }
  /** `contact.firstname`, `contact["firstname"]` */
  | { readonly type: 'member'; readonly of: Expression; readonly name: Expression }
  /** `personalization_token('contact.firstname', 'there')` */
  | { readonly type: 'token'; readonly args: readonly Expression[] }
  | {
      readonly type: 'filter';
      readonly of: Expression;
      readonly apply: Apply;
      readonly args: readonly Expression[];
    }
  | { readonly type: 'known'; readonly of: Expression; readonly negated: boolean }
  | { readonly type: 'not' | 'negative'; readonly of: Expression }
  | {
      readonly type: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  /** `met if test else otherwise`; without `else`, null. */
  | {
      readonly type: 'choice';
      readonly test: Expression;
      readonly met: Expression;
      readonly otherwise: Expression | null;
    };

/** From the loosest to the tightest; those of one row bind alike. */
export const BINARY_OPERATORS = [
  ['or'],
  ['and'],
  ['==', '!=', '<', '<=', '>', '>=', 'in', 'not in'],
  ['+', '-', '~'],
  ['*', '/', '//', '%'],
] as const;
export type BinaryOperator = (typeof BINARY_OPERATORS)[number][number];

/** A piece of a template. */
export type Statement =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'print'; readonly value: Expression }
  | { readonly type: 'if'; readonly branches: readonly Branch[] };

/** `{% if %}`, `{% elif %}` or, without a test, `{% else %}`. */
export interface Branch {
  readonly test: Expression | null;
  readonly body: readonly Statement[];
}
