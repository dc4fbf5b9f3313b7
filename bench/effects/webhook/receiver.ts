/** A receiver in a process of its own: answers after a while, and under another address never. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerParent } from '../../place/child.ts';
import type { Listening, ReceiverQuestion } from './messages.ts';

const ANSWER_AFTER_MS = 50;

let answered = 0;

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    if (request.headers.host?.startsWith('127.0.0.2')) return;
    setTimeout(() => {
      answered++;
      response.setHeader('content-type', 'application/json');
      response.end('{"ok":true}');
    }, ANSWER_AFTER_MS);
  });
});

answerParent<ReceiverQuestion>(
  async (question) => {
    if (question === 'answered') return answered;
    // All of 127.0.0.0/8 is this machine, and each of its addresses a host of its own.
    await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
    const { port } = server.address() as AddressInfo;
    const said: Listening = {
      url: `http://127.0.0.1:${port}/hook`,
      silentUrl: `http://127.0.0.2:${port}/hook`,
    };
    return said;
  },
  async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  },
);
