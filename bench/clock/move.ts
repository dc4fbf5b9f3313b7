import { holdClock, releaseClock } from '../../server/src/accounts/index.ts';
import { moveClock } from '../../server/src/execution/index.ts';
import { cpuSecondsOfTree } from '../gauge/processes.ts';
import { openMillrace } from '../place/millrace.ts';
import type { TemporaryServer } from '../place/temporary-server.ts';
import { ACTIONS_EACH, DAYS, MINUTES_EACH, nurture } from './flow.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
const CONTACTS_PER_CALL = 100;
const ENROLLED_PER_CALL = 1_000;

/** What a move took. */
export interface Moved {
  readonly seconds: number;
  readonly nodeCpuSeconds: number;
  readonly databaseCpuSeconds: number;
  /** Instants at which something fell due. */
  readonly stops: number;
  readonly steps: number;
}

/** Moves the clock of an account whose contacts entered at as many instants of one day, until all are through; checks every step's instant. */
export async function moveNurtured(
  server: TemporaryServer,
  contacts: number,
  way: 'as it goes' | 'step by step',
): Promise<Moved> {
  const name = `clock_${contacts}_${way === 'as it goes' ? 'at_once' : 'by_step'}`;
  const millrace = await openMillrace(await server.create(name), undefined, { mode: 'development' });
  try {
    await prepare(millrace, contacts);
    const { services, accountId } = millrace;
    const [cpu, database, begun] = [
      process.cpuUsage(),
      await cpuSecondsOfTree(server.pid),
      performance.now(),
    ];
    const target = (now: number) => now + (DAYS + 1) * DAY_MS;
    const service = { ...services, stepByStep: way === 'step by step', mostMs: Number.MAX_SAFE_INTEGER };
    const { stops } = await moveClock(service, accountId, target, new AbortController().signal);
    const seconds = (performance.now() - begun) / 1_000;
    const { user, system } = process.cpuUsage(cpu);
    const databaseCpuSeconds = (await cpuSecondsOfTree(server.pid)) - database;
    const steps = await checked(millrace, contacts);
    return { seconds, nodeCpuSeconds: (user + system) / 1e6, databaseCpuSeconds, stops, steps };
  } finally {
    await millrace.services.worker.stop();
    await millrace.close();
    await server.drop(name);
  }
}

type Millrace = Awaited<ReturnType<typeof openMillrace>>;

/** Contacts stand at the door, each at an instant of its own. */
async function prepare(millrace: Millrace, contacts: number): Promise<void> {
  const { sql } = millrace.services;
  const email = await millrace.call('POST', '/marketing/v3/emails', {
    name: 'Hello',
    subject: 'Hello {{ contact.firstname }}',
    content: { plainTextVersion: 'You are at {{ contact.jobtitle }}.' },
  });
  await millrace.publish(email.id);
  const flow = await millrace.call('POST', '/automation/v4/flows', nurture(email.id));
  const ids: string[] = [];
  for (let from = 0; from < contacts; from += CONTACTS_PER_CALL) {
    const inputs = Array.from({ length: Math.min(CONTACTS_PER_CALL, contacts - from) }, (_, index) => ({
      properties: { email: `c${from + index}@example.test`, firstname: `Ada ${from + index}` },
    }));
    const { results } = await millrace.call('POST', '/crm/v3/objects/contacts/batch/create', { inputs });
    ids.push(...results.map(({ id }: { id: string }) => id));
  }
  // Nothing runs until the clock is moved: the instants may still be spread.
  const now = await holdClock(sql, millrace.accountId);
  for (let from = 0; from < ids.length; from += ENROLLED_PER_CALL)
    await millrace.call('POST', `/millrace/v1/flows/${flow.id}/enrollments`, {
      objectIds: ids.slice(from, from + ENROLLED_PER_CALL),
    });
  const gapMs = Math.floor(DAY_MS / contacts);
  await sql`
    update enrollments set enrolled_at = ${now}::timestamptz + spread.number * ${gapMs}::integer * interval '1 millisecond'
    from (select id, row_number() over (order by id) as number from enrollments) as spread where spread.id = enrollments.id`;
  await sql`
    update due_enrollments set due_at = enrolled_at from enrollments
    where enrollments.id = due_enrollments.enrollment_id and enrollments.flow_id = due_enrollments.flow_id`;
  await releaseClock(sql, millrace.accountId);
  await sql`vacuum analyze`;
}

/** The number of steps, when each contact has all of them, each at its instant, and a mail each time. */
async function checked({ services: { sql } }: Millrace, contacts: number): Promise<number> {
  const [row] = await sql`
    select count(*)::int as steps, count(*) filter (
      where steps.at = enrolled_at + ceil(steps.number::numeric / ${ACTIONS_EACH}::integer) * ${MINUTES_EACH}::integer * interval '1 minute'
    )::int as "inTime"
    from steps join enrollments on enrollments.flow_id = steps.flow_id and enrollments.id = steps.enrollment_id`;
  const [mails] = await sql`
    select count(*)::int as count from mails join steps
      on steps.flow_id = mails.flow_id and steps.enrollment_id = mails.enrollment_id and steps.action_id = mails.action_id and steps.at = mails.at`;
  const { steps, inTime } = row as unknown as { steps: number; inTime: number };
  const wanted = contacts * ACTIONS_EACH * 3;
  if (steps !== wanted || inTime !== wanted || mails!['count'] !== contacts * 3)
    throw new Error(
      `Of ${wanted} steps there are ${steps}, ${inTime} at their instants, and ${mails!['count']} mails, not ${contacts * 3}.`,
    );
  return steps;
}
