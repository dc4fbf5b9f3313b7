import type { Budget } from './budget.ts';
import { escapeHtml, Safe, textOf, type Value } from './value.ts';

/** Where a value is printed: in HTML it is escaped, in a URL encoded. */
export type Medium = 'html' | 'text' | 'url';

export function printed(value: Value, medium: Medium, budget: Budget): string {
  const text = textOf(value);
  if (medium === 'text' || (medium === 'html' && value instanceof Safe)) return text;
  budget.spend(text.length);
  return medium === 'html' ? escapeHtml(text) : encodeURIComponent(text.toWellFormed());
}
