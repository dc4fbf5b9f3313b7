/** A mail server in a process of its own: takes every mail, and counts them. */
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { answerParent } from '../../place/child.ts';
import type { SinkQuestion } from './messages.ts';

let taken = 0;

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  disableReverseLookup: true,
  onData(stream, _session, done) {
    stream.resume();
    stream.once('end', () => {
      taken++;
      done();
    });
  },
});
// A client that has sent everything breaks off.
server.on('error', () => undefined);

answerParent<SinkQuestion>(
  async (question) => {
    if (question === 'taken') return taken;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  },
  () => new Promise((resolve) => server.close(resolve)),
);
