import { ApiFailure } from '../failure.ts';
import { eventsOf, type StreamEvent } from './events.ts';

/**
 * How the stream stands: nobody needs it; it is there; it is lost and comes back; the server lets it not come about, as when there are too
 * many or a proxy keeps it; nobody is signed in any longer.
 */
export type StreamState = 'closed' | 'open' | 'cut' | 'refused' | 'ended';

/** Since when each topic is heard without a gap, by the browser's clock. */
export type Heard = Readonly<Record<string, number>>;

export interface ConnectionOptions {
  /** Asks the server for a stream. */
  readonly ask: (topics: readonly string[], signal: AbortSignal) => Promise<Response>;
  readonly onHint: (event: StreamEvent) => void;
  readonly onState: (state: StreamState, heard: Heard) => void;
}

/** A stream has no more: those that were wanted first are heard. */
const TOPICS_MAX = 50;
/** A server that can be reached says at once that the stream is open; else something between keeps it back. */
const OPENS_WITHIN_MS = 10_000;
/** The server pings every 15 s: without a word for so long the connection is lost, though nobody has said so. */
const SILENT_MS = 40_000;
/** The status for a caller with too many streams. */
const TOO_MANY = 429;
const BACK_AFTER_MIN_MS = 500;
const BACK_AFTER_MAX_MS = 30_000;

type End = 'LOST' | 'SHUTTING_DOWN' | 'NOT_ALLOWED' | 'LEFT';

/**
 * One stream of hints, kept up. Other topics are asked for by a second stream, and the first is left once that is open, so that nothing is
 * missed between; what is lost comes back, each time more patiently.
 */
export class Connection {
  readonly #options: ConnectionOptions;
  /** Topics that were refused: what is gone, or not for this token. */
  readonly #refused = new Set<string>();
  #wanted: readonly string[] = [];
  #state: StreamState = 'closed';
  #heard: Heard = {};
  #open: AbortController | undefined;
  #opening: AbortController | undefined;
  #openingTopics: readonly string[] = [];
  #again: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  get state(): StreamState {
    return this.#state;
  }

  get heard(): Heard {
    return this.#heard;
  }

  /** Topics that are not needed any longer go with the next stream. */
  want(topics: readonly string[]): void {
    this.#wanted = topics;
    if (topics.length === 0) this.#leave('closed');
    else if (!this.#isHeard() || this.#state !== 'open') this.tryNow();
  }

  close(): void {
    this.#wanted = [];
    this.#leave('closed');
  }

  /** Tries at once what is to be tried later: the network is back. */
  readonly tryNow = (): void => {
    const topics = this.#asked();
    if (topics.length === 0 || (this.#state === 'open' && this.#isHeard())) return;
    if (this.#opening && topics.every((topic) => this.#openingTopics.includes(topic))) return;
    // Somebody has signed in again.
    if (this.#state === 'ended') this.#set('closed', {});
    clearTimeout(this.#again);
    this.#opening?.abort();
    const leaving = new AbortController();
    this.#opening = leaving;
    this.#openingTopics = topics;
    void this.#run(topics, leaving);
  };

  async #run(topics: readonly string[], leaving: AbortController): Promise<void> {
    try {
      const end = await this.#listen(topics, leaving);
      if (this.#open === leaving) this.#lost(end);
    } catch (error) {
      if (leaving.signal.aborted && this.#opening !== leaving && this.#open !== leaving) return;
      this.#failed(error, leaving);
    }
  }

  /** Comes back once the stream has ended; throws when it has not come about. */
  async #listen(topics: readonly string[], leaving: AbortController): Promise<End> {
    const patience = new Patience(() => leaving.abort(), OPENS_WITHIN_MS);
    try {
      const response = await this.#options.ask(topics, leaving.signal);
      if (!response.ok) throw ApiFailure.of(response.status, await response.text());
      let end: End = 'LOST';
      for await (const event of eventsOf(response.body!)) {
        patience.renew(SILENT_MS);
        if (event?.kind === 'open') this.#opened(topics, leaving);
        else if (event?.kind === 'end') end = event.data['reason'] as End;
        else if (event && this.#open === leaving) this.#options.onHint(event);
      }
      return end;
    } catch (error) {
      // What was open once is lost; what was not has failed.
      if (this.#open === leaving) return 'LOST';
      throw error;
    } finally {
      patience.end();
    }
  }

  #opened(topics: readonly string[], leaving: AbortController): void {
    if (this.#opening !== leaving) return;
    const now = Date.now();
    const goesOn = this.#state === 'open';
    const before = this.#open;
    this.#open = leaving;
    this.#opening = undefined;
    this.#failures = 0;
    this.#set(
      'open',
      Object.fromEntries(topics.map((topic) => [topic, (goesOn && this.#heard[topic]) || now])),
    );
    before?.abort();
    if (!this.#isHeard()) this.tryNow();
  }

  #lost(end: End): void {
    this.#open = undefined;
    if (this.#wanted.length === 0) return;
    this.#set('cut', {});
    // Why it may not listen any longer is said by the answer to the next try.
    if (end === 'NOT_ALLOWED') this.tryNow();
    else this.#tryLater();
  }

  #failed(error: unknown, leaving: AbortController): void {
    if (this.#opening === leaving) this.#opening = undefined;
    const { status, context } = error instanceof ApiFailure ? error : ApiFailure.unreachable();
    const refused = context['topic'] ?? [];
    for (const topic of refused) this.#refused.add(topic);
    if (status === 401) {
      this.#refused.clear();
      this.#leave('ended');
    } else if (refused.length > 0) {
      if (this.#asked().length > 0) this.tryNow();
      else this.#leave('refused');
    } else {
      const isKeptBack = status === TOO_MANY || leaving.signal.aborted;
      // An older stream is better than none, while a newer one cannot be had.
      if (this.#open === undefined) this.#set(isKeptBack ? 'refused' : 'cut', {});
      this.#tryLater();
    }
  }

  #tryLater(): void {
    clearTimeout(this.#again);
    const most = Math.min(BACK_AFTER_MAX_MS, BACK_AFTER_MIN_MS * 2 ** this.#failures++);
    // All browsers lose a server at the same time, and are not to come back all at once.
    this.#again = setTimeout(this.tryNow, most * (0.5 + Math.random() / 2));
  }

  #leave(state: StreamState): void {
    clearTimeout(this.#again);
    const leaving = [this.#opening, this.#open];
    this.#opening = this.#open = undefined;
    for (const each of leaving) each?.abort();
    this.#set(state, {});
  }

  #asked(): readonly string[] {
    return this.#wanted.filter((topic) => !this.#refused.has(topic)).slice(0, TOPICS_MAX);
  }

  #isHeard(): boolean {
    return this.#asked().every((topic) => topic in this.#heard);
  }

  #set(state: StreamState, heard: Heard): void {
    this.#state = state;
    this.#heard = heard;
    this.#options.onState(state, heard);
  }
}

/** Gives up when nothing comes in time. */
class Patience {
  readonly #giveUp: () => void;
  #timer: ReturnType<typeof setTimeout>;

  constructor(giveUp: () => void, ms: number) {
    this.#giveUp = giveUp;
    this.#timer = setTimeout(giveUp, ms);
  }

  renew(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#giveUp, ms);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}
