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

/** Connections of a process, far more than clients keep; the longest-waiting one makes room for another. */
export const CONNECTIONS_MAX = 1_000;
/** Time for a request's headers to arrive: honest clients send them at once. */
export const HEADERS_ARRIVE_MS = 10_000;
/** Time for a whole request to arrive, so that half-sent ones hold nothing. */
export const REQUEST_ARRIVES_MS = 60_000;
/** Interval of the search for requests that arrive too slowly. */
const LOOK_FOR_SLOW_MS = 2_000;
/** Idle connections outlive those of the usual proxies, so that the proxies hang up. */
const IDLE_MS = 72_000;
/** When the server stops, requests in hand have so long to arrive, and their answers to be taken. Lanes need the rest of the stop's time. */
export const DRAIN_MS = 10_000;

/** Limits of the server's patience; tests set less. */
export interface ConnectionLimits {
  readonly most: number;
  readonly headersArriveMs: number;
  readonly requestArrivesMs: number;
  readonly lookForSlowMs: number;
  readonly drainMs: number;
}

const USUAL: ConnectionLimits = {
  most: CONNECTIONS_MAX,
  headersArriveMs: HEADERS_ARRIVE_MS,
  requestArrivesMs: REQUEST_ARRIVES_MS,
  lookForSlowMs: LOOK_FOR_SLOW_MS,
  drainMs: DRAIN_MS,
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
    // Node's own counts a connection that has never asked for anything as busy, and stops to look for slow ones: it would wait for ever.
    server.closeIdleConnections = () => connections.drain(limits.drainMs);
    server.on('checkExpectation', ({ socket }) => hangUp(socket, expectationFailed()));
    server.on('connect', (_request, socket) => hangUp(socket, noTunnels()));
    return server;
  };
}
