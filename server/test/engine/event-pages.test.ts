import { expect, test } from 'vitest';
import { REQUEST_LIMITS } from '../../src/platform/index.ts';
import { startMillrace } from '../support/millrace.ts';
import { countPages, forgetPages, pagesOfStatements } from '../support/statement-pages.ts';

/** Events of others that stand by, one for each contact. */
const CROWD = 10_000;
/** Pages that reading one page of events may touch; all of the crowd's are several hundred. */
const PAGES_MAX = 60;

const LATER = '2026-01-01T01:00:00Z';

/** What is asked, of all or of a contact who has no events, and how many events that finds. */
const QUERIES: readonly (readonly [query: string, found: number])[] = [
  ['limit=10', 10],
  ['limit=10&sort=ASCENDING', 10],
  [`limit=10&occurredAfter=${LATER}&sort=ASCENDING&objectType=contact&eventType=4-96000`, 10],
  [`limit=10&after=${Date.parse(LATER)}-5`, 10],
  [`id=${Date.parse(LATER)}-5`, 0],
  ['limit=10&objectType=contact&objectProperty.email=ada@example.com', 0],
  ['limit=10&objectType=contact&objectProperty.email=ada@example.com&eventType=4-96000', 0],
];

test.each(['force_generic_plan', 'force_custom_plan'])(
  'a page of events costs a page, whoever else has some: plans made while there were none, %s',
  async (mode) => {
    // One connection, so that the plans that were made are those that are used.
    const millrace = await startMillrace({ role: 'api' }, undefined, REQUEST_LIMITS, 1);
    const { sql, get, post } = millrace;
    try {
      await countPages(sql, mode);
      await post('/crm/v3/objects/contacts', { properties: { email: 'ada@example.com' } });
      const ask = async (query: string) => (await get(`/events/v3/events?${query}`)).body.results.length;
      for (const [query] of QUERIES) expect(await ask(query)).toBe(0);
      await sql`
        insert into events (account_id, object_type_id, record_id, event_type_id, occurred_at, at)
        select ${millrace.accountId}::bigint, '0-1', 1000000 + n, '4-96000',
          '2026-01-01T00:00:00Z'::timestamptz + n * interval '1 second', now()
        from generate_series(1, ${CROWD}::int) as n`;
      await forgetPages(sql);
      for (const [query, found] of QUERIES) expect([query, await ask(query)]).toEqual([query, found]);
      const read = (await pagesOfStatements(sql)).filter(({ query }) => /from events.*order by/s.test(query));
      expect(read.length).toBeGreaterThan(3);
      expect(read.filter(({ pages }) => pages > PAGES_MAX)).toEqual([]);
    } finally {
      await millrace.stop();
    }
  },
);
