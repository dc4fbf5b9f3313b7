/** The bare side: Fastify as it comes, with routes that answer the very texts that the product answered, from memory. */
import Fastify from 'fastify';
import { answerParent } from '../place/child.ts';

export interface BareRoute {
  readonly method: 'GET' | 'POST';
  /** As the router writes it, with its parameters. */
  readonly path: string;
  readonly status: number;
  readonly text: string;
}

const app = Fastify();

answerParent(
  async (routes: readonly BareRoute[]) => {
    for (const { method, path, status, text } of routes)
      app.route({
        method,
        url: path,
        handler: async (_request, reply) =>
          reply.code(status).type('application/json; charset=utf-8').send(text),
      });
    return app.listen({ port: 0, host: '127.0.0.1' });
  },
  () => app.close(),
);
