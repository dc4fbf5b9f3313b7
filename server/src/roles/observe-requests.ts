import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App, Log } from '../platform/index.ts';
import type { Metrics } from './metrics/index.ts';

interface Observers {
  readonly metrics: Metrics;
  /** Where a line for each request goes; none when absent. */
  readonly accessLog: Log | undefined;
}

/** Counts every answered request, and writes the access log. */
export function observeRequests(app: App, { metrics, accessLog }: Observers): void {
  app.addHook('onResponse', async (request, reply) => {
    metrics.request({
      method: request.method,
      route: request.is404 ? undefined : request.routeOptions.url,
      status: reply.statusCode,
      seconds: reply.elapsedTime / 1_000,
    });
    accessLog?.info(accessOf(request, reply), 'request');
  });
}

/** Who asked what. Queries may hold addresses and open paths secrets, so neither is written. */
function accessOf(request: FastifyRequest, reply: FastifyReply) {
  const { caller } = request;
  const { url, config } = request.routeOptions;
  return {
    correlationId: request.id,
    method: request.method,
    path: config.open ? url : request.originalUrl.split('?')[0],
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime * 10) / 10,
    ip: request.ip,
    ...(caller.tokenId === ''
      ? {}
      : { accountId: caller.accountId, tokenId: caller.tokenId, tokenName: caller.tokenName }),
  };
}
