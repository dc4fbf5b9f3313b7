import { Gauge, type Registry } from 'prom-client';
import type { Sql } from '../../platform/index.ts';
import { type Backlog, readBacklog } from './backlog.ts';
import type { LabelSet } from './label-set.ts';

/** Questions within this get the same answer: the route is open, and counting is not free. */
const KEPT_MS = 1_000;

/** A database that has not answered after this counts as away. */
const ANSWER_MS_MAX = 2_000;

interface Pools {
  readonly requests: Sql;
  readonly lanes: Sql;
}

/** What the database knows, or null while it is away. */
type Gauged = (Backlog & { readonly seconds: Readonly<Record<string, number>> }) | null;

/** One value of a gauge with its labels. */
type Sample = readonly [labels: Readonly<Record<string, string>>, value: number];

/** Gauges that ask the database, all of them together, once an interval, however many scrape. */
export function addDatabase(registry: Registry, pools: Pools, targets: LabelSet): void {
  const reading = kept(() => read(pools));
  const gauge = (
    name: string,
    help: string,
    labelNames: string[],
    samples: (reading: Gauged) => readonly Sample[],
  ) =>
    new Gauge({
      name,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        // What is no longer known must not be shown as it was.
        this.reset();
        // Targets beyond those that are told apart share a label.
        for (const [labels, value] of samples(await reading())) this.inc(labels, value);
      },
    });
  gauge('millrace_database_up', 'Whether the database answers: 1 or 0.', [], (found) => [
    [{}, found ? 1 : 0],
  ]);
  gauge(
    'millrace_backlog_rows',
    'Rows that wait for a lane, counted to 100,000: pending changes, instants that have come, running sweeps, due enrollments, effects that are not done, retries included, outcomes that have not come in time.',
    ['lane'],
    (found) => found?.lanes.map(({ lane, count }): Sample => [{ lane }, count]) ?? [],
  );
  gauge(
    'millrace_backlog_oldest_seconds',
    'How long the oldest row of a lane has waited since it fell due (an effect: since it was asked for); 0 when none waits.',
    ['lane'],
    (found) => found?.lanes.map(({ lane, oldestSeconds }): Sample => [{ lane }, oldestSeconds]) ?? [],
  );
  gauge(
    'millrace_effects_waiting',
    'Effects that are not done, counted to 100,000: due, in_hand, retrying after a try that came to nothing, or awaiting an outcome that is to follow.',
    ['kind', 'target', 'state'],
    (found) =>
      found?.effects.map(
        ({ kind, target, state, count }): Sample => [{ kind, target: targets.label(target), state }, count],
      ) ?? [],
  );
  gauge(
    'millrace_database_connections',
    'Connections of all Millrace processes to the database, by their state.',
    ['state'],
    (found) => found?.connections.map(({ state, count }): Sample => [{ state }, count]) ?? [],
  );
  gauge(
    'millrace_table_bytes',
    'How large the tables are that grow with what happens, their indexes included.',
    ['table'],
    (found) => found?.sizes.map(({ table, bytes }): Sample => [{ table }, bytes]) ?? [],
  );
  gauge(
    'millrace_pool_roundtrip_seconds',
    'How long the smallest statement takes through a pool of this process, waiting for a connection included.',
    ['pool'],
    (found) => Object.entries(found?.seconds ?? {}).map(([pool, took]): Sample => [{ pool }, took]),
  );
}

function kept<T>(read: () => Promise<T>): () => Promise<T> {
  let known: { readonly at: number; readonly value: Promise<T> } | undefined;
  return () => {
    if (!known || performance.now() - known.at > KEPT_MS) known = { at: performance.now(), value: read() };
    return known.value;
  };
}

async function read({ requests, lanes }: Pools): Promise<Gauged> {
  const away = Promise.withResolvers<null>();
  const timer = setTimeout(() => away.resolve(null), ANSWER_MS_MAX);
  try {
    return await Promise.race([readAll(requests, lanes), away.promise]);
  } catch {
    // That it cannot be read is what `millrace_database_up` says.
    return null;
  } finally {
    clearTimeout(timer);
  }
}

async function readAll(requests: Sql, lanes: Sql): Promise<Gauged> {
  const [ofRequests, ofLanes, backlog] = await Promise.all([
    roundTrip(requests),
    roundTrip(lanes),
    readBacklog(requests),
  ]);
  return { ...backlog, seconds: { requests: ofRequests, lanes: ofLanes } };
}

async function roundTrip(sql: Sql): Promise<number> {
  const begunAt = performance.now();
  await sql`select 1`;
  return (performance.now() - begunAt) / 1_000;
}
