import { Budget } from './budget.ts';
import { evaluate } from './evaluate.ts';
import { readExpression } from './expression.ts';
import type { Expression } from './node.ts';
import { type Medium, printed } from './printed.ts';
import type { Reference } from './reference.ts';
import { referencesOf } from './references.ts';
import type { Place, ValueAt } from './rendering.ts';
import { tokenAt, trimmed } from './scan.ts';
import { TemplateError } from './template-error.ts';

/** Tokens of one text that are filled in. */
export const TOKENS_MAX = 500;

/** Characters of a text whose tokens are filled in: twice what a property holds. */
export const RENDERED_CHARACTERS_MAX = 131_072;

/** A text in which tokens may stand. */
export interface TokenText {
  /** The number of tokens. */
  readonly count: number;
  /** The names in the tokens, in order. */
  readonly references: readonly Reference[];
  /** The text with every token filled in; as text unless it says `html`. Throws a TemplateError when it gets too long, or takes too many operations. */
  render(valueAt: ValueAt, medium?: Medium, place?: Place): string;
}

/** Texts of flows are read at every step; of the last ones it is known what they say. Long ones are rare, and would fill it. */
const READ_MAX = 500;
const READ_CHARACTERS_MAX = 2_000;
const read = new Map<string, TokenText>();

/** Reads a text whose braces may mean something else: what is no token is left as it stands. */
export function readTokens(text: string): TokenText {
  const known = read.get(text);
  if (known) return known;
  const tokens = tokensOf(text);
  if (text.length > READ_CHARACTERS_MAX) return tokens;
  if (read.size >= READ_MAX) read.clear();
  read.set(text, tokens);
  return tokens;
}

function tokensOf(text: string): TokenText {
  const parts = partsOf(text);
  const tokens = parts.filter((part) => typeof part !== 'string');
  return {
    count: tokens.length,
    references: tokens.flatMap(referencesOf),
    render(valueAt, medium = 'text', place = {}) {
      const run = { valueAt, budget: new Budget(), place };
      let rendered = '';
      for (const part of parts) {
        rendered += typeof part === 'string' ? part : printed(evaluate(part, run), medium, run.budget);
        if (rendered.length > RENDERED_CHARACTERS_MAX)
          throw new TemplateError(`it has more than ${RENDERED_CHARACTERS_MAX} characters`);
      }
      return rendered;
    },
  };
}

/** Text and expressions in turn. */
function partsOf(text: string): (string | Expression)[] {
  const parts: (string | Expression)[] = [];
  let at = 0;
  let trimStart = false;
  for (let from = text.indexOf('{{'); from >= 0; ) {
    const token = tokenAt(text, from);
    const expression = token && expressionIn(token.inside);
    if (!expression) {
      from = text.indexOf('{{', from + 1);
      continue;
    }
    parts.push(trimmed(text.slice(at, from), trimStart, token.trims.before), expression);
    trimStart = token.trims.after;
    at = token.end;
    from = text.indexOf('{{', at);
  }
  parts.push(trimmed(text.slice(at), trimStart, false));
  return parts;
}

/** `enrolled_object.firstname`. Ids that stand in paths may have hyphens, so that by itself a hyphen is no minus. */
const PATH = /^\s*([A-Za-z_][\w-]*)((?:\.[\w-]+)*)\s*$/;

/** The expression between braces; undefined when there is none, or it names nothing. */
function expressionIn(inside: string): Expression | undefined {
  const [, root, path = ''] = PATH.exec(inside) ?? [];
  if (root !== undefined)
    return path
      .split('.')
      .slice(1)
      .reduce<Expression>((of, name) => ({ type: 'member', of, name: { type: 'literal', value: name } }), {
        type: 'name',
        name: root,
      });
  try {
    const expression = readExpression(inside);
    return referencesOf(expression).length > 0 ? expression : undefined;
  } catch (error) {
    if (error instanceof TemplateError) return undefined;
    throw error;
  }
}
