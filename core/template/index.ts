/**
 * The language of tokens: expressions and conditions over named values, in the syntax of Jinja, for mails (`readTemplate`);
 * and texts in which expressions may stand, for actions (`readTokens`).
 * No loops, assignments, macros or calls except personalization_token and filters. It is read once, character by character, and
 * rendered under a budget of operations, so that no template and no value makes a process wait. An unknown name has no
 * value, and prints nothing.
 */
import { evaluate } from './evaluate.ts';
import type { Statement } from './node.ts';
import { type Medium, printed } from './printed.ts';
import type { Reference } from './reference.ts';
import { namesIn, referencesInStatements } from './references.ts';
import type { Rendering } from './rendering.ts';
import { readStatements } from './statements.ts';
import { TemplateError } from './template-error.ts';
import { truth } from './value.ts';

export { Budget, OPERATIONS_MAX } from './budget.ts';
export { FILTER_LIST, type Filter, localeTag } from './filters/index.ts';
export type { Medium } from './printed.ts';
export type { Reference } from './reference.ts';
export type { Place, Rendering, ValueAt } from './rendering.ts';
export { FilterError, TemplateError } from './template-error.ts';
export { RENDERED_CHARACTERS_MAX, readTokens, TOKENS_MAX, type TokenText } from './tokens.ts';
export { escapeHtml, type Scope } from './value.ts';
export { type ShownAs, type View, valuesIn } from './view.ts';

/** A template that has been read. Rendering throws a TemplateError when the budget does not suffice. */
export interface Template {
  render(rendering: Rendering, medium: Medium): string;
  /** The names in all its branches: `contact.firstname`, `unsubscribe_link`. */
  names(): readonly string[];
  /** The same, each as its parts. */
  references(): readonly Reference[];
}

/** Longer templates are refused. */
export const TEMPLATE_CHARACTERS_MAX = 1_000_000;

/** Tokens and conditions of one template. */
export const TAGS_MAX = 10_000;

/** Reads a template. Throws a TemplateError that says what is wrong with it. */
export function readTemplate(text: string): Template {
  if (text.length > TEMPLATE_CHARACTERS_MAX)
    throw new TemplateError(`it has more than ${TEMPLATE_CHARACTERS_MAX} characters`);
  const body = readStatements(text, TAGS_MAX);
  return {
    render(rendering, medium) {
      const parts: string[] = [];
      print(body, rendering, medium, parts);
      return parts.join('');
    },
    names: () => namesIn(body),
    references: () => referencesInStatements(body),
  };
}

function print(body: readonly Statement[], run: Rendering, medium: Medium, parts: string[]): void {
  for (const statement of body) {
    if (statement.type === 'if') {
      const met = statement.branches.find(({ test }) => test === null || truth(evaluate(test, run)));
      if (met) print(met.body, run, medium, parts);
      continue;
    }
    const text =
      statement.type === 'text'
        ? statement.text
        : printed(evaluate(statement.value, run), medium, run.budget);
    run.budget.spend(text.length);
    parts.push(text);
  }
}
