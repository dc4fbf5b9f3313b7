/**
 * Regular expressions that mean the same to JavaScript and to PostgreSQL: literals, `.`, classes, \d \w \s and their opposites
 * (of ASCII), groups, alternation, ^ and $, and quantifiers. What the two read differently (look-around, back references, \b,
 * \p) is refused, and so is a repetition of something that can match in many ways, which can take exponential time.
 */
import type { Fault } from '../leaf.ts';

export interface Pattern {
  test(text: string): boolean;
  /** The same for PostgreSQL's `~`. */
  readonly sql: string;
}

/** NO_CASE: the pattern is for folded text. */
export function patternOf(source: string, mode: 'CASE' | 'NO_CASE'): Pattern | Fault {
  const reading: Reading = { characters: [...source], at: 0, lower: mode === 'NO_CASE' };
  const read = readAlternatives(reading);
  if (typeof read === 'object' && 'fault' in read) return read;
  if (reading.at < reading.characters.length) return fault(reading, 'an unmatched ")"');
  const compiled = new RegExp(read.text, 'us');
  return { test: (text) => compiled.test(text), sql: read.text };
}

interface Reading {
  readonly characters: readonly string[];
  at: number;
  readonly lower: boolean;
}

interface Piece {
  readonly text: string;
  /** In how many ways it may match; 1 when there is no choice. */
  readonly ways: number;
}

/** A bounded repetition may try this many ways. */
const MAX_WAYS = 10_000;

/** PostgreSQL's bound on counted repetition. */
const MAX_REPETITIONS = 255;

const CLASSES: Readonly<Record<string, string>> = {
  d: '0-9',
  w: 'A-Za-z0-9_',
  s: ' \\t\\n\\v\\f\\r',
};

const ESCAPES: Readonly<Record<string, string>> = { t: '\\t', n: '\\n', r: '\\r', f: '\\f', v: '\\v' };

function readAlternatives(reading: Reading): Piece | Fault {
  let text = '';
  let ways = 0;
  for (;;) {
    const branch = readSequence(reading);
    if ('fault' in branch) return branch;
    text += branch.text === '' ? '(?:)' : branch.text;
    ways += branch.ways;
    if (reading.characters[reading.at] !== '|') return { text, ways };
    reading.at += 1;
    text += '|';
  }
}

function readSequence(reading: Reading): Piece | Fault {
  let text = '';
  let ways = 1;
  for (;;) {
    const next = reading.characters[reading.at];
    if (next === undefined || next === '|' || next === ')') return { text, ways };
    const atom = readAtom(reading);
    if ('fault' in atom) return atom;
    const quantifier = readQuantifier(reading);
    if ('fault' in quantifier) return quantifier;
    if (quantifier.text !== '' && atom.anchor) return fault(reading, 'a repeated anchor');
    const { least, most } = quantifier;
    if (atom.ways > 1 && atom.ways ** most > MAX_WAYS)
      return fault(reading, 'a repetition of what has a choice in it');
    text += atom.text + quantifier.text;
    ways *= atom.ways ** Math.min(most, MAX_REPETITIONS) * (most - least + 1);
  }
}

function readAtom(reading: Reading): (Piece & { readonly anchor?: boolean }) | Fault {
  const character = reading.characters[reading.at++] ?? '';
  switch (character) {
    case '^':
    case '$':
      return { text: character, ways: 1, anchor: true };
    case '.':
      return { text: '.', ways: 1 };
    case '(': {
      if (reading.characters[reading.at] === '?') {
        if (reading.characters[reading.at + 1] !== ':') return fault(reading, 'look-around or a named group');
        reading.at += 2;
      }
      const inner = readAlternatives(reading);
      if ('fault' in inner) return inner;
      if (reading.characters[reading.at++] !== ')') return fault(reading, 'an unmatched "("');
      return { text: `(?:${inner.text})`, ways: inner.ways };
    }
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
      return { text: plain(character, reading), ways: 1 };
  }
}

function readEscape(reading: Reading): Piece | Fault {
  const character = reading.characters[reading.at++] ?? '';
  const named = CLASSES[character.toLowerCase()];
  if (named !== undefined) {
    return { text: character === character.toLowerCase() ? `[${named}]` : `[^${named}]`, ways: 1 };
  }
  const control = ESCAPES[character];
  if (control !== undefined) return { text: control, ways: 1 };
  if (/^[A-Za-z0-9]?$/.test(character)) return fault(reading, `"\\${character}"`);
  return { text: plain(character, reading), ways: 1 };
}

