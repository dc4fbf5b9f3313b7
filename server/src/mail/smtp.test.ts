import { SMTPServer } from 'smtp-server';
import { afterEach, expect, test } from 'vitest';
import { sampleEmail } from '../../test/support/marketing-email.ts';
import { composeMail } from './compose.ts';
import { messageIdFor } from './message-id.ts';
import { createMailer, type Mailer, type OutgoingMail } from './smtp.ts';

interface Sink {
  readonly url: string;
  readonly received: { readonly to: string; readonly raw: string }[];
  /** The passwords that clients have sent. */
  readonly passwords: string[];
  close(): Promise<void>;
}

const open: Sink[] = [];
afterEach(async () => {
  for (const sink of open.splice(0)) await sink.close();
});

/** An SMTP server on the loopback interface; recipients beginning with a number are refused with it. */
async function startSink(): Promise<Sink> {
  const received: { to: string; raw: string }[] = [];
  const passwords: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    onAuth({ username, password }, _session, done) {
      passwords.push(password ?? '');
      done(null, { user: username ?? '' });
    },
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, done) {
      const code = /^\d{3}/.exec(address)?.[0];
      done(code === undefined ? null : Object.assign(new Error('refused'), { responseCode: Number(code) }));
    },
    async onData(stream, session, done) {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      received.push({ to: session.envelope.rcptTo[0]!.address, raw: Buffer.concat(chunks).toString() });
      done();
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as { port: number };
  const sink = {
    url: `smtp://127.0.0.1:${port}`,
    received,
    passwords,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
  open.push(sink);
  return sink;
}

function origin(idempotencyKey: string, accountId = '1') {
  return { accountId, idempotencyKey, createdAt: 36 };
}

const mailerTo = (smtpUrl: string | undefined, plainPassword: 'refused' | 'allowed' = 'refused') =>
  createMailer({ smtpUrl, plainPassword });

const transmitAll = (mailer: Mailer, ...mails: OutgoingMail[]) =>
  Promise.all(mails.map((mail) => mailer.transmit(mail)));

function mailTo(email: string, number = 1): OutgoingMail {
  const from = { fromName: 'Té "am"', replyTo: 'team@example.com', customReplyTo: 'reply@example.com' };
  const composed = composeMail(sampleEmail({ from }), { email, firstname: 'Adé' }, null);
  if (!composed.ok) throw new Error(composed.message);
  return { ...composed.mail, messageId: messageIdFor(origin(`${number}:3:1`), 'team@example.com') };
}

test('mails go out with their headers and both parts', async () => {
  const sink = await startSink();
  const mailer = mailerTo(sink.url);
  const results = await transmitAll(mailer, mailTo('ada@example.com'), mailTo('eve@example.com', 2));
  mailer.close();
  expect(results).toEqual([{ status: 'sent' }, { status: 'sent' }]);
  expect(sink.received.map(({ to }) => to).sort()).toEqual(['ada@example.com', 'eve@example.com']);
  const { raw } = sink.received.find(({ to }) => to === 'ada@example.com')!;
  expect(raw).toContain('Message-ID: <1.3.1.1.10@example.com>');
  expect(raw).toContain('Reply-To: reply@example.com');
  expect(raw).toMatch(/From: .*<team@example.com>/);
  expect(raw).toMatch(/^List-Unsubscribe: <mailto:reply@example\.com\?subject=unsubscribe>\r$/m);
  expect(raw).toMatch(/^Precedence: bulk\r$/m);
  expect(raw).toContain('text/plain');
  expect(raw).toContain('text/html');
});

test('a 5xx answer is permanent, a 4xx one is not, and neither holds up the others', async () => {
  const sink = await startSink();
  const mailer = mailerTo(sink.url);
  const results = await transmitAll(
    mailer,
    mailTo('550@example.com'),
    mailTo('451@example.com'),
    mailTo('a@example.com'),
  );
  mailer.close();
  expect(results).toEqual([
    {
      status: 'failed',
      about: 'mail',
      permanent: true,
      message: expect.stringContaining('refused'),
      bounce: { type: 'HARD', reason: 'UNKNOWN_USER', status: null },
    },
    { status: 'failed', about: 'mail', permanent: false, message: expect.stringContaining('refused') },
    { status: 'sent' },
  ]);
});

test('no server: not permanent', async () => {
  const sink = await startSink();
  await sink.close();
  open.pop();
  const mailer = mailerTo(sink.url);
  expect(await transmitAll(mailer, mailTo('a@example.com'))).toEqual([
    { status: 'failed', about: 'server', permanent: false, message: expect.any(String) },
  ]);
  mailer.close();
});

test('without a server mails are captured', async () => {
  expect(await transmitAll(mailerTo(undefined), mailTo('a@example.com'))).toEqual([{ status: 'captured' }]);
});

test('a password goes over TLS only, unless that is allowed', async () => {
  const sink = await startSink();
  const url = sink.url.replace('smtp://', 'smtp://ada:secret@');
  const refusing = mailerTo(url);
  expect(await refusing.transmit(mailTo('a@example.com'))).toMatchObject({
    status: 'failed',
    about: 'server',
    permanent: false,
    message: expect.stringMatching(/TLS/),
  });
  refusing.close();
  expect(sink.passwords).toEqual([]);
  const allowing = mailerTo(url, 'allowed');
  expect(await allowing.transmit(mailTo('a@example.com'))).toEqual({ status: 'sent' });
  allowing.close();
  expect(sink.passwords).toEqual(['secret']);
});

test('a Message-ID is the same for the same key, of the sender, and always well-formed', () => {
  expect(messageIdFor(origin('12:3:1', '7'), 'team@example.com')).toBe('<12.3.1.7.10@example.com>');
  expect(messageIdFor(origin('a b>@x', '7'), 'no-reply@localhost')).toBe('<a=20b=3e=40x.7.10@localhost>');
  expect(messageIdFor(origin('1:1:1'), 'team@bücher.example')).toBe('<1.1.1.1.10@xn--bcher-kva.example>');
});
