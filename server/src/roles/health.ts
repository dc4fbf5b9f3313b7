import { z } from 'zod';
import { ApiError, type App, DatabaseUnavailable, type Sql, withinMs } from '../platform/index.ts';
import type { Metrics } from './metrics/index.ts';

const config = { open: 'health' } as const;

/** Nothing but that all is well. */
const wellAnswer = z.strictObject({ status: z.literal('ok') });

/** How long `/health/ready` waits for the database: supervisors ask often. */
const PATIENCE_MS = 2_000;

/** `/health/live`, `/health/ready` and `/metrics` (Prometheus), all without a token. */
export function healthRoutes(app: App, sql: Sql, { registry }: Metrics): void {
  const live = { summary: 'Check that the process lives', response: { 200: wellAnswer } };
  app.get('/health/live', { config, schema: live }, async () => ({ status: 'ok' as const }));

  const ready = { summary: 'Check that the database answers', response: { 200: wellAnswer } };
  app.get('/health/ready', { config, schema: ready }, async () => {
    try {
      await withinMs(PATIENCE_MS, sql`select 1`);
      return { status: 'ok' as const };
    } catch (error) {
      throw new ApiError({
        status: 503,
        category: 'NOT_READY',
        message: error instanceof DatabaseUnavailable ? error.message : 'The database answers with an error.',
        headers: { 'retry-after': '1' },
      });
    }
  });

  const scrape = {
    summary: 'Read metrics for Prometheus',
    response: { 200: { content: { 'text/plain': { schema: z.string() } } } },
  };
  app.get('/metrics', { config: { open: 'metrics' }, schema: scrape }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}
