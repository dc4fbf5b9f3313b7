/** The engine at work on a flow in a process of its own: beside webhooks, or with none of them due. */
import { setTimeout as sleep } from 'node:timers/promises';
import { answerAsSides, type Side } from '../sides/answer-as-sides.ts';
import type { EngineOptions } from './messages.ts';
import { openSender } from './sender.ts';

/** Between two looks at what is left. */
const LOOK_MS = 20;

answerAsSides<EngineOptions>({
  millrace: (options) => engine(options, 'beside webhooks'),
  bare: (options) => engine(options, 'alone'),
});

async function engine(options: EngineOptions, how: 'beside webhooks' | 'alone'): Promise<Side> {
  const { flowId, count } = options;
  const { millrace, close } = await openSender(options);
  const { worker, sql, wake } = millrace.services;
  if (how === 'alone') await sql`update effects set due_at = due_at + interval '1 day'`;
  return {
    async send() {
      await wake.connect(sql);
      worker.start();
      for (;;) {
        const [row] = await sql`
          select exists (select from enrollments where account_id = 1 and flow_id = ${flowId} and ended = 0) as "isAtWork"`;
        if (row!['isAtWork'] === false) break;
        await sleep(LOOK_MS);
      }
      const [row] = await sql`
        select count(*)::int as sent, (select count(*)::int from effects where finished_at is null) as left
        from enrollments where flow_id = ${flowId}`;
      if (row!['left'] === 0)
        throw new Error('The webhooks had come to their end before the engine: take more.');
      if (row!['sent'] !== count) throw new Error(`${row!['sent']} passages instead of ${count}.`);
      return count;
    },
    close,
  };
}