function readClass(reading: Reading): Piece | Fault {
  let text = '[';
  if (reading.characters[reading.at] === '^') {
    text += '^';
    reading.at += 1;
  }
  const start = text.length;
  for (;;) {
    const first = readClassMember(reading);
    if (first === ']') {
      return text.length === start ? fault(reading, 'an empty class') : { text: `${text}]`, ways: 1 };
    }
    if (typeof first === 'object') return first;
    if (
      first.length > 1 ||
      reading.characters[reading.at] !== '-' ||
      reading.characters[reading.at + 1] === ']'
    ) {
      text += first.length > 1 ? first : inClass(first, reading);
      continue;
    }
    reading.at += 1;
    const last = readClassMember(reading);
    if (typeof last === 'object') return last;
    const [from, to] = [first.codePointAt(0) ?? 0, last.codePointAt(0) ?? 0];
    if (last.length > 1 || last === ']' || from > to) return fault(reading, 'a range that is none');
    if (to > 126 || from < 32) return fault(reading, 'a range beyond ASCII');
    text += rangeOf(from, to, reading);
  }
}

/** One member of a class: a character, a named class's content (longer than one character), or "]" at its end. */
function readClassMember(reading: Reading): string | Fault {
  const character = reading.characters[reading.at++];
  if (character === undefined) return fault(reading, 'an unmatched "["');
  if (character === '[') return fault(reading, 'a bare "[" in a class; write it as "\\["');
  if (character !== '\\')
    return [...character].length === character.length
      ? character
      : fault(reading, 'an astral character in a class');
  const next = reading.characters[reading.at++] ?? '';
  if (CLASSES[next] !== undefined) return CLASSES[next];
  if (ESCAPES[next] !== undefined) return ESCAPES[next];
  if (/^[A-Za-z0-9]?$/.test(next)) return fault(reading, `"\\${next}" in a class`);
  // An escaped "]" is a character and not the end: it keeps its escape.
  return /[\\\]^[-]/.test(next) ? `\\${next}` : next;
}

function inClass(character: string, reading: Reading): string {
  const text = reading.lower ? character.toLowerCase() : character;
  if ([...text].length !== 1) return '';
  return /[\\\]^[-]/.test(text) ? `\\${text}` : text;
}

function rangeOf(from: number, to: number, reading: Reading): string {
  const range = (first: number, last: number) =>
    first > last
      ? ''
      : [...Array(last - first + 1).keys()]
          .map((step) => inClass(String.fromCharCode(first + step), reading))
          .join('');
  return range(from, to);
}

interface Quantifier {
  readonly text: string;
  readonly least: number;
  readonly most: number;
}

function readQuantifier(reading: Reading): Quantifier | Fault {
  const rest = reading.characters.slice(reading.at, reading.at + 12).join('');
  const match = /^(?:[*+?]|\{([0-9]+)(,([0-9]*))?\})/.exec(rest);
  if (!match) return { text: '', least: 1, most: 1 };
  const [text, low, comma, high] = match;
  reading.at += text.length;
  // Whether it takes much or little first makes no difference to whether it is found.
  if (reading.characters[reading.at] === '?') reading.at += 1;
  if (text === '?') return { text, least: 0, most: 1 };
  if (low === undefined) return { text, least: 0, most: Number.POSITIVE_INFINITY };
  const least = Number(low);
  const most = comma === undefined ? least : high ? Number(high) : Number.POSITIVE_INFINITY;
  const counted = Math.max(least, Number.isFinite(most) ? most : 0);
  if (counted > MAX_REPETITIONS) return fault(reading, `more than ${MAX_REPETITIONS} repetitions`);
  return most < least ? fault(reading, 'a repetition of more than its most') : { text, least, most };
}

function plain(character: string, reading: Reading): string {
  const text = reading.lower ? character.toLowerCase() : character;
  return [...text].map((part) => (/[\\^$.*+?()[\]{}|/]/.test(part) ? `\\${part}` : part)).join('');
}

function fault(reading: Reading, what: string): Fault {
  const place = Math.min(reading.at, reading.characters.length);
  return {
    fault: 'PATTERN_NOT_SUPPORTED',
    message: `the regular expression has ${what} near its character ${place}`,
  };
}
