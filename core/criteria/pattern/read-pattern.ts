import { quote } from '../../problem/index.ts';
import type { Fault } from '../leaf.ts';
import { MAX_PATTERN_LENGTH } from '../limits.ts';
import { ANY_CHARACTER, characterSet, type Range, type Syntax, statesOf } from './syntax.ts';

/** States of a pattern with its repetitions written out. At worst, every character of a text visits all of them. */
export const MAX_PATTERN_STATES = 2_000;

const WORD: readonly Range[] = [range('A', 'Z'), range('a', 'z'), range('0', '9'), range('_', '_')];
const CLASSES: Readonly<Record<string, readonly Range[]>> = {
  d: [range('0', '9')],
  w: WORD,
  s: [range(' ', ' '), range('\t', '\r')],
};
const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f', v: '\v' };

/** The fault of a pattern without any meaning: its flow is refused, while other patterns that do not run are only reported. */
export const PATTERN_TOO_LARGE = 'PATTERN_TOO_LARGE';

/** NO_CASE: the pattern is for folded text. */
export function readPattern(source: string, mode: 'CASE' | 'NO_CASE'): Syntax | Fault {
  if (source.length > MAX_PATTERN_LENGTH)
    return tooLarge(source, `it has ${source.length} characters, and at most ${MAX_PATTERN_LENGTH} are read`);
  const reading: Cursor = { source, characters: [...source], at: 0, lower: mode === 'NO_CASE' };
  const syntax = readAlternatives(reading);
  if ('fault' in syntax) return syntax;
  if (reading.at < reading.characters.length) return fault(reading, 'an unmatched ")"');
  const states = statesOf(syntax);
  if (states <= MAX_PATTERN_STATES) return syntax;
  const size = Number.isSafeInteger(states) ? states : 'countless';
  return tooLarge(
    source,
    `written out, its repetitions come to ${size} parts, and at most ${MAX_PATTERN_STATES} are run`,
  );
}

interface Cursor {
  readonly source: string;
  readonly characters: readonly string[];
  at: number;
  readonly lower: boolean;
}

function readAlternatives(reading: Cursor): Syntax | Fault {
  const parts: Syntax[] = [];
  for (;;) {
    const part = readSequence(reading);
    if ('fault' in part) return part;
    parts.push(part);
    if (reading.characters[reading.at] !== '|') return parts.length === 1 ? part : { kind: 'CHOICE', parts };
    reading.at += 1;
  }
}

function readSequence(reading: Cursor): Syntax | Fault {
  const parts: Syntax[] = [];
  for (;;) {
    const next = reading.characters[reading.at];
    if (next === undefined || next === '|' || next === ')') return { kind: 'SEQUENCE', parts };
    const part = readAtom(reading);
    if ('fault' in part) return part;
    const quantifier = readQuantifier(reading);
    if (quantifier && 'fault' in quantifier) return quantifier;
    if (quantifier && (part.kind === 'BEGIN' || part.kind === 'END'))
      return fault(reading, 'a repeated anchor');
    parts.push(quantifier ? { kind: 'REPEAT', part, ...quantifier } : part);
  }
}

function readAtom(reading: Cursor): Syntax | Fault {
  const character = reading.characters[reading.at++] ?? '';
  switch (character) {
    case '^':
      return { kind: 'BEGIN' };
    case '$':
      return { kind: 'END' };
    case '.':
      return ANY_CHARACTER;
    case '(':
      return readGroup(reading);
    case '[':
      return readClass(reading);
    case '\\':
      return readEscape(reading);
    case '*':
    case '+':
    case '?':
    case '{':
    case '}':
    case ']':
      return fault(reading, `a bare "${character}"; write it as "\\${character}"`);
    default:
      return literal(character, reading);
  }
}

function readGroup(reading: Cursor): Syntax | Fault {
  if (reading.characters[reading.at] === '?') {
    if (reading.characters[reading.at + 1] !== ':') return fault(reading, 'look-around or a named group');
    reading.at += 2;
  }
  const inner = readAlternatives(reading);
  if ('fault' in inner) return inner;
  return reading.characters[reading.at++] === ')' ? inner : fault(reading, 'an unmatched "("');
}

function readEscape(reading: Cursor): Syntax | Fault {
  const character = reading.characters[reading.at++] ?? '';
  const named = CLASSES[character.toLowerCase()];
  if (named) return characterSet(named, character !== character.toLowerCase());
  const control = ESCAPES[character];
  if (control !== undefined) return literal(control, reading);
  if (/^[A-Za-z0-9]?$/.test(character)) return fault(reading, `"\\${character}"`);
  return literal(character, reading);
}

