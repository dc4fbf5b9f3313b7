import type { QueryClient } from '@tanstack/react-query';
import { type Channel, joinChannel, lifeOf, type Said } from './channel.ts';
import type { Heard, StreamState } from './connection.ts';
import type { StreamEvent } from './events.ts';
import { Invalidator } from './invalidate.ts';
import { leadInTurn } from './lead-in-turn.ts';
import { setStanding, tellHint } from './standing.ts';

/** Without a stream what is shown is asked for so often, while it is seen. */
const POLL_MS = 5_000;
/** A page that opens shows several things one after the other. */
const GATHER_MS = 50;
/** A leader answers at once; one that does not is in a tab that its browser has put to sleep. */
const ANSWERS_WITHIN_MS = 5_000;

export interface LiveOptions {
  /** There is no session any longer. */
  readonly onSignedOut: () => void;
  /** The stream is there again, after it was lost: by then another may be signed in. */
  readonly onBack: () => void;
}

/** Keeps what this tab shows up to date. One tab of the browser leads, and has the only stream: a browser has few connections to a host. */
export function startLive(client: QueryClient, options: LiveOptions): void {
  const tab = new Tab(client, options);
  setInterval(() => tab.poll(), POLL_MS);
  // They are there in secure contexts only: with TLS, or on the machine itself.
  if ('locks' in navigator && 'BroadcastChannel' in globalThis) tab.join();
}

class Tab {
  readonly #id = crypto.randomUUID?.() ?? '';
  readonly #client: QueryClient;
  readonly #options: LiveOptions;
  readonly #invalidator: Invalidator;
  #channel: Channel | undefined;
  #takeOver: () => void = () => undefined;
  #state: StreamState = 'closed';
  #heard: Heard = {};
  #told = '';
  #isGathering = false;
  #answering: ReturnType<typeof setTimeout> | undefined;

  constructor(client: QueryClient, options: LiveOptions) {
    this.#client = client;
    this.#options = options;
    this.#invalidator = new Invalidator(client);
  }

  /** With the stream away, asking would only fail as well. */
  poll(): void {
    if (document.hidden || this.#state === 'cut' || this.#state === 'ended') return;
    this.#invalidator.unheard(this.#heard);
  }

  join(): void {
    this.#channel = joinChannel((said) => this.#hear(said));
    void navigator.locks.request(lifeOf(this.#id), () => new Promise(() => undefined));
    this.#takeOver = leadInTurn();
    this.#client.getQueryCache().subscribe(() => this.#tellSoon());
    document.addEventListener('visibilitychange', () => this.#tell());
    addEventListener('pageshow', () => this.#tell());
    addEventListener('pagehide', () => this.#channel?.say({ say: 'leaving', tab: this.#id }));
    this.#tell();
  }

  #hear(said: Said): void {
    if (said.say === 'who') this.#tell();
    else if (said.say === 'hint') this.#hint(said.event);
    else if (said.say === 'stands') {
      clearTimeout(this.#answering);
      this.#answering = undefined;
      this.#stands(said.state, said.heard);
    }
  }

  #hint(event: StreamEvent): void {
    if (event.kind === 'lost') this.#invalidator.all();
    else {
      this.#invalidator.hint(event.data['topic'], event.kind);
      tellHint(event);
    }
  }

  #stands(state: StreamState, heard: Heard): void {
    const wasCut = this.#state === 'cut';
    this.#state = state;
    this.#heard = heard;
    setStanding(state);
    if (state === 'ended' && this.#watched().length > 0) this.#options.onSignedOut();
    if (state !== 'open') return;
    this.#invalidator.heard(heard);
    if (!wasCut) return;
    this.#invalidator.all();
    this.#options.onBack();
  }

  #tellSoon(): void {
    if (this.#isGathering) return;
    this.#isGathering = true;
    setTimeout(() => {
      this.#isGathering = false;
      if (this.#watched().join() !== this.#told) this.#tell();
    }, GATHER_MS);
  }

  #tell(): void {
    const topics = this.#watched();
    this.#told = topics.join();
    this.#channel?.say({ say: 'watching', tab: this.#id, topics, isVisible: !document.hidden });
    if (document.hidden) return;
    this.#answering ??= setTimeout(() => {
      this.#answering = undefined;
      this.#takeOver();
    }, ANSWERS_WITHIN_MS);
  }

  /** The topics of what is shown. What was refused to this session would refuse the whole stream. */
  #watched(): readonly string[] {
    const shown = this.#client
      .getQueryCache()
      .findAll({ type: 'active', predicate: ({ state }) => state.data !== undefined });
    return [...new Set(shown.flatMap(({ meta }) => meta?.topic ?? []))].sort();
  }
}
