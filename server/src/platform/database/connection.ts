import pg, { type ClientConfig } from 'pg';
import { typeOf, writeValue } from './codecs.ts';
import { OtherEndFailed } from './copying.ts';
import { Execution, type Shape, type Wire } from './execution.ts';
import type { Question, Row } from './statement.ts';
import { asFailure, codeOf, DatabaseUnavailable, withinMs } from './unavailable.ts';

/** PostgreSQL's code for a write where nothing can be written. */
const READ_ONLY = '25006';

/** Silence of a peer before the network probes it. */
const KEEPALIVE_MS = 10_000;

/** Longer than PostgreSQL takes to end a statement by itself: after this the server counts as gone. */
const SILENCE_GRACE_MS = 5_000;

/** The part of its statement that an error shows in the log. */
const STATEMENT_CHARACTERS_MAX = 500;

export interface ConnectionOptions {
  /** Settings of the session, by name. */
  readonly settings: Readonly<Record<string, string | number>>;
  /** Time until PostgreSQL ends a statement; 0: never. */
  readonly statementMs: number;
  /** Time for connecting, from the first packet to the session. */
  readonly connectMs: number;
  /** Which servers will do: those that take writes, or any. */
  readonly servers: 'writing' | 'any';
  readonly onStatement?: ((text: string) => void) | undefined;
  /** Called when the server of a connection, which was made then, has refused a write: it takes none any more. */
  readonly onReadOnly?: (openedAt: number) => void;
}

/** A question, until it is answered. */
interface Asked {
  readonly question: Question;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

interface Answer {
  readonly rows: Row[];
  /** PostgreSQL's command tag: `COMMIT`, `INSERT 0 1`. */
  readonly command: string;
}

/** A statement parsed on this connection. */
interface Prepared extends Shape {
  readonly name: string;
  /** The types of its parameters. */
  readonly oids: readonly number[];
}

/**
 * One connection, from the session's begin until it is lost. Questions are sent at once and answered in order; those without
 * an answer when it is lost fail, and so do all later ones.
 */
export class Connection {
  readonly openedAt = performance.now();
  /** Called once, when it can no longer be used. */
  onLost: () => void = () => undefined;
  onNotification: (payload: string) => void = () => undefined;
  readonly #client: pg.Client;
  readonly #wire: Wire;
  readonly #options: ConnectionOptions;
  readonly #prepared = new Map<string, Prepared>();
  readonly #asked: Asked[] = [];
  /** Whether PostgreSQL is describing a statement, or reads what is copied: questions wait meanwhile. */
  #isTaken = false;
  #described: readonly number[] = [];
  #names = 0;
  #underWay = 0;
  #heardAt = 0;
  #isCorked = false;
  #isOpen = false;
  /** Whether the transaction wants to write nothing. */
  #isReading = false;
  #lost: DatabaseUnavailable | undefined;

  /** Connects and makes the session's settings. Throws DatabaseUnavailable. */
  static async open(place: ClientConfig, options: ConnectionOptions): Promise<Connection> {
    const connection = new Connection(place, options);
    try {
      await withinMs(
        options.connectMs,
        connection.#client.connect().then(() => connection.#begin()),
      );
      connection.#isOpen = true;
      return connection;
    } catch (error) {
      connection.destroy();
      throw asFailure(error);
    }
  }

