import { randomUUID } from 'node:crypto';
import type { Wake } from './wake.ts';

/** What something that people look at has been told of. */
export type HintKind =
  | 'flow'
  | 'counts'
  | 'errors'
  | 'enrollment'
  | 'record'
  | 'records'
  | 'mail'
  | 'request'
  | 'clock'
  | 'job';

/** That something under a topic has changed; a few ids and words about it, and never its state: rows are the truth. */
export interface Hint {
  /** Such as `flow:7`. */
  readonly topic: string;
  readonly kind: HintKind;
  readonly about: Readonly<Record<string, string | number | boolean | null>>;
}

/** What a watcher hears. */
export interface Watcher {
  readonly topics: readonly string[];
  hear(hint: Hint): void;
  /** Hints may have been lost. */
  lost(): void;
}

/** Hints are gathered for so long: a batch of a thousand passages is one. */
const GATHER_MS = 250;
/** Other processes are told what is watched here, and believe it for so long. */
const LEASE_MS = 30_000;
const RENEW_MS = 10_000;
/** A new watch is told of this soon, with others that begin at the same time. */
const ANNOUNCE_MS = 20;
/** Characters of one notification: PostgreSQL takes 8,000 bytes, and ids are plain text. */
const PART_CHARACTERS_MAX = 7_000;

const WATCHING = 'watching';
const HINTS = 'hints';
const WHO = 'who';

type Addressed = readonly [accountId: string, hint: Hint];

/**
 * Tells people who look at something that it has changed: those of this process directly, those of others by notification. Only what is
 * watched is told, so that work that nobody looks at costs nothing; what is watched elsewhere is known by leases.
 */
export class Hints {
  readonly #wake: Wake;
  /** Watchers here, by account and topic. */
  readonly #here = new Map<string, Map<string, Set<Watcher>>>();
  /** Until when topics are watched elsewhere, by account and topic. */
  readonly #elsewhere = new Map<string, Map<string, number>>();
  #gathered = new Map<string, Addressed>();
  #gathering: NodeJS.Timeout | undefined;
  #announcing: NodeJS.Timeout | undefined;
  #renewing: NodeJS.Timeout | undefined;

  constructor(wake: Wake) {
    this.#wake = wake;
    wake.onBroadcast(WATCHING, (text) => this.#lease(JSON.parse(text)));
    wake.onBroadcast(HINTS, (text) => this.#deliver(JSON.parse(text)));
    wake.onBroadcast(WHO, () => this.#announceSoon());
    wake.onJoined(() => {
      wake.broadcast(WHO, randomUUID());
      this.#announceSoon();
      for (const topics of this.#here.values())
        for (const watcher of new Set([...topics.values()].flatMap((each) => [...each]))) watcher.lost();
    });
  }

  /** Whether anybody looks at anything of the account: if not, nothing need be told. */
  isWatched(accountId: string): boolean {
    return this.#here.has(accountId) || this.#leasesOf(accountId) !== undefined;
  }

  /** Tells of what has been committed. */
  tell(accountId: string, hints: readonly Hint[]): void {
    for (const hint of hints) {
      if (!this.#isHere(accountId, hint) && !this.#isElsewhere(accountId, hint)) continue;
      this.#gathered.set(`${accountId} ${keyOf(hint)}`, [accountId, hint]);
    }
    if (this.#gathered.size === 0 || this.#gathering) return;
    this.#gathering = setTimeout(() => this.#publish(), GATHER_MS);
    this.#gathering.unref();
  }

  /** Watches topics until the returned function is called. */
  watch(accountId: string, watcher: Watcher): () => void {
    const topics = this.#here.get(accountId) ?? new Map<string, Set<Watcher>>();
    this.#here.set(accountId, topics);
    for (const topic of watcher.topics) {
      const watchers = topics.get(topic) ?? new Set();
      topics.set(topic, watchers.add(watcher));
    }
    this.#announceSoon();
    this.#renewing ??= setInterval(() => this.#announce(), RENEW_MS).unref();
    return () => this.#unwatch(accountId, watcher);
  }

  close(): void {
    clearTimeout(this.#gathering);
    clearTimeout(this.#announcing);
    clearInterval(this.#renewing);
  }

  #unwatch(accountId: string, watcher: Watcher): void {
    const topics = this.#here.get(accountId);
    for (const topic of watcher.topics) {
      topics?.get(topic)?.delete(watcher);
      if (topics?.get(topic)?.size === 0) topics.delete(topic);
    }
    if (topics?.size === 0) this.#here.delete(accountId);
    if (this.#here.size > 0) return;
    clearInterval(this.#renewing);
    this.#renewing = undefined;
  }

  #publish(): void {
    const gathered = [...this.#gathered.values()];
    this.#gathered = new Map();
    this.#gathering = undefined;
    this.#deliver(gathered);
    const leaving = gathered.filter(([accountId, hint]) => this.#isElsewhere(accountId, hint));
    for (const part of inParts(leaving)) this.#wake.broadcast(HINTS, part);
  }

  #deliver(hints: readonly Addressed[]): void {
    for (const [accountId, hint] of hints)
      for (const watcher of this.#here.get(accountId)?.get(hint.topic) ?? []) watcher.hear(hint);
  }

  #announceSoon(): void {
    if (this.#announcing || this.#here.size === 0) return;
    this.#announcing = setTimeout(() => {
      this.#announcing = undefined;
      this.#announce();
    }, ANNOUNCE_MS).unref();
  }

  #announce(): void {
    const watched = [...this.#here].flatMap(([accountId, topics]) =>
      [...topics.keys()].map((topic) => [accountId, topic] as const),
    );
    for (const part of inParts(watched)) this.#wake.broadcast(WATCHING, part);
  }

  #lease(watched: readonly (readonly [accountId: string, topic: string])[]): void {
    const until = performance.now() + LEASE_MS;
    for (const [accountId, topic] of watched) {
      const leases = this.#elsewhere.get(accountId) ?? new Map<string, number>();
      this.#elsewhere.set(accountId, leases.set(topic, until));
    }
  }

  #isHere(accountId: string, { topic }: Hint): boolean {
    return this.#here.get(accountId)?.has(topic) ?? false;
  }

  #isElsewhere(accountId: string, { topic }: Hint): boolean {
    return this.#leasesOf(accountId)?.has(topic) ?? false;
  }

  /** The leases that are not over; undefined without any. */
  #leasesOf(accountId: string): ReadonlyMap<string, number> | undefined {
    const leases = this.#elsewhere.get(accountId);
    if (!leases) return undefined;
    const now = performance.now();
    for (const [topic, until] of leases) if (until < now) leases.delete(topic);
    if (leases.size > 0) return leases;
    this.#elsewhere.delete(accountId);
    return undefined;
  }
}

/** Hints of one key say the same; the latest is as good as all of them. */
export function keyOf({ topic, kind, about }: Hint): string {
  return `${topic} ${kind} ${about['flowId'] ?? about['id'] ?? ''}`;
}

/** As texts of lists that a notification holds each. */
function* inParts(items: readonly unknown[]): Generator<string> {
  let part: string[] = [];
  let characters = 0;
  for (const item of items) {
    const text = JSON.stringify(item);
    if (part.length > 0 && characters + text.length > PART_CHARACTERS_MAX) {
      yield `[${part.join(',')}]`;
      [part, characters] = [[], 0];
    }
    part.push(text);
    characters += text.length + 1;
  }
  if (part.length > 0) yield `[${part.join(',')}]`;
}
