import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerNoRequest } from './bare-answers.ts';
import { ConfigError } from './config.ts';
import { ApiError, errorBody } from './errors.ts';

/** Seconds until a client of a starting server may retry. */
const RETRY_AFTER_SECONDS = 1;

/** Holds the port until the server is ready. */
export interface Doorman {
  readonly port: number;
  /** Makes room for the server. */
  leave(): Promise<void>;
}

/**
 * Takes the port before anything else, so that a port in use shows at once. While the server starts, or waits for its
 * database, answers that it lives and is not ready.
 */
export async function placeDoorman(host: string, port: number, variable: string): Promise<Doorman> {
  const server = createServer((request, response) => {
    const isLive = request.url?.split('?')[0] === '/health/live';
    const id = randomUUID();
    response.writeHead(isLive ? 200 : 503, {
      'content-type': 'application/json; charset=utf-8',
      connection: 'close',
      'x-hubspot-correlation-id': id,
      ...(isLive ? {} : { 'retry-after': String(RETRY_AFTER_SECONDS) }),
    });
    response.end(JSON.stringify(isLive ? { status: 'ok' } : errorBody(notReady(), id)));
  });
  server.on('clientError', answerNoRequest);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(refusalOf(error, host, port, variable)));
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    leave: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function notReady(): ApiError {
  const message = 'Millrace is starting, or waits for its database.';
  return new ApiError({ status: 503, category: 'NOT_READY', message });
}

function refusalOf(error: NodeJS.ErrnoException, host: string, port: number, variable: string): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new ConfigError(
        `${variable} (it is ${port}): another program listens there. Stop it, or choose another port, such as ${variable}=${port + 1}.`,
      );
    case 'EACCES':
      return new ConfigError(
        `${variable} (it is ${port}): this user may not listen there. Choose a port above 1023.`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new ConfigError(
        `MILLRACE_HOST (it is ${JSON.stringify(host)}): this machine has no such address. 127.0.0.1 is for this machine alone, 0.0.0.0 for all.`,
      );
    default:
      return error;
  }
}
