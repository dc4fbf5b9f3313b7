import type { Answer } from '@millrace/client';
import { everyPage } from '../cli/support/every-page.ts';
import type { Target } from '../cli/target/target.ts';

/** A mail in full: `subject`, `html`, `text`, `at`, the flow and the action that sent it. */
export type WholeMail = Answer<'GET /millrace/v1/mailbox/{mailId}'>;

/** Mails that an answer lists at most. */
const PAGE = 100;

/** The mails that were sent, none of which left the server. */
export class Mailbox {
  readonly #target: Target;

  constructor(target: Target) {
    this.#target = target;
  }

  /** All mails to an address, the oldest first. */
  to(address: string): Promise<WholeMail[]> {
    return this.#whole({ recipient: address });
  }

  /** All mails, the oldest first. */
  all(): Promise<WholeMail[]> {
    return this.#whole({});
  }

  async #whole(filter: { readonly recipient?: string }): Promise<WholeMail[]> {
    const listed = await everyPage((after) =>
      this.#target.call('GET /millrace/v1/mailbox', { query: { ...filter, limit: PAGE, after } }),
    );
    const whole: WholeMail[] = [];
    for (const { id } of listed.toReversed())
      whole.push(await this.#target.call('GET /millrace/v1/mailbox/{mailId}', { path: { mailId: id } }));
    return whole;
  }
}
