import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from '../bench.ts';
import { action, contactFlow, meeting, setProperty, waitMinutes } from '../bodies/contact-flow.ts';
import { allOf, anyOf, textIs } from '../bodies/filters.ts';
import { numberOptions } from '../options.ts';
import { type Millrace, openMillrace } from '../place/millrace.ts';
import { withTemporaryServer } from '../place/temporary-server.ts';
import { Report } from '../report.ts';
import { openProbe, type Probed, probeBeside } from './probe.ts';

const DEFAULTS = { crowd: 100_000 };

/** Between two looks whether something has come about. */
const LOOKS_EVERY_MS = 100;
const MEGABYTE = 1_024 * 1_024;
const AT_REST_MS = 3_000;

/** Everything that is done to a whole crowd: what it costs for each, in memory, and to whoever has something else to do. */
export const crowd: Bench = {
  name: 'crowd',
  summary: `schedules, steering, pauses and another zone for very many at once (--crowd ${DEFAULTS.crowd})`,
  run: (args) => {
    const { crowd: count } = numberOptions(args, DEFAULTS);
    return withTemporaryServer(async (server) => {
      const report = new Report('crowd');
      const millrace = await openMillrace(await server.create('crowd'), undefined, { mode: 'development' });
      const { worker } = millrace.services;
      worker.start();
      try {
        await throughAll(millrace, count, report);
      } finally {
        await worker.stop();
        await millrace.close();
      }
    });
  },
};

async function throughAll(millrace: Millrace, count: number, report: Report): Promise<void> {
  const { services, accountId, call } = millrace;
  const { sql } = services.store;
  const { url, token } = await millrace.listen();
  const probes = [await openProbe(sql, url, { accountId, token }), await openProbe(sql, url, null)];
  const atRest = (await probeBeside(probes, () => sleep(AT_REST_MS))).took;
  await sql`
    insert into records (account_id, object_type_id, id, properties, created_at, updated_at)
    select ${accountId}::bigint, '0-1', nextval('record_ids'), '{"city": "Crowd"}', now(), now() from generate_series(1, ${count}::integer)`;
  await sql.unsafe('vacuum analyze');

  const noon = { days_of_week: ['SUNDAY'], time_of_day: { hour: 12, minute: 0 } };
  const inTown = meeting(anyOf(allOf(textIs('city', 'Crowd'))), { shouldReEnroll: true });
  const daily = { enrollmentSchedule: { type: 'DAILY', timeOfDay: { hour: 9, minute: 0 } } };
  const actions = [
    action('0-1', noon),
    setProperty('jobtitle', 'first'),
    waitMinutes(60),
    setProperty('jobtitle', 'second'),
    action('0-1', { delta: '600', time_unit: 'DAYS' }),
  ];
  const { id: flow } = await call(
    'POST',
    '/automation/v4/flows',
    contactFlow('Crowd', actions, inTown, daily),
  );
  const waitingAt = async (actionId: string) => {
    const [row] = await sql`
      select count(*)::int as count from enrollments
      where account_id = ${accountId} and flow_id = ${flow} and ended = 0 and action_id = ${actionId} and wait is not null`;
    return row!['count'] as number;
  };
  const all = (actionId: string) => until(async () => (await waitingAt(actionId)) === count);
  const job = async (id: string) => {
    await until(
      async () => !['QUEUED', 'RUNNING'].includes((await call('GET', `/millrace/v1/jobs/${id}`)).state),
    );
    return call('GET', `/millrace/v1/jobs/${id}`);
  };
  const daysPass = (days: number) =>
    sql`update accounts set clock_offset = clock_offset + ${days}::int * interval '1 day' where id = ${accountId}`;

  const measure = async (name: string, work: () => Promise<unknown>) => {
    const memory = watchMemory();
    const begun = performance.now();
    const { took } = await probeBeside(probes, work);
    const seconds = (performance.now() - begun) / 1_000;
    report.figure(`${name}_each`, (seconds / count) * 1_000_000, 'µs', { crowd: count });
    report.figure(`${name}_heap`, memory() / MEGABYTE, 'MiB', { crowd: count });
    report.say(
      `${name}: ${seconds.toFixed(1)} s; ${[...took].map(([who, each]) => told(who, each, atRest.get(who)!)).join('; ')}`,
    );
  };

  await measure('schedule', async () => {
    await daysPass(1);
    await all('1');
  });
  await measure('zone', async () => {
    await call('PATCH', '/millrace/v1/settings', { timeZone: 'Asia/Tokyo' });
    await until(async () => {
      const [row] = await sql`
        select count(*)::int as count from due_enrollments
        where account_id = ${accountId} and flow_id = ${flow} and extract(hour from due_at at time zone 'Asia/Tokyo') = 12`;
      return row!['count'] === count;
    });
  });
  const steer = (type: string) =>
    call('POST', `/millrace/v1/flows/${flow}/steer`, { do: { type }, filter: { actionIds: ['1'] } });
  await measure('steering', async () => {
    const { id } = await steer('SKIP_WAIT');
    await until(async () => (await call('GET', `/millrace/v1/jobs/${id}`)).progress.done > count / 3);
    await call('POST', `/millrace/v1/jobs/${id}/cancel`);
    const { state, progress, outcomes } = await job(id);
    if (state !== 'CANCELLED' || outcomes.WAIT_SKIPPED !== progress.done)
      throw new Error(`The job ended as ${state}, ${JSON.stringify({ progress, outcomes })}.`);
    report.figure('steering_cancelled_at', progress.done / count, 'of 1');
    const rest = await job((await steer('SKIP_WAIT')).id);
    if (rest.outcomes.WAIT_SKIPPED + progress.done !== count)
      throw new Error(`${rest.outcomes.WAIT_SKIPPED} and ${progress.done} are not ${count}.`);
    await all('3');
  });
  await call('POST', `/millrace/v1/flows/${flow}/pause`, { time: 'GOES_ON' });
  await daysPass(1);
  await until(
    async () => (await call('GET', `/millrace/v1/flows/${flow}/state`)).setAside === Math.min(count, 100_000),
  );
  await measure('resume', async () => {
    const { jobId } = await call('POST', `/millrace/v1/flows/${flow}/resume`, { perMinute: 1_000_000 });
    await job(jobId);
    await all('5');
  });
}

function told(who: string, { p50, p99 }: Probed, atRest: Probed): string {
  return `${who}: p50 ${(p50 / atRest.p50).toFixed(1)} times, p99 ${(p99 / atRest.p50).toFixed(1)} times the p50 at rest (${atRest.p50.toFixed(0)} ms)`;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(LOOKS_EVERY_MS);
}

/** How much the heap grows at the most from now on. */
function watchMemory(): () => number {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().heapUsed);
  }, LOOKS_EVERY_MS);
  return () => {
    clearInterval(timer);
    return peak - before;
  };
}
