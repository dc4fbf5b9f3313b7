/**
 * The language of personalization tokens: expressions and conditions over named values, in the syntax of Jinja.
 * No loops, assignments, macros or calls except personalization_token. It is read once, character by character, and
 * rendered under a budget of operations, so that no template and no value makes anybody wait. What is not known is no
 * value, and prints nothing.
 */
import type { Budget } from './budget.ts';
import { evaluate, type Rendering } from './evaluate.ts';
import { namesIn } from './names.ts';
import type { Statement } from './node.ts';
import { readStatements } from './statements.ts';
import { TemplateError } from './template-error.ts';
import { escapeHtml, Safe, textOf, truth, type Value } from './value.ts';

export { Budget, OPERATIONS_MAX } from './budget.ts';
export type { Rendering } from './evaluate.ts';
export { TemplateError } from './template-error.ts';
export { escapeHtml, type Scope, type ShownAs, type View } from './value.ts';

/** Where a template prints: in HTML, values are escaped. */
export type Place = 'html' | 'text';

/** A template that has been read. Rendering throws a TemplateError when the budget does not suffice. */
export interface Template {
  render(rendering: Rendering, place: Place): string;
  /** What it names, as `contact.firstname`, or `unsubscribe_link`; in whichever branch. */
  names(): readonly string[];
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
    render(rendering, place) {
      const parts: string[] = [];
      print(body, rendering, place, parts);
      return parts.join('');
    },
    names: () => namesIn(body),
  };
}

function print(body: readonly Statement[], run: Rendering, place: Place, parts: string[]): void {
  for (const statement of body) {
    if (statement.type === 'if') {
      const met = statement.branches.find(({ test }) => test === null || truth(evaluate(test, run)));
      if (met) print(met.body, run, place, parts);
      continue;
    }
    const text =
      statement.type === 'text' ? statement.text : printed(evaluate(statement.value, run), place, run.budget);
    run.budget.spend(text.length);
    parts.push(text);
  }
}

function printed(value: Value, place: Place, budget: Budget): string {
  const text = textOf(value);
  if (place === 'text' || value instanceof Safe) return text;
  budget.spend(text.length);
  return escapeHtml(text);
}
