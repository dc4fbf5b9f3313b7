import { ApiError, type App, type Sql } from '../platform/index.ts';
import type { Metrics } from './metrics/index.ts';

const config = { open: true };

/** `/health/live`, `/health/ready` and `/metrics` (Prometheus), all without a token. */
export function healthRoutes(app: App, sql: Sql, { registry }: Metrics): void {
  app.get('/health/live', { config }, async () => ({ status: 'ok' }));

  app.get('/health/ready', { config }, async () => {
    try {
      await sql`select 1`;
      return { status: 'ok' };
    } catch (error) {
      throw new ApiError({
        status: 503,
        category: 'NOT_READY',
        message: `The database does not answer: ${(error as Error).message}`,
      });
    }
  });

  app.get('/metrics', { config }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}
