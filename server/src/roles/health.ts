import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { ApiError, type App, type Sql } from '../platform/index.ts';

const config = { open: true };

/** `/health/live`, `/health/ready` and `/metrics` (Prometheus), all without a token. */
export function healthRoutes(app: App, sql: Sql): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  addBacklog(registry, sql);

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

/** What waits to be done, counted when somebody asks. */
function addBacklog(registry: Registry, sql: Sql): void {
  new Gauge({
    name: 'millrace_backlog_rows',
    help: 'Rows that wait for a lane: pending changes, instants that have come, running sweeps, due enrollments, due effects.',
    labelNames: ['lane'],
    registers: [registry],
    async collect() {
      const [row] = await sql`
        select (select count(*)::int from pending_changes) as changes,
               (select count(*)::int from criteria_due c join accounts a on a.id = c.account_id where c.due_at <= account_now(a)) as instants,
               (select count(*)::int from sweeps where status = 'RUNNING') as sweeps,
               (select count(*)::int from due_enrollments d join accounts a on a.id = d.account_id where d.due_at <= account_now(a)) as enrollments,
               (select count(*)::int from effects e join accounts a on a.id = e.account_id where e.finished_at is null and e.due_at <= account_now(a)) as effects`;
      for (const [lane, count] of Object.entries(row!)) this.set({ lane }, count as number);
    },
  });
}
