import { type Reference, readTokens } from '../../template/index.ts';

/** The references of a text's tokens, in order; most texts have none and cost one search. */
export function referencesIn(text: string): readonly Reference[] {
  return text.includes('{{') ? readTokens(text).references : [];
}
