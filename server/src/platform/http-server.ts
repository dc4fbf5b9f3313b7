import { createServer, type RequestListener, type Server } from 'node:http';
import {
  answerNoRequest,
  type ClientError,
  expectationFailed,
  hangUp,
  noTunnels,
  tooManyConnections,
} from './bare-answers.ts';
import { Connections } from './connections.ts';
import { HEADER_BYTES_MAX } from './targets.ts';

/** Connections that a process holds at once, far more than clients keep; the one that has kept it waiting longest makes room for another. */
export const CONNECTIONS_MAX = 1_000;
/** A request whose headers have not arrived by then is given up: honest clients send them at once. */
export const HEADERS_ARRIVE_MS = 10_000;
/** A request that has not arrived as a whole by then is given up, so that half-sent ones hold nothing. */
export const REQUEST_ARRIVES_MS = 60_000;
/** How often requests that arrive too slowly are looked for. */
const LOOK_FOR_SLOW_MS = 2_000;
/** Idle connections are kept longer than the usual proxies keep theirs, so that it is they who hang up. */
const IDLE_MS = 72_000;

/** How much the server has patience with; tests have less. */
export interface ConnectionLimits {
  readonly most: number;
  readonly headersArriveMs: number;
  readonly requestArrivesMs: number;
  readonly lookForSlowMs: number;
}

const USUAL: ConnectionLimits = {
  most: CONNECTIONS_MAX,
  headersArriveMs: HEADERS_ARRIVE_MS,
  requestArrivesMs: REQUEST_ARRIVES_MS,
  lookForSlowMs: LOOK_FOR_SLOW_MS,
};

/** Makes Node's server for Fastify: bounded in what it holds, and in the contract's shape where it answers by itself. */
export function serverFactory(changed: Partial<ConnectionLimits> = {}) {
  const limits = { ...USUAL, ...changed };
  return (answer: RequestListener): Server => {
    const server = createServer(
      {
        maxHeaderSize: HEADER_BYTES_MAX,
        headersTimeout: limits.headersArriveMs,
        requestTimeout: limits.requestArrivesMs,
        connectionsCheckingInterval: limits.lookForSlowMs,
        keepAliveTimeout: IDLE_MS,
        // A request without one is refused in our own shape.
        requireHostHeader: false,
      },
      answer,
    );
    const connections = new Connections(limits.most);
    server.on('connection', (socket) => {
      if (!connections.take(socket)) hangUp(socket, tooManyConnections());
    });
    server.on('request', (request, response) => connections.use(request, response));
    server.on('clientError', (error: ClientError, socket) => {
      if (connections.isAnswering(socket)) socket.destroy();
      else answerNoRequest(error, socket);
    });
    server.on('checkExpectation', ({ socket }) => hangUp(socket, expectationFailed()));
    server.on('connect', (_request, socket) => hangUp(socket, noTunnels()));
    return server;
  };
}