  private constructor(place: ClientConfig, options: ConnectionOptions) {
    this.#options = options;
    this.#client = new pg.Client({
      application_name: 'millrace',
      ...place,
      pipeline: true,
      connectionTimeoutMillis: options.connectMs,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEPALIVE_MS,
    });
    this.#wire = (this.#client as unknown as { readonly connection: Wire }).connection;
    this.#wire.on('parameterDescription', ({ dataTypeIDs }) => {
      this.#described = dataTypeIDs;
    });
    this.#client.on('error', (error) => this.#lose(error));
    this.#client.on('end', () => this.#lose());
    this.#client.on('notification', ({ payload }) => this.onNotification(payload ?? ''));
  }

  get isLost(): boolean {
    return this.#lost !== undefined;
  }

  /** Asks. The answer, or the error, comes after those of all earlier questions. */
  run(question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#asked.push({ question, resolve, reject });
      this.#next();
    });
  }

  /** Whether PostgreSQL has been silent for too long while something is under way. */
  isSilent(now: number): boolean {
    const { statementMs } = this.#options;
    return statementMs > 0 && this.#underWay > 0 && now - this.#heardAt > statementMs + SILENCE_GRACE_MS;
  }

  /** Ends the session after the pending answers. */
  async close(): Promise<void> {
    if (!this.#lost) await this.#client.end();
  }

  /** Breaks off: pending questions fail. */
  destroy(): void {
    this.#lose();
    this.#wire.stream.destroy();
  }

  /** Makes the settings, and refuses a server that takes no writes where it has to: a standby, or what was made read-only. */
  async #begin(): Promise<void> {
    const settings = Object.entries(this.#options.settings);
    const made = settings.map((_, index) => `, set_config($${2 * index + 1}, $${2 * index + 2}, false)`);
    const { rows } = await this.run({
      text: `select pg_is_in_recovery() as "isStandby", current_setting('transaction_read_only') = 'on' as "isReadOnly"${made.join('')}`,
      values: settings.flatMap(([name, value]) => [name, String(value)]),
      kind: 'once',
    });
    if (this.#options.servers === 'any') return;
    if (rows[0]!['isStandby'] === true)
      throw new DatabaseUnavailable('The database is a standby: it takes no writes.');
    if (rows[0]!['isReadOnly'] === true)
      throw new DatabaseUnavailable('The database is read-only: it takes no writes.');
  }

  /** Sends waiting questions, as far as possible. */
  #next(): void {
    while (this.#asked.length > 0 && !this.#isTaken) {
      const asked = this.#asked.shift()!;
      try {
        this.#send(asked);
      } catch (error) {
        asked.reject(error as Error);
      }
    }
  }

  #send(asked: Asked): void {
    const { text, values, kind, copying } = asked.question;
    if (this.#lost) throw this.#lost;
    if (this.#isOpen) this.#options.onStatement?.(text);
    if (text.startsWith('set transaction')) this.#isReading = text.includes('read only');
    else if (this.#isReading && ENDS.has(text)) this.#isReading = false;
    if (kind === 'script') {
      const execution = new Execution((wire) => wire.query(text), undefined, copying);
      if (copying) void this.#copy(asked, execution);
      else void this.#answer(asked, execution);
      return;
    }
    const types = values.map(typeOf);
    const key = `${types} ${text}`;
    const known = this.#prepared.get(key);
    if (known) void this.#answer(asked, this.#bound(asked.question, known), key);
    else void this.#describe(asked, types, key);
  }

  /** The first time that a connection meets a statement: parameters are written as PostgreSQL says it reads them. */
  async #describe(asked: Asked, types: readonly number[], key: string): Promise<void> {
    const { text, kind } = asked.question;
    const name = kind === 'prepared' ? `m${++this.#names}` : '';
    const shape: Shape = { columns: [] };
    const description = new Execution((wire) => {
      wire.parse({ name, text, types });
      wire.describe({ type: 'S', name });
      wire.sync();
    }, shape);
    this.#isTaken = true;
    try {
      await this.#submit(description);
      const prepared: Prepared = Object.assign(shape, { name, oids: this.#described });
      if (kind === 'prepared') this.#prepared.set(key, prepared);
      void this.#answer(asked, this.#bound(asked.question, prepared), key);
    } catch (error) {
      asked.reject(this.#failure(error, text));
    } finally {
      this.#isTaken = false;
      this.#next();
    }
  }

  #bound(question: Question, prepared: Prepared): Execution {
    const values = question.values.map((value, index) => writeValue(value, prepared.oids[index]!));
    return new Execution((wire) => {
      wire.bind({ statement: prepared.name, values });
      wire.execute({});
      wire.sync();
    }, prepared);
  }

  /** What is sent while PostgreSQL reads the input of a COPY would be taken for a part of it. */
  async #copy(asked: Asked, execution: Execution): Promise<void> {
    this.#isTaken = true;
    await this.#answer(asked, execution);
    this.#isTaken = false;
    this.#next();
  }

  async #answer(asked: Asked, execution: Execution, key?: string): Promise<void> {
    await this.#submit(execution).then(
      (rows) => asked.resolve({ rows, command: execution.command }),
      (error: unknown) => {
        if (key !== undefined && isOutdated(error)) this.#prepared.delete(key);
        asked.reject(this.#failure(error, asked.question.text));
      },
    );
  }

  async #submit(execution: Execution): Promise<Row[]> {
    this.#gather();
    if (this.#underWay++ === 0) this.#heardAt = performance.now();
    this.#client.query(execution);
    try {
      return await execution.done;
    } finally {
      this.#underWay--;
      this.#heardAt = performance.now();
    }
  }

  /** Questions of one turn of the event loop go out as one packet. */
  #gather(): void {
    if (this.#isCorked) return;
    const { stream } = this.#wire;
    this.#isCorked = true;
    stream.cork();
    process.nextTick(() => {
      this.#isCorked = false;
      stream.uncork();
    });
  }

  #failure(error: unknown, statement: string): Error {
    if (error instanceof OtherEndFailed) return error.cause;
    if (isOutdated(error)) return new DatabaseUnavailable('The tables were changed meanwhile.', error);
    // What was the primary is so no more: another is, or will be.
    if (codeOf(error) === READ_ONLY && !this.#isReading) {
      this.#lose(new DatabaseUnavailable('The database takes no writes any more.', error));
      this.#options.onReadOnly?.(this.openedAt);
      return this.#lost!;
    }
    const failure = asFailure(error);
    return failure instanceof pg.DatabaseError
      ? Object.assign(failure, { statement: statement.slice(0, STATEMENT_CHARACTERS_MAX) })
      : failure;
  }

  #lose(error?: Error): void {
    if (this.#lost) return;
    const failure = asFailure(error);
    this.#lost =
      failure instanceof DatabaseUnavailable ? failure : new DatabaseUnavailable(failure.message, error);
    this.#wire.stream.destroy();
    this.#next();
    this.onLost();
  }
}

/** What ends a transaction. */
const ENDS: ReadonlySet<string> = new Set(['commit', 'rollback']);

/** A statement was parsed before a migration changed its columns. */
function isOutdated(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.routine === 'RevalidateCachedQuery';
}
