/** How a text stands in a file of YAML, so that every reader of it reads the same text. */

/** Lines of long texts end before this column where they can. */
const LINE_CHARACTERS_MAX = 100;
/** Keys that are longer need a mark of their own. */
const SIMPLE_KEY_CHARACTERS_MAX = 1_000;

/** What older readers, or these, take for no text: booleans, nothing, not a number. */
const WORDS = /^(?:true|false|null|yes|no|on|off|y|n|nan|inf|infinity)$/i;
/** Begins with a letter, a currency sign or the like, and holds nothing that means anything to YAML. */
const PLAIN = /^[\p{L}_$/(<€£][\p{L}\p{M}\p{N}\p{S}\p{Po}\p{Ps}\p{Pe}\p{Pd}\p{Pc} ]*$/u;
const MEANS_SOMETHING = /: |:$| #|^<<$|[\u0085\u2028\u2029\ufeff]/;
const MEANS_SOMETHING_IN_FLOW = /[,[\]{}]/;
/** Printable, and left alone by editors. */
const PRINTABLE = /^[\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]*$/u;

/** What has to be escaped besides what JSON escapes. */
const UNPRINTABLE = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** In one line: bare where nobody can take it for anything else, else in quotes. `isInFlow` is between brackets. */
export function lineOf(text: string, { isInFlow = false } = {}): string {
  if (isPlain(text) && !(isInFlow && MEANS_SOMETHING_IN_FLOW.test(text))) return text;
  const isBetterInSingle = /["\\]/.test(text) && !/['\n\t]/.test(text) && PRINTABLE.test(text);
  if (isBetterInSingle) return `'${text}'`;
  return inDouble(text);
}

function inDouble(text: string): string {
  return JSON.stringify(text).replace(
    UNPRINTABLE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** In the quotes that were there, where that is possible; undefined where there were none. */
export function quotedOf(text: string, type: string | undefined): string | undefined {
  if (type === 'QUOTE_DOUBLE') return inDouble(text);
  const isPossible = type === 'QUOTE_SINGLE' && PRINTABLE.test(text) && !/[\n\t]/.test(text);
  return isPossible ? `'${text.replaceAll("'", "''")}'` : undefined;
}

/** The same of a key. */
export function keyOf(name: string, place: { readonly isInFlow?: boolean } = {}): string {
  const text = lineOf(name, place);
  return text.length > SIMPLE_KEY_CHARACTERS_MAX ? `? ${text}\n` : text;
}

function isPlain(text: string): boolean {
  return PLAIN.test(text) && !text.endsWith(' ') && !MEANS_SOMETHING.test(text) && !WORDS.test(text);
}

/**
 * Several lines, where that is exact and easier to read: a text of lines as it stands (`|`), a long one folded at its spaces (`>`). Undefined where it is
 * neither. `indent` are the spaces before its lines.
 */
export function blockOf(text: string, indent: string): string | undefined {
  if (!PRINTABLE.test(text) || /^[\s]/.test(text) || /[ \t]$/m.test(text) || text.trim() === '')
    return undefined;
  const body = text.replace(/\n+$/, '');
  const ends = text.length - body.length;
  const chomping = ends === 0 ? '-' : ends === 1 ? '' : '+';
  if (body.includes('\n')) {
    const lines = body.split('\n').map((line) => (line === '' ? '' : indent + line));
    return [`|${chomping}`, ...lines, ...Array.from({ length: Math.max(ends - 1, 0) }, () => '')].join('\n');
  }
  if (ends > 0 || text.length <= LINE_CHARACTERS_MAX || /\t| {2}/.test(text)) return undefined;
  const lines = folded(text, LINE_CHARACTERS_MAX - indent.length);
  return lines.length < 2 ? undefined : ['>-', ...lines.map((line) => indent + line)].join('\n');
}

function folded(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length >= width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
