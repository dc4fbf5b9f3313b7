import { quote } from '@millrace/core/problem';
import { iso } from '@millrace/core/time';
import { z } from 'zod';
import { type Account, readAccount } from '../../accounts/index.ts';
import { type App, instant, invalid, type Sql } from '../../platform/index.ts';
import { histogramAnswer, statisticsAnswer } from '../answers.ts';
import { firstMailAt, tallyByEmail, tallyByPeriod } from '../queries/statistics.ts';
import { PERIOD_UNITS, PERIODS_MAX, type Period, periodsOf } from '../statistics/periods.ts';
import { NOTHING, present, sumOf } from '../statistics/statistics.ts';

const config = { scopes: ['content'] };

/** Emails that one request names at most. */
const EMAILS_NAMED_MAX = 1_000;

/** One parameter for each, or several in one, with commas between. */
const emailIds = z.union([z.string(), z.array(z.string())]).transform((given, context) => {
  const ids = [given].flat().flatMap((each) => each.split(','));
  const wrong = ids.find((id) => !/^\d{1,18}$/.test(id));
  if (wrong === undefined && ids.length <= EMAILS_NAMED_MAX) return ids;
  const message =
    wrong === undefined
      ? `must be at most ${EMAILS_NAMED_MAX} ids`
      : `must be ids of emails: digits only, not ${quote(wrong)}`;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

const stretch = {
  startTimestamp: instant.optional(),
  endTimestamp: instant.optional(),
  emailIds: emailIds.optional(),
};

const listQuery = z.object({ ...stretch, property: z.string().optional() });
const histogramQuery = z.object({ ...stretch, interval: z.enum(PERIOD_UNITS).default('DAY') });

/** `/marketing/v3/emails/statistics`: what became of mails that were sent in a stretch of time. */
export function statisticsRoutes(app: App, sql: Sql): void {
  const list = {
    config,
    schema: {
      summary: 'Count the mails of emails by outcome',
      querystring: listQuery,
      response: { 200: statisticsAnswer },
    },
  };
  app.get('/marketing/v3/emails/statistics/list', list, async (request) => {
    const account = await readAccount(sql, request.caller.accountId);
    const { emailIds } = request.query;
    const byEmail = await tallyByEmail(sql, account.id, {
      ...(await stretchOf(account, request.query)),
      emailIds,
    });
    return {
      emails: [...byEmail.keys()].map(Number),
      campaignAggregations: Object.fromEntries([...byEmail].map(([id, tally]) => [id, present(tally)])),
      aggregate: present([...byEmail.values()].reduce(sumOf, NOTHING)),
    };
  });

  const histogram = {
    config,
    schema: {
      summary: 'Count mails by outcome, period by period',
      querystring: histogramQuery,
      response: { 200: histogramAnswer },
    },
  };
  app.get('/marketing/v3/emails/statistics/histogram', histogram, async (request) => {
    const account = await readAccount(sql, request.caller.accountId);
    const { interval, emailIds } = request.query;
    const whole = await stretchOf(account, request.query);
    const periods = periodsOf(whole, interval, account.timeZone);
    if (!periods) {
      const message = `From ${iso(whole.from)} to ${iso(whole.to)} are more than ${PERIODS_MAX} periods of a ${interval}: ask for a shorter time or longer periods.`;
      throw invalid([{ path: 'interval', code: 'TOO_MANY_INTERVALS', message }]);
    }
    const tallies = await tallyByPeriod(sql, account.id, { ...whole, emailIds }, periods);
    const results = periods.map(({ from, to }, index) => ({
      interval: { start: iso(from), end: iso(to) },
      aggregations: present(tallies.get(String(index + 1)) ?? NOTHING),
    }));
    return { total: results.length, results };
  });

  /** Until now when no end is said, and from the first mail on when no start is. */
  async function stretchOf(
    { id, now }: Account,
    { startTimestamp, endTimestamp }: z.output<typeof listQuery>,
  ): Promise<Period> {
    const to = endTimestamp ?? now + 1;
    const from = startTimestamp ?? (await firstMailAt(sql, id)) ?? to;
    if (startTimestamp !== undefined && endTimestamp !== undefined && from > to) {
      const message = `startTimestamp ${iso(from)} is later than endTimestamp ${iso(to)}.`;
      throw invalid([{ path: 'startTimestamp', code: 'INVALID_DATE_RANGE', message }]);
    }
    return { from, to };
  }
}
