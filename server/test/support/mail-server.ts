import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface TakenMail {
  /** The first of its recipients. */
  readonly to: string;
  readonly recipients: readonly string[];
  /** Its headers, as text. */
  readonly head: string;
  readonly messageId: string;
}

/** An SMTP server on the loopback interface that takes its time: it answers for a mail when it is told to. */
export interface MailServer {
  readonly url: string;
  /** Message-IDs in the order in which mails were taken. */
  readonly taken: readonly TakenMail[];
  /** Recipients whose mails have come in and are not answered for. */
  readonly held: readonly string[];
  /** Resolves when so many are held. */
  holds(count: number): Promise<void>;
  /** Answers for one that is held. */
  answer(to: string): void;
  /** Answers for all, now and from now on. */
  answerAll(): void;
  close(): Promise<void>;
}

/** What the server says to a recipient that it does not take: `550 5.1.1 No such user`; null for one that it takes. */
export type RefuseRecipient = (address: string) => string | null;

export async function startMailServer(
  pace: 'at once' | 'when told' = 'at once',
  refuse: RefuseRecipient = () => null,
): Promise<MailServer> {
  const taken: TakenMail[] = [];
  const held = new Map<string, () => void>();
  const changed = new Set<() => void>();
  let holding = pace === 'when told';
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, done) {
      const said = refuse(address);
      if (said === null) return done();
      done(Object.assign(new Error(said.slice(4)), { responseCode: Number(said.slice(0, 3)) }));
    },
    async onData(stream, session, done) {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      const recipients = session.envelope.rcptTo.map(({ address }) => address);
      const to = recipients[0]!;
      const [head = ''] = Buffer.concat(chunks).toString().split('\r\n\r\n', 1);
      const messageId = /^Message-ID: (.+)$/im.exec(head)?.[1]?.trim() ?? '';
      if (holding) await new Promise<void>((resolve) => hold(to, resolve));
      taken.push({ to, recipients, head, messageId });
      done();
    },
  });
  // Connections of a stopped client break off.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;

  function hold(to: string, resolve: () => void) {
    held.set(to, resolve);
    for (const listener of changed) listener();
  }
  function answer(to: string) {
    held.get(to)?.();
    held.delete(to);
  }
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    get held() {
      return [...held.keys()];
    },
    async holds(count) {
      while (held.size < count) {
        await new Promise<void>((resolve) => {
          const listener = () => {
            changed.delete(listener);
            resolve();
          };
          changed.add(listener);
        });
      }
    },
    answer,
    answerAll() {
      holding = false;
      for (const to of [...held.keys()]) answer(to);
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
