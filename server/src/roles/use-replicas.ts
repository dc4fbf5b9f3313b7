import type { FastifyReply } from 'fastify';
import type { App } from '../platform/index.ts';
import { clientOf, type Replicas } from '../replicas/index.ts';
import { ANSWERED_BY_REPLICAS, READS_BY_POST, TELLS_OF_PROGRESS } from './answered-by-replicas.ts';

/** Has replicas answer what they may, in the routes that are registered from here on, and notes what clients write. */
export function useReplicas(app: App, replicas: Replicas): void {
  const noting = new Set(TELLS_OF_PROGRESS);
  const reading = new Set([...ANSWERED_BY_REPLICAS, ...READS_BY_POST]);

  app.addHook('onRoute', (route) => {
    if (!ANSWERED_BY_REPLICAS.includes(operationOf(route.method, route.url))) return;
    const handle = route.handler;
    route.handler = async function answer(request, reply) {
      const before = reply.getHeaders();
      const again = () => {
        for (const name of Object.keys(reply.getHeaders())) reply.removeHeader(name);
        reply.headers(before);
      };
      return replicas.answer(clientOf(request.caller), async () => handle.call(this, request, reply), again);
    };
  });

  // Before its client hears of it: the next request of that may come through another process.
  app.addHook('onSend', async (request, reply, payload) => {
    const { caller, routeOptions, method } = request;
    if (caller.tokenId === '' || isRefused(reply)) return payload;
    const operation = operationOf(method, routeOptions.url ?? '');
    if (noting.has(operation) || (!SAFE.has(method) && !reading.has(operation)))
      await replicas.writes.note(clientOf(caller));
    return payload;
  });
}

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Nothing was written; of what failed otherwise nobody knows. */
function isRefused({ statusCode }: FastifyReply): boolean {
  return statusCode >= 400 && statusCode < 500;
}

/** As the API's description names it: `GET /crm/v3/lists/{listId}`. */
export function operationOf(method: string | readonly string[], url: string): string {
  return `${method} ${url.replace(/:(\w+)/g, '{$1}')}`;
}
