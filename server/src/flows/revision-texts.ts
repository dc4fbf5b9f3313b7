import type { Sql } from '../platform/index.ts';

/** Characters of definitions that a process keeps, and as many bytes of answers; the least recently read go first. */
export const KEPT_CHARACTERS_MAX = 32 * 1024 * 1024;

interface Kept {
  readonly revisionId: string;
  /** The definition, as it is stored. */
  readonly text: string;
  /** The flow as it is answered: the server's members change with the revision, too, and otherwise never. */
  readonly answer: Buffer;
}

/**
 * The definitions of flows that were read last, so that the database need not send them again and they need not be written again. Which revision of a flow is
 * the current one is asked every time; what that revision says never changes.
 */
export class RevisionTexts {
  readonly #kept = new Map<string, Kept>();
  #characters = 0;

  get(flow: string): Kept | undefined {
    const kept = this.#kept.get(flow);
    if (kept) {
      this.#kept.delete(flow);
      this.#kept.set(flow, kept);
    }
    return kept;
  }

  keep(flow: string, kept: Kept): void {
    this.#forget(flow);
    this.#kept.set(flow, kept);
    this.#characters += kept.text.length;
    for (const eldest of this.#kept.keys()) {
      if (this.#characters <= KEPT_CHARACTERS_MAX) return;
      this.#forget(eldest);
    }
  }

  #forget(flow: string): void {
    this.#characters -= this.#kept.get(flow)?.text.length ?? 0;
    this.#kept.delete(flow);
  }
}

const byPool = new WeakMap<Sql, RevisionTexts>();

/** What is kept of a database. Transactions do without: what they read they may yet roll back. */
export function revisionTexts(sql: Sql): RevisionTexts {
  const texts = byPool.get(sql) ?? new RevisionTexts();
  byPool.set(sql, texts);
  return texts;
}
