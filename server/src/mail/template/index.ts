/**
 * The language of personalization tokens: expressions and conditions over named values, in the syntax of Jinja.
 * No loops, assignments, macros or calls except personalization_token, so a template's work and result are bounded by
 * its own length and that of the values. What is not known is no value, and prints nothing.
 */
import { evaluate } from './evaluate.ts';
import { type Node, parseTemplate } from './node.ts';
import { escapeHtml, Safe, textOf, truth, type Value, type View } from './value.ts';

export type { Scope, View } from './value.ts';

/** Where a template prints: in HTML, values are escaped. */
export type Place = 'html' | 'text';

/** A template that has been read. */
export interface Template {
  render(view: View, place: Place): string;
}

/** Longer templates and results are refused. */
export const TEMPLATE_CHARACTERS_MAX = 1_000_000;
export const RENDERED_CHARACTERS_MAX = 2_000_000;

/** Reads a template. Throws an Error that says what is wrong with it. */
export function readTemplate(text: string): Template {
  if (text.length > TEMPLATE_CHARACTERS_MAX)
    throw new Error(`it has more than ${TEMPLATE_CHARACTERS_MAX} characters`);
  // Most texts have no tokens; the reader of templates would still look at every character.
  if (!text.includes('{')) return { render: () => text };
  const body = parseTemplate(text);
  return {
    render(view, place) {
      const rendered = print(body, view, place);
      if (rendered.length > RENDERED_CHARACTERS_MAX)
        throw new Error(`it renders to more than ${RENDERED_CHARACTERS_MAX} characters`);
      return rendered;
    },
  };
}

function print(body: readonly Node[], view: View, place: Place): string {
  let text = '';
  for (const node of body) {
    if (node.type === 'If')
      text += print(truth(evaluate(node.test, view)) ? node.body : node.alternate, view, place);
    // Text between tokens is a literal too, and is the author's.
    else if (node.type === 'StringLiteral') text += node.value;
    else if (node.type !== 'Comment') text += printed(evaluate(node, view), place);
    if (text.length > RENDERED_CHARACTERS_MAX) return text;
  }
  return text;
}

function printed(value: Value, place: Place): string {
  const text = textOf(value);
  return place === 'html' && !(value instanceof Safe) ? escapeHtml(text) : text;
}
