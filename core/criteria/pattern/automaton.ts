import type { Range, Syntax } from './syntax.ts';

/** One state of a non-deterministic automaton; `to` are the numbers of the states that it leads to. */
export type State =
  /** Takes a character of one of these classes. */
  | { readonly kind: 'TAKE'; readonly classes: readonly Range[]; readonly to: number }
  /** Goes on without taking any: always, or only where the text begins or ends. */
  | { readonly kind: 'FORK' | 'BEGIN' | 'END'; readonly to: readonly number[] }
  | { readonly kind: 'FOUND' };

export interface Automaton {
  readonly states: readonly State[];
  readonly start: number;
  /** How many classes of characters the pattern tells apart. */
  readonly classes: number;
  /** The class of a code point. */
  classOf(code: number): number;
}

const FIRST_BEYOND = 0x110000;

/** Builds the automaton of a pattern, its repetitions written out (so bound `statesOf` first). */
export function automatonOf(syntax: Syntax): Automaton {
  const cuts = [...cutsOf(syntax, new Set([0]))].sort((a, b) => a - b);
  const states: State[] = [{ kind: 'FOUND' }];
  const start = build(syntax, 0, states, cuts);
  return { states, start, classes: cuts.length, classOf: classifier(cuts) };
}

/** The code points at which some set begins or ends: between two of them, characters are all alike to the pattern. */
function cutsOf(syntax: Syntax, cuts: Set<number>): Set<number> {
  if (syntax.kind === 'SET') for (const [from, to] of syntax.ranges) cuts.add(from).add(to + 1);
  if (syntax.kind === 'REPEAT') cutsOf(syntax.part, cuts);
  if ('parts' in syntax) for (const part of syntax.parts) cutsOf(part, cuts);
  return cuts;
}

/** Adds the states of a part that leads on to `next`. Returns the one it begins with. */
function build(syntax: Syntax, next: number, states: State[], cuts: readonly number[]): number {
  switch (syntax.kind) {
    case 'SET':
      return states.push({ kind: 'TAKE', classes: classesOf(syntax, cuts), to: next }) - 1;
    case 'BEGIN':
    case 'END':
      return states.push({ kind: syntax.kind, to: [next] }) - 1;
    case 'SEQUENCE':
      return syntax.parts.reduceRight((then, part) => build(part, then, states, cuts), next);
    case 'CHOICE':
      return (
        states.push({ kind: 'FORK', to: syntax.parts.map((part) => build(part, next, states, cuts)) }) - 1
      );
    case 'REPEAT':
      return buildRepeat(syntax, next, states, cuts);
  }
}

function buildRepeat(
  { part, least, most }: Extract<Syntax, { kind: 'REPEAT' }>,
  next: number,
  states: State[],
  cuts: readonly number[],
): number {
  let then = next;
  if (most === Number.POSITIVE_INFINITY) {
    const ways = [next];
    then = states.push({ kind: 'FORK', to: ways }) - 1;
    ways.push(build(part, then, states, cuts));
  } else {
    for (let copy = least; copy < most; copy++)
      then = states.push({ kind: 'FORK', to: [build(part, then, states, cuts), next] }) - 1;
  }
  for (let copy = 0; copy < least; copy++) then = build(part, then, states, cuts);
  return then;
}

function classesOf(
  { ranges, negated }: Extract<Syntax, { kind: 'SET' }>,
  cuts: readonly number[],
): readonly Range[] {
  const classes = ranges.map(([from, to]): Range => [indexOf(from, cuts), indexOf(to, cuts)]);
  if (!negated) return classes;
  const others: Range[] = [];
  let from = 0;
  for (const [first, last] of classes) {
    if (first > from) others.push([from, first - 1]);
    from = last + 1;
  }
  if (from < cuts.length) others.push([from, cuts.length - 1]);
  return others;
}

/** The last cut that is not beyond a code point. */
function indexOf(code: number, cuts: readonly number[]): number {
  let low = 0;
  let high = cuts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((cuts[middle] ?? FIRST_BEYOND) <= code) low = middle;
    else high = middle;
  }
  return low;
}

const ASCII = 128;

function classifier(cuts: readonly number[]): Automaton['classOf'] {
  const ascii = Uint16Array.from({ length: ASCII }, (_, code) => indexOf(code, cuts));
  return (code) => (code < ASCII ? (ascii[code] ?? 0) : indexOf(code, cuts));
}
