import type { World } from '../../../record/index.ts';

/** The access to a record: writable, readable, or held by another transaction just now. */
export type Hold = 'write' | 'read' | 'busy';

/** The store of answers: records and links in the world, everything else by its question. */
export interface Memory {
  readonly world: World;
  readonly holds: Map<string, Hold>;
  readonly answers: Map<string, unknown>;
}

/** One kind of ask. */
export interface AskKind<Q extends { readonly kind: string }, A> {
  readonly kind: Q['kind'];
  /** Tells a question from others of its kind. */
  key(ask: Q): string;
  /** Undefined while unknown. */
  known(memory: Memory, ask: Q): A | undefined;
  /** Keeps an answer, in place of an earlier one. */
  keep(memory: Memory, ask: Q, answer: A): void;
  /** The answer in an empty account. */
  nothing(ask: Q): A;
}

/** A kind with answers kept by question. */
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
