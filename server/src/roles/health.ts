import { ApiError, type App, DatabaseUnavailable, type Sql, withinMs } from '../platform/index.ts';
import type { Metrics } from './metrics/index.ts';

const config = { open: 'health' } as const;

/** How long `/health/ready` waits for the database: whoever looks after a server asks often. */
const PATIENCE_MS = 2_000;

/** `/health/live`, `/health/ready` and `/metrics` (Prometheus), all without a token. */
export function healthRoutes(app: App, sql: Sql, { registry }: Metrics): void {
  app.get('/health/live', { config }, async () => ({ status: 'ok' }));

  app.get('/health/ready', { config }, async () => {
    try {
      await withinMs(PATIENCE_MS, sql`select 1`);
      return { status: 'ok' };
    } catch (error) {
      throw new ApiError({
        status: 503,
        category: 'NOT_READY',
        message: error instanceof DatabaseUnavailable ? error.message : 'The database answers with an error.',
        headers: { 'retry-after': '1' },
      });
    }
  });

  app.get('/metrics', { config: { open: 'metrics' } }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}
