import type fc from 'fast-check';
import type { Pair } from '../pair.ts';

/** A kind of command: what is drawn for it, and how it is done to both. */
export interface CommandKind<Given = unknown> {
  readonly given: fc.Arbitrary<Given>;
  /** What was done, in words; null when there is nothing to do it to. */
  run(given: Given, pair: Pair): Promise<string | null>;
}

/** Keeps the type of what is drawn. */
export function command<Given>(kind: CommandKind<Given>): CommandKind {
  return kind as CommandKind;
}
