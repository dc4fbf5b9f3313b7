import type { Answer, Given } from '@millrace/client';
import { everyPage } from '../cli/support/every-page.ts';
import type { Target } from '../cli/target/target.ts';

type Rule = Answer<'POST /millrace/v1/outbox/rules'>;
type WantedRule = Given<'POST /millrace/v1/outbox/rules'>['body'];
/** A captured request in full: `method`, `url`, `headers`, `body` as a text, what it was answered. */
export type WholeRequest = Answer<'GET /millrace/v1/outbox/{requestId}'>;

/** Requests that an answer lists at most. */
const PAGE = 100;

/** A rule on its way to the server; wait for it. */
export interface Reply extends Promise<Rule> {
  /** How many requests it answers; then the next rule that fits does, or 200 without outputs. Call it at once. */
  times(count: number): Promise<Rule>;
}

/** The requests that flows have made of others, none of which left the server, and what they are answered. */
export class Outbox {
  readonly #target: Target;

  constructor(target: Target) {
    this.#target = target;
  }

  /**
   * What requests to a URL are answered, in which `*` stands for anything: `await outbox.on('https://example.test/hook').reply(503).times(2)`.
   * Rules are asked in the order in which they were made; without one the answer is 200 and `{}`.
   */
  on(url: string, method?: WantedRule['method']) {
    const rule: WantedRule = method === undefined ? { url } : { url, method };
    return {
      /** A status, and a body, sent as JSON where it is no text: its members are outputs of the action. */
      reply: (status: number, body?: unknown): Reply =>
        this.#rule({ ...rule, status, ...(body === undefined ? {} : { body }) }),
      /** No answer ever: the try fails as one that ran out of time, which takes none. */
      hang: (): Reply => this.#rule({ ...rule, hang: true }),
    };
  }

  /** All captured requests, the oldest first; those to one URL, in which `*` stands for anything. */
  async requests(url = '*'): Promise<WholeRequest[]> {
    const listed = await everyPage((after) =>
      this.#target.call('GET /millrace/v1/outbox', { query: { limit: PAGE, after } }),
    );
    const literally = (text: string) => text.replace(/[\\^$.+?()[\]{}|]/g, '\\$&');
    const pattern = new RegExp(`^${url.split('*').map(literally).join('.*')}$`, 's');
    const whole: WholeRequest[] = [];
    for (const { id, url: its } of listed.toReversed())
      if (pattern.test(its) || pattern.test(its.replace(/\?.*$/s, '')))
        whole.push(
          await this.#target.call('GET /millrace/v1/outbox/{requestId}', { path: { requestId: id } }),
        );
    return whole;
  }

  /** Sent once the caller has said how many times, in the same breath. */
  #rule(rule: WantedRule): Reply {
    let wanted = rule;
    const sent = Promise.resolve().then(() =>
      this.#target.call('POST /millrace/v1/outbox/rules', { body: wanted }),
    );
    return Object.assign(sent, {
      times(count: number) {
        wanted = { ...rule, times: count };
        return sent;
      },
    });
  }
}
