import { compileCriteria, filterBranchSchema, type Subject } from '@millrace/core/criteria';
import { parseWith } from '@millrace/core/problem';
import { median } from '../gauge/median.ts';
import { openMillrace } from '../place/millrace.ts';
import type { TemporaryServer } from '../place/temporary-server.ts';
import { type Report, rounded } from '../report.ts';
import { contactContext, makeContacts } from './contacts.ts';
import { PREDICATES } from './predicates.ts';

/** Records that the predicates are asked of by turns: more than a cache line's worth, as few as stay in memory. */
const RECORDS = 1_000;
const WINDOWS = 9;
const WINDOW_MS = 200;

/** Evaluations a second of predicates of ten filters, on one core. */
export async function evaluate(server: TemporaryServer, report: Report): Promise<void> {
  const millrace = await openMillrace(await server.create('evaluate'));
  try {
    await makeContacts(millrace, RECORDS);
    const rows = await millrace.services.sql`select id, properties from records where object_type_id = '0-1'`;
    const subjects = rows.map(
      (row): Subject => ({
        objectTypeId: '0-1',
        id: row['id'] as string,
        properties: row['properties'] as Subject['properties'],
      }),
    );
    const { context, now } = await contactContext(millrace);
    for (const [shape, tree] of Object.entries(PREDICATES)) {
      const parsed = parseWith(filterBranchSchema, tree);
      if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
      const criteria = compileCriteria(parsed.value, context);
      if (criteria.problems.length > 0) throw new Error(criteria.problems[0]?.message);
      const met = subjects.filter((subject) => criteria.met(subject, now)).length / RECORDS;
      window(criteria, subjects, now);
      const rates = Array.from({ length: WINDOWS }, () => window(criteria, subjects, now));
      const rate = median(rates);
      report.figure('evaluations', rate, '/s', { shape, met, runs: rates.map(rounded) });
      report.say(
        `${(rate / 1e6).toFixed(2)} million evaluations/s: ${shape} (met by ${Math.round(met * 100)} %)`,
      );
    }
  } finally {
    await millrace.close();
  }
}

/** By the process's own CPU time: what others run on the machine does not count. */
function window(
  criteria: ReturnType<typeof compileCriteria>,
  subjects: readonly Subject[],
  now: number,
): number {
  const began = process.threadCpuUsage();
  const until = performance.now() + WINDOW_MS;
  let asked = 0;
  let met = 0;
  while (performance.now() < until) {
    for (const subject of subjects) if (criteria.met(subject, now)) met++;
    asked += subjects.length;
  }
  const { user, system } = process.threadCpuUsage(began);
  // Used, so that no compiler may leave the work out.
  if (met > asked) throw new Error('More were met than asked.');
  return asked / ((user + system) / 1e6);
}
