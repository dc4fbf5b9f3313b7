import { type Reference, readTokens } from '../../template/index.ts';

/** What the tokens of a text name, in order; nothing for most texts, which cost one search. */
export function referencesIn(text: string): readonly Reference[] {
  return text.includes('{{') ? readTokens(text).references : [];
}
