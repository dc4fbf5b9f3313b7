import type { Connection } from './connection.ts';
import { type Ask, createTag, type Question, type Tag } from './statement.ts';

/** Statements on one connection, inside a transaction. */
export interface Tx extends Tag {
  /** Runs `work` in a savepoint: its failure undoes its own writes only. */
  savepoint<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

/**
 * Runs `work` in a transaction: committed when it resolves, rolled back when it rejects. A failed statement dooms it, as in PostgreSQL,
 * even where the error is caught.
 */
export function transact<T>(connection: Connection, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inside(connection, { begin: 'begin', end: 'commit', ended: 'COMMIT', undo: 'rollback' }, 0, work);
}

/** Makes of `work`, which writes nothing, what sees one moment: whatever others commit meanwhile. */
export function reading<T>(work: (tx: Tx) => Promise<T>): (tx: Tx) => Promise<T> {
  return (tx) => {
    // Sent at once, ahead of the first question; a failure of it is one of the transaction.
    tx`set transaction isolation level repeatable read read only`.execute().catch(() => undefined);
    return work(tx);
  };
}

function savepoint<T>(connection: Connection, depth: number, work: (tx: Tx) => Promise<T>): Promise<T> {
  const name = `s${depth}`;
  const words = {
    begin: `savepoint ${name}`,
    end: `release ${name}`,
    ended: 'RELEASE',
    undo: `rollback to ${name}; release ${name}`,
  };
  return inside(connection, words, depth, work);
}

interface Words {
  readonly begin: string;
  readonly end: string;
  /** PostgreSQL's answers to a good end. */
  readonly ended: string;
  readonly undo: string;
}

async function inside<T>(
  connection: Connection,
  words: Words,
  depth: number,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  // The first statements go out with it; without an answer to it, they have none either.
  const begun = command(connection, words.begin);
  begun.catch(() => undefined);
  const statements = new Statements(connection);
  const tx = Object.assign(createTag(statements.ask), {
    savepoint: <U>(inner: (tx: Tx) => Promise<U>) => savepoint(connection, depth + 1, inner),
  });
  try {
    const result = await work(tx);
    await begun;
    statements.end();
    if (statements.failure !== undefined) throw statements.failure;
    const done = await command(connection, words.end);
    if (done !== words.ended) throw new Error(`PostgreSQL answered "${words.end}" with ${done}.`);
    return result;
  } catch (error) {
    statements.end();
    await command(connection, words.undo).catch(() => connection.destroy());
    throw isAbout(error, statements.failure) ? error : (statements.failure ?? error);
  }
}

/** Whether an error says more about the first failure: it names that as its cause. */
function isAbout(error: unknown, failure: unknown): boolean {
  return failure !== undefined && error instanceof Error && error.cause === failure;
}

/** The statements of a transaction while it lasts. */
class Statements {
  /** The first failure, the cause of any later one. */
  failure: unknown;
  readonly #connection: Connection;
  #isOver = false;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  readonly ask: Ask = (question: Question) => {
    if (this.#isOver) return Promise.reject(new Error('The transaction of this statement is over.'));
    const answer = this.#connection.run(question).then(({ rows }) => rows);
    // Not unhandled, even when not awaited: the transaction itself ends with it.
    answer.catch((error: unknown) => {
      this.failure ??= error;
    });
    return answer;
  };

  /** Any later statement would run outside of it. */
  end(): void {
    this.#isOver = true;
  }
}

async function command(connection: Connection, text: string): Promise<string> {
  return (await connection.run({ text, values: [], kind: 'script' })).command;
}