function readClass(reading: Cursor): Syntax | Fault {
  const negated = reading.characters[reading.at] === '^';
  if (negated) reading.at += 1;
  const start = reading.at;
  const ranges: Range[] = [];
  for (;;) {
    if (reading.characters[reading.at] === ']') {
      reading.at += 1;
      if (ranges.length > 0) return characterSet(ranges, negated);
      return fault(reading, reading.at - start === 1 ? 'an empty class' : 'a class of no single character');
    }
    const first = readClassMember(reading);
    if (typeof first === 'object' && 'fault' in first) return first;
    const isRange =
      typeof first === 'string' &&
      reading.characters[reading.at] === '-' &&
      reading.characters[reading.at + 1] !== ']';
    if (!isRange) {
      ranges.push(...(typeof first === 'string' ? inClass([range(first, first)], reading) : first));
      continue;
    }
    reading.at += 1;
    const last = readClassMember(reading);
    if (typeof last === 'object' && 'fault' in last) return last;
    if (typeof last === 'object' || codeOf(first) > codeOf(last))
      return fault(reading, 'a range that is none');
    if (codeOf(last) > codeOf('~') || codeOf(first) < codeOf(' '))
      return fault(reading, 'a range beyond ASCII');
    ranges.push(...inClass([range(first, last)], reading));
  }
}

/** One member of a class: a character, or the content of a named class. */
function readClassMember(reading: Cursor): string | readonly Range[] | Fault {
  const character = reading.characters[reading.at++];
  if (character === undefined) return fault(reading, 'an unmatched "["');
  if (character === '[') return fault(reading, 'a bare "[" in a class; write it as "\\["');
  if (character !== '\\')
    return character.length === 1 ? character : fault(reading, 'an astral character in a class');
  const next = reading.characters[reading.at++] ?? '';
  const named = CLASSES[next] ?? ESCAPES[next];
  if (named !== undefined) return named;
  if (/^[A-Za-z0-9]?$/.test(next)) return fault(reading, `"\\${next}" in a class`);
  return next.length === 1 ? next : fault(reading, 'an astral character in a class');
}

/** Ranges as folded text has them; what folds into more than one character is in no folded text as one. */
function inClass(ranges: readonly Range[], { lower }: Cursor): readonly Range[] {
  if (!lower) return ranges;
  return ranges.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, step) => String.fromCodePoint(from + step).toLowerCase())
      .filter((text) => [...text].length === 1)
      .map((text) => range(text, text)),
  );
}

function literal(character: string, { lower }: Cursor): Syntax {
  const parts = [...(lower ? character.toLowerCase() : character)].map((part) =>
    characterSet([range(part, part)]),
  );
  const [only] = parts;
  return only && parts.length === 1 ? only : { kind: 'SEQUENCE', parts };
}

type Quantifier = Pick<Extract<Syntax, { kind: 'REPEAT' }>, 'least' | 'most'>;

/** Characters that a quantifier takes at most: `{255,255}`. */
const QUANTIFIER_CHARACTERS = 12;

function readQuantifier(reading: Cursor): Quantifier | Fault | null {
  const rest = reading.characters.slice(reading.at, reading.at + QUANTIFIER_CHARACTERS).join('');
  const match = /^(?:[*+?]|\{([0-9]+)(,([0-9]*))?\})/.exec(rest);
  if (!match) return null;
  const [text, low, comma, high] = match;
  reading.at += text.length;
  // Whether it takes much or little first makes no difference to whether it is found.
  if (reading.characters[reading.at] === '?') reading.at += 1;
  if (text === '?') return { least: 0, most: 1 };
  if (low === undefined) return { least: text === '+' ? 1 : 0, most: Number.POSITIVE_INFINITY };
  const least = Number(low);
  const most = comma === undefined ? least : high ? Number(high) : Number.POSITIVE_INFINITY;
  return most < least ? fault(reading, 'a repetition of more than its most') : { least, most };
}

function range(from: string, to: string): Range {
  return [codeOf(from), codeOf(to)];
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}

function fault({ source, at, characters }: Cursor, what: string): Fault {
  const place = Math.min(at, characters.length);
  return {
    fault: 'PATTERN_NOT_SUPPORTED',
    message: `the pattern ${quote(source)} has ${what} near its character ${place}`,
  };
}

function tooLarge(source: string, why: string): Fault {
  return { fault: PATTERN_TOO_LARGE, message: `the pattern ${quote(source)} is too large: ${why}` };
}
