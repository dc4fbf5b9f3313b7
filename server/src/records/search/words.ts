/** A word as it is looked for in folded text: where it begins and ends at the edges of a word. */
export interface WordPattern {
  /** As it was asked for, in lower case. */
  readonly word: string;
  /** Letters that a text with the word has side by side. */
  readonly letters: string;
  readonly pattern: string;
}

/** The words of a text, in lower case. */
export function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** A whole word; `*` stands for any characters but spaces. "acme" is a word of "joe@acme.com", "ac" is none. */
export function wholeWord(word: string): WordPattern {
  const rightEdge = isPartOfWord(word.at(-1)) ? '($|[^[:alnum:]])' : '';
  return { word, letters: lettersOf(word), pattern: `${leftEdge(word)}${body(word)}${rightEdge}` };
}

/** The beginning of a word. */
export function wordStart(word: string): WordPattern {
  return { word, letters: lettersOf(word), pattern: `${leftEdge(word)}${body(word)}` };
}

/** A character that is no part of a word is an edge by itself. */
function leftEdge(word: string): string {
  return isPartOfWord([...word][0]) ? '(^|[^[:alnum:]])' : '';
}

/** The longest part of a word between its `*`. */
function lettersOf(word: string): string {
  return word.split('*').reduce((longest, part) => (part.length > longest.length ? part : longest));
}

function body(word: string): string {
  return word.replace(/[\\^$.|?+()[\]{}]/g, '\\$&').replace(/\*+/g, '[^[:space:]]*');
}

function isPartOfWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}
