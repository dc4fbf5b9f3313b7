/** A regular expression, read. */

/** Code points from one to another, both inside. */
export type Range = readonly [from: number, to: number];

export type Syntax =
  /** One character of these, or (negated) of all others. */
  | { readonly kind: 'SET'; readonly ranges: readonly Range[]; readonly negated: boolean }
  | { readonly kind: 'BEGIN' | 'END' }
  | { readonly kind: 'SEQUENCE' | 'CHOICE'; readonly parts: readonly Syntax[] }
  | {
      readonly kind: 'REPEAT';
      readonly part: Syntax;
      readonly least: number;
      /** Infinity: without end. */
      readonly most: number;
    };

/** Any character: all that are not among none. */
export const ANY_CHARACTER: Syntax = { kind: 'SET', ranges: [], negated: true };

export function characterSet(ranges: readonly Range[], negated = false): Syntax {
  return { kind: 'SET', ranges: merged(ranges), negated };
}

/** Ranges in order, without overlap. */
function merged(ranges: readonly Range[]): Range[] {
  const apart: [number, number][] = [];
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = apart.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else apart.push([from, to]);
  }
  return apart;
}

/** States that an automaton for it has, repetitions written out: what it costs to build, and at worst to take a character. */
export function statesOf(syntax: Syntax): number {
  switch (syntax.kind) {
    case 'SET':
    case 'BEGIN':
    case 'END':
      return 1;
    case 'SEQUENCE':
      return syntax.parts.reduce((sum, part) => sum + statesOf(part), 0);
    case 'CHOICE':
      return syntax.parts.reduce((sum, part) => sum + statesOf(part), 1);
    case 'REPEAT': {
      const { part, least, most } = syntax;
      const copies = most === Number.POSITIVE_INFINITY ? least + 1 : most;
      return copies * statesOf(part) + (most === Number.POSITIVE_INFINITY ? 1 : most - least);
    }
  }
}
