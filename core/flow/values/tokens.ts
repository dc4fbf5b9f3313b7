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

/** Tokens of one text that are filled in; a step whose text has more fails. */
export const TOKENS_MAX = 500;

/** Characters of a text whose tokens are filled in: twice what a property holds. A step whose text gets longer fails. */
export const RENDERED_CHARACTERS_MAX = 131_072;

/** The text with every token replaced by what `read` says; no value leaves nothing. Null when it gets too long. */
export function renderTokens(text: string, read: (reference: Reference) => string | null): string | null {
  if (!text.includes('{{')) return text;
  const parts: string[] = [];
  let characters = 0;
  let at = 0;
  const put = (part: string) => {
    characters += part.length;
    parts.push(part);
  };
  for (const match of text.matchAll(TOKEN)) {
    put(text.slice(at, match.index));
    put(read(reference(match)) ?? '');
    if (characters > RENDERED_CHARACTERS_MAX) return null;
    at = match.index + match[0].length;
  }
  put(text.slice(at));
  return characters > RENDERED_CHARACTERS_MAX ? null : parts.join('');
}

function reference(match: RegExpExecArray): Reference {
  return { root: match[1]!, path: (match[2] ?? '').split('.').filter((part) => part !== '') };
}
