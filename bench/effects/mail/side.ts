/** One side of the comparison in a process of its own, so that its CPU time is its own. */
import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { openDatabase } from '../../../server/src/platform/index.ts';
import { openMillrace } from '../../place/millrace.ts';
import { answerAsSides, type Side } from '../sides/answer-as-sides.ts';
import type { MailOptions } from './messages.ts';

/** As many as Millrace has; see `CONNECTIONS_MAX` of its mailer. */
const CONNECTIONS = 5;
/** Mails that the bare side hands to its pool at once, so that no connection waits for one. */
const HANDED_AT_ONCE = 50;
/** Between two looks at what is left. */
const LOOK_MS = 20;

answerAsSides<MailOptions>({ bare: bareSide, millrace: millraceSide });

/** The product: its lanes, until no effect is left and every enrollment has ended. */
async function millraceSide({ address, smtpUrl }: MailOptions): Promise<Side> {
  const millrace = await openMillrace(address, undefined, {
    smtpUrl,
    publicUrl: 'https://millrace.example',
  });
  const { worker, sql, wake } = millrace.services;
  return {
    async send() {
      await wake.connect(sql);
      worker.start();
      for (;;) {
        const [left] = await sql`
          select exists (select from effects where finished_at is null) or exists (select from enrollments where ended = 0) as some`;
        if (left!['some'] === false) break;
        await sleep(LOOK_MS);
      }
      const [sent] = await sql`select count(*)::int as mails from mails`;
      return sent!['mails'] as number;
    },
    async close() {
      await worker.stop();
      await millrace.close();
    },
  };
}

/** A bare pool of nodemailer with the same connections, which sends the same mails from memory. */
async function bareSide({ mails, smtpUrl }: MailOptions): Promise<Side> {
  const sql = openDatabase(mails!, { connections: 1 });
  const rows = await sql`select message_id, sender, recipient, subject, html, plain_text from mails`;
  await sql.end();
  const messages = rows.map((row) => ({
    messageId: row['message_id'] as string,
    from: row['sender'] as string,
    to: row['recipient'] as string,
    subject: row['subject'] as string,
    html: row['html'] as string,
    text: row['plain_text'] as string,
  }));
  const transport = createTransport({ url: smtpUrl, pool: true, maxConnections: CONNECTIONS });
  return {
    async send() {
      const left = messages.values();
      const hand = async () => {
        for (const message of left) await transport.sendMail(message);
      };
      await Promise.all(Array.from({ length: HANDED_AT_ONCE }, hand));
      return messages.length;
    },
    close: async () => transport.close(),
  };
}
