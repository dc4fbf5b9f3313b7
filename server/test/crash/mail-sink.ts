import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail server of the outside world: it takes everything, and notes which message came to whom. */
export interface MailSink {
  readonly url: string;
  /** Message-IDs, each as often as it came, by recipient. */
  readonly received: ReadonlyMap<string, readonly string[]>;
  close(): Promise<void>;
}

export async function openMailSink(): Promise<MailSink> {
  const received = new Map<string, string[]>();
  const sink = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      let text = '';
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      stream.on('end', () => {
        const id = /^Message-ID: (.+)$/im.exec(text)![1]!.trim();
        for (const { address } of session.envelope.rcptTo)
          received.set(address, [...(received.get(address) ?? []), id]);
        done();
      });
    },
  });
  // Connections of a killed server break off; that is what is tested.
  sink.on('error', () => undefined);
  await new Promise<void>((resolve) => sink.listen(0, '127.0.0.1', () => resolve()));
  const { port } = sink.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    close: () => new Promise((resolve) => sink.close(() => resolve())),
  };
}
