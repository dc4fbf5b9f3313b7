import { parse } from '@huggingface/jinja';
import { scan } from './scan.ts';

/** A node of a template's syntax tree; only the kinds that mails may use. */
export type Node =
  | { readonly type: 'StringLiteral' | 'IntegerLiteral' | 'FloatLiteral'; readonly value: string | number }
  | { readonly type: 'Identifier'; readonly value: string }
  | {
      readonly type: 'MemberExpression';
      readonly object: Node;
      readonly property: Node;
      readonly computed: boolean;
    }
  | { readonly type: 'CallExpression'; readonly callee: Node; readonly args: readonly Node[] }
  | { readonly type: 'FilterExpression'; readonly operand: Node; readonly filter: Node }
  | {
      readonly type: 'TestExpression';
      readonly operand: Node;
      readonly negate: boolean;
      readonly test: { readonly value: string };
    }
  | {
      readonly type: 'BinaryExpression';
      readonly operator: { readonly value: string };
      readonly left: Node;
      readonly right: Node;
    }
  | {
      readonly type: 'UnaryExpression';
      readonly operator: { readonly value: string };
      readonly argument: Node;
    }
  | { readonly type: 'Ternary'; readonly condition: Node; readonly trueExpr: Node; readonly falseExpr: Node }
  | { readonly type: 'SelectExpression'; readonly lhs: Node; readonly test: Node }
  | {
      readonly type: 'If';
      readonly test: Node;
      readonly body: readonly Node[];
      readonly alternate: readonly Node[];
    }
  | { readonly type: 'Comment' };

/** The statements of a template. Throws an Error that says what cannot be read. */
export function parseTemplate(text: string): readonly Node[] {
  try {
    // The evaluator refuses every kind of node that is not listed above, so the tree needs no checking here.
    return parse(scan(text)).body as unknown as readonly Node[];
  } catch (error) {
    if (error instanceof RangeError) throw new Error('its expressions are nested too deeply');
    throw error;
  }
}
