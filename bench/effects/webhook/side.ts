/** One side of the comparison in a process of its own, so that its CPU time is its own. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent } from 'undici';
import { answerAsSides, type Side } from '../sides/answer-as-sides.ts';
import type { WebhookOptions } from './messages.ts';
import { openSender } from './sender.ts';

/** Between two looks at what is left. */
const LOOK_MS = 20;
/** Characters of a body of the bare side: those of a contact with its history. */
const BODY_CHARACTERS = 3_500;

answerAsSides<WebhookOptions>({ bare: bareSide, millrace: millraceSide });

/** The product: its lanes, until the outcome of every request to the receiver is stored. */
async function millraceSide(options: WebhookOptions): Promise<Side> {
  const { url, count } = options;
  const { millrace, close } = await openSender(options);
  const { worker, sql, wake } = millrace.services;
  return {
    async send() {
      await wake.connect(sql);
      worker.start();
      for (;;) {
        const [row] = await sql`
          select count(*)::int as done from effects where target = ${new URL(url).host} and finished_at is not null`;
        if (row!['done'] === count) break;
        await sleep(LOOK_MS);
      }
      return count;
    },
    close,
  };
}

/** A bare loop with the same connections. */
async function bareSide({ url, count, connections }: WebhookOptions): Promise<Side> {
  const agent = new Agent({ connections, pipelining: 1 });
  const { origin, pathname: path } = new URL(url);
  const body = JSON.stringify({ text: 'x'.repeat(BODY_CHARACTERS) });
  const headers = { 'content-type': 'application/json' };
  return {
    async send() {
      let left = count;
      const hand = async () => {
        while (left-- > 0) {
          const answer = await agent.request({ origin, path, method: 'POST', headers, body });
          await answer.body.text();
        }
      };
      await Promise.all(Array.from({ length: connections }, hand));
      return count;
    },
    close: () => agent.close(),
  };
}
