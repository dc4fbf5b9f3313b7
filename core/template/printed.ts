import type { Budget } from './budget.ts';
import { escapeHtml, Safe, textOf, type Value } from './value.ts';

/** Where a value is printed: in HTML it is escaped. */
export type Medium = 'html' | 'text';

export function printed(value: Value, medium: Medium, budget: Budget): string {
  const text = textOf(value);
  if (medium === 'text' || value instanceof Safe) return text;
  budget.spend(text.length);
  return escapeHtml(text);
}
