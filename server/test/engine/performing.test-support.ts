import type { ClaimedEffect, Performed, Performer, TriedEffect } from '../../src/effects/index.ts';
import { insertEffects, type NewEffect } from '../../src/effects/index.ts';
import { moveClock, Worker } from '../../src/execution/index.ts';
import { contactFlow, inARow, sendEmail } from '../support/flow-bodies.ts';
import { type Story, tellStory } from '../support/story.ts';

/** A story whose effects are done by performers of the test's own. */
export interface Performing {
  readonly story: Story;
  readonly worker: Worker;
  /** Asks for effects that no passage waits for. */
  ask(effects: readonly Partial<NewEffect>[]): Promise<void>;
  /** Moves the clock, so many milliseconds; nothing, to come to rest. */
  pass(ms?: number): Promise<void>;
  /** How the effects stand that are asked for so, by key. */
  effect(key: string): Promise<Record<string, unknown>>;
  stop(): Promise<void>;
}

/** `performersOf` may take those of the services along. */
export async function startPerforming(
  performersOf: (services: Story['millrace']['services']) => readonly Performer[],
  config: Parameters<typeof tellStory>[0] = {},
): Promise<Performing> {
  const story = await tellStory({ logLevel: 'silent', role: 'api', ...config });
  const { services, accountId, sql } = story.millrace;
  const { store, wake, log, redactorOf } = services;
  const flowId = await story.givenFlow(contactFlow([]));
  const worker = new Worker({
    store,
    wake,
    log,
    redactorOf,
    performers: performersOf(services),
    jobKinds: [],
  });
  return {
    story,
    worker,
    ask: (effects) =>
      store.write(accountId, (unit) =>
        insertEffects(
          unit,
          effects.map((effect, index) => ({
            kind: 'request',
            idempotencyKey: `${effect.target}-${index}`,
            flowId,
            enrollmentId: '1',
            actionId: '1',
            request: {},
            ...effect,
          })),
        ),
      ),
    async pass(ms = 0) {
      await moveClock(
        { sql, store, worker, log },
        accountId,
        (now) => now + ms,
        new AbortController().signal,
      );
    },
    async effect(key) {
      const [row] = await sql`
        select attempts, result, last_error as "lastError", due_at - created_at as "dueAfter" from effects where idempotency_key = ${key}`;
      return row as Record<string, unknown>;
    },
    async stop() {
      await worker.stop();
      await story.stop();
    },
  };
}

/** Enrolls so many contacts into a flow that sends a mail. */
export async function enrollForMail(story: Story, count: number): Promise<string> {
  const { millrace } = story;
  const email = await millrace.post('/marketing/v3/emails', {
    name: 'Hello',
    subject: 'Hello',
    content: { plainTextVersion: 'Hello' },
  });
  await millrace.post(`/marketing/v3/emails/${email.body.id}/publish`);
  const flowId = await story.givenFlow(contactFlow(inARow(sendEmail(email.body.id))));
  const contacts: string[] = [];
  for (let number = 0; number < count; number++) contacts.push(await story.givenContact());
  await millrace.post(`/millrace/v1/flows/${flowId}/enrollments`, { objectIds: contacts });
  return flowId;
}

type Outcome = Performed['outcome'];

/** Performs as it is told: each effect is held until the test answers for it, or the answer is known before. */
export class Receivers implements Performer {
  readonly kind: string;
  readonly kinds: readonly string[];
  readonly slots: number;
  readonly slotsPerTarget: number;
  /** What was begun, in order. */
  readonly begun: TriedEffect[] = [];
  readonly #held = new Map<string, (outcome: Outcome) => void>();
  readonly #changed = new Set<() => void>();
  #answer: (effect: ClaimedEffect) => Outcome | 'held';

  constructor(
    answer: (effect: ClaimedEffect) => Outcome | 'held',
    { kind = 'request', slots = 20, slotsPerTarget = 4 } = {},
  ) {
    this.#answer = answer;
    this.kind = kind;
    this.kinds = [kind];
    this.slots = slots;
    this.slotsPerTarget = slotsPerTarget;
  }

  async perform(
    _: string,
    effects: readonly TriedEffect[],
    tell: (performed: Performed) => void,
  ): Promise<void> {
    await Promise.all(
      effects.map(async (effect) => {
        this.begun.push(effect);
        const known = this.#answer(effect);
        const outcome = known === 'held' ? await this.#hold(effect) : known;
        tell({ effect, outcome, target: 'answered' });
      }),
    );
  }

  /** Keys of what is held for a target. */
  held(target: string): string[] {
    return this.begun
      .filter((effect) => effect.target === target && this.#held.has(effect.id))
      .map(({ idempotencyKey }) => idempotencyKey);
  }

  /** Resolves when it is so; looked at whenever something is begun. */
  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await new Promise<void>((resolve) => this.#changed.add(resolve));
  }

  /** Answers for one that is held. */
  answer(key: string, outcome: Outcome): void {
    const effect = this.begun.findLast((each) => each.idempotencyKey === key && this.#held.has(each.id))!;
    const tell = this.#held.get(effect.id)!;
    this.#held.delete(effect.id);
    tell(outcome);
  }

  /** Answers for all that are held, now and from now on. */
  answerAll(outcome: Outcome): void {
    this.#answer = () => outcome;
    for (const tell of this.#held.values()) tell(outcome);
    this.#held.clear();
  }

  #hold({ id }: ClaimedEffect): Promise<Outcome> {
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    this.#held.set(id, resolve);
    for (const changed of this.#changed) changed();
    this.#changed.clear();
    return promise;
  }
}

export const DONE: Outcome = { kind: 'finished', result: { kind: 'done' } };
