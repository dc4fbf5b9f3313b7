/** A token in a text: `{{ enrolled_object.firstname }}` is the reference `enrolled_object`, `firstname`. */
export interface Reference {
  readonly root: string;
  readonly path: readonly string[];
}

/** `{{ root.a.b }}`; anything else between braces is left as it stands. */
const TOKEN = /\{\{-?\s*([A-Za-z_][\w-]*)((?:\.[\w-]+)*)\s*-?\}\}/g;

/** The references of a text, in order; empty for most texts, which cost one search. */
export function referencesIn(text: string): Reference[] {
  if (!text.includes('{{')) return [];
  return [...text.matchAll(TOKEN)].map((match) => reference(match));
}

/** The text with every token replaced by what `read` says; no value leaves nothing. */
export function renderTokens(text: string, read: (reference: Reference) => string | null): string {
  if (!text.includes('{{')) return text;
  return text.replace(TOKEN, (...match) => read(reference(match as unknown as RegExpMatchArray)) ?? '');
}

function reference(match: RegExpMatchArray | string[]): Reference {
  return { root: match[1]!, path: (match[2] ?? '').split('.').filter((part) => part !== '') };
}
