import type { Effort } from '../effort.ts';
import type { Automaton, State } from './automaton.ts';

/** A set of states of the automaton, as one state of a deterministic one that is made while it runs. */
interface Standing {
  /** Those that take a character or wait for the end of the text. */
  readonly states: Uint32Array;
  readonly found: boolean;
  /** The standing that a character of each class leads to; filled on first use. */
  readonly next: (Standing | undefined)[];
  /** Whether the text may end here; undefined until it is asked. */
  foundAtEnd: boolean | undefined;
}

/** Cached entries of one pattern: standings times classes. Beyond it the cache is dropped and made anew. */
const REMEMBERED_MAX = 16_384;
const STANDINGS_MIN = 16;
/** The cost of a look at a state; a look at the table costs 1. */
const OPERATIONS_PER_STATE = 10;

/**
 * Whether the pattern is found anywhere in a text. Reads any text once, for any pattern: a character costs one look at a
 * table or, on a way not taken before, a look at each current state.
 */
export function searcher(automaton: Automaton): (text: string, effort: Effort) => boolean {
  const { states, start, classes } = automaton;
  const most = Math.max(STANDINGS_MIN, Math.floor(REMEMBERED_MAX / classes));
  const reach = reacher(states);
  const known = new Map<string, Standing>();
  /** It stands only before the first character, where the text begins. */
  const first = standingAt(reach([start], 'BEGIN'), classes);

  function step(from: Standing, characters: number, effort: Effort): Standing {
    const targets = [start];
    for (const number of from.states) {
      const state = states[number];
      if (state?.kind === 'TAKE' && takes(state, characters)) targets.push(state.to);
    }
    const reached = reach(targets, 'INSIDE');
    effort.spend((from.states.length + reached.looked) * OPERATIONS_PER_STATE);
    const key = `${reached.found} ${reached.states.join()}`;
    let standing = known.get(key);
    if (!standing) {
      if (known.size >= most) {
        for (const each of known.values()) each.next.fill(undefined);
        first.next.fill(undefined);
        known.clear();
      }
      standing = standingAt(reached, classes);
      known.set(key, standing);
    }
    from.next[characters] = standing;
    return standing;
  }

  return (text, effort) => {
    effort.spend(text.length);
    let standing = first;
    for (let index = 0; index < text.length && !standing.found; index++) {
      let code = text.charCodeAt(index);
      if (code >= 0xd800 && code < 0xdc00) {
        code = text.codePointAt(index) ?? code;
        if (code > 0xffff) index++;
      }
      const characters = automaton.classOf(code);
      standing = standing.next[characters] ?? step(standing, characters, effort);
      // No state is left, and the pattern begins only where the text does: no match can follow.
      if (standing.states.length === 0) return standing.found;
    }
    if (standing.found) return true;
    standing.foundAtEnd ??= reach(standing.states, standing === first ? 'BOTH' : 'END').found;
    return standing.foundAtEnd;
  };
}

interface Reached {
  readonly states: Uint32Array;
  readonly found: boolean;
  /** The number of visited states. */
  readonly looked: number;
}

type Position = 'BEGIN' | 'INSIDE' | 'END' | 'BOTH';

/** Finds the states that are reached from others without taking a character, at a place of the text. */
function reacher(states: readonly State[]): (from: Iterable<number>, place: Position) => Reached {
  const seenIn = new Uint32Array(states.length);
  let round = 0;
  return (from, place) => {
    round += 1;
    const reached: number[] = [];
    const enter = (number: number) => {
      if (seenIn[number] === round) return;
      seenIn[number] = round;
      reached.push(number);
    };
    for (const number of from) enter(number);
    const waiting: number[] = [];
    let found = false;
    for (let index = 0; index < reached.length; index++) {
      const number = reached[index] ?? 0;
      const state = states[number];
      if (!state) continue;
      if (state.kind === 'FOUND') found = true;
      else if (state.kind === 'TAKE') waiting.push(number);
      else if (isOpen(state.kind, place)) for (const next of state.to) enter(next);
      else if (state.kind === 'END') waiting.push(number);
    }
    return { states: Uint32Array.from(waiting).sort(), found, looked: reached.length };
  };
}

function isOpen(kind: 'FORK' | 'BEGIN' | 'END', place: Position): boolean {
  return kind === 'FORK' || place === 'BOTH' || kind === place;
}

function standingAt({ states, found }: Reached, classes: number): Standing {
  return { states, found, next: new Array<Standing | undefined>(classes), foundAtEnd: undefined };
}

function takes({ classes }: Extract<State, { kind: 'TAKE' }>, characters: number): boolean {
  for (let index = 0; index < classes.length; index++) {
    const range = classes[index];
    if (range && characters >= range[0] && characters <= range[1]) return true;
  }
  return false;
}
