import type { World } from '../../../record/index.ts';

/** How a record stands: it may be written to, only read, or is held by another transaction just now. */
export type Hold = 'write' | 'read' | 'busy';

/** Where answers are kept: records and links in the world, everything else by its question. */
export interface Memory {
  readonly world: World;
  readonly holds: Map<string, Hold>;
  readonly answers: Map<string, unknown>;
}

/** One kind of thing that a step may turn out to need. */
export interface AskKind<Q extends { readonly kind: string }, A> {
  readonly kind: Q['kind'];
  /** Tells a question from others of its kind. */
  key(ask: Q): string;
  /** Undefined while it is not known. */
  known(memory: Memory, ask: Q): A | undefined;
  /** Keeps an answer, in place of an earlier one. */
  keep(memory: Memory, ask: Q, answer: A): void;
  /** The answer in an account in which there is nothing. */
  nothing(ask: Q): A;
}

/** A kind whose answers are kept by their question. */
export function askKind<Q extends { readonly kind: string }, A>(
  kind: Q['kind'],
  key: (ask: Q) => string,
  nothing: (ask: Q) => A,
): AskKind<Q, A> {
  const placeOf = (ask: Q) => `${kind} ${key(ask)}`;
  return {
    kind,
    key,
    nothing,
    known: ({ answers }, ask) => answers.get(placeOf(ask)) as A | undefined,
    keep({ answers }, ask, answer) {
      answers.set(placeOf(ask), answer);
    },
  };
}
