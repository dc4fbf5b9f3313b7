import { readAccount } from '../../server/src/accounts/index.ts';
import { loadTriggerContext } from '../../server/src/triggers/index.ts';
import type { Millrace } from '../place/millrace.ts';

/**
 * Contacts of every kind, made inside the database: a million take seconds. What they hold is drawn from a hash of their
 * number, so that it is the same in every run and no property follows from another.
 */
export async function makeContacts({ services, accountId }: Millrace, count: number): Promise<void> {
  await services.sql`
    insert into records (account_id, object_type_id, id, properties, created_at, updated_at)
    select ${accountId}::bigint, '0-1', nextval('record_ids'), jsonb_strip_nulls(jsonb_build_object(
             'email', 'contact' || n || '@example.test',
             'firstname', (array['Ada', 'Grace', 'Edsger', 'Barbara', 'Donald'])[1 + n % 5],
             'lastname', 'Number' || n,
             'phone', '+31 20 ' || lpad((a % 10000000)::text, 7, '0'),
             'zip', (1000 + a % 9000) || ' AB',
             'city', 'City ' || a % 1000,
             'country', (array['Netherlands', 'Belgium', 'Germany', 'France', 'Denmark'])[1 + b % 5],
             'jobtitle', (array['Engineer', 'Mathematician', 'Librarian', 'Buyer'])[1 + c % 4],
             'company', 'Company ' || c % 20000,
             'lifecyclestage', case when a % 1000 = 0 then 'evangelist' when b % 100 < 40 then 'subscriber'
               when b % 100 < 70 then 'lead' when b % 100 < 85 then 'opportunity' else 'customer' end,
             'hs_email_optout', (c % 100 = 0)::text,
             'num_associated_deals', (b % 20)::text,
             'hs_email_open', (c % 50)::text,
             'closedate', case when c % 2 = 0 then to_char(timestamp '2020-01-01' + (a % 2000) * interval '1 day',
               'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') end)), now(), now()
    from (select n, hashint4(n) & 2147483647 as a, hashint4(n + 1000000007) & 2147483647 as b,
                 hashint4(n + 2000000011) & 2147483647 as c
          from generate_series(1, ${count}::int) as n) as drawn`;
}

/** What criteria of contacts are compiled against. */
export async function contactContext({ services: { sql }, accountId }: Millrace) {
  const account = await readAccount(sql, accountId);
  const contextOf = await loadTriggerContext(sql, account, new Set());
  return { context: contextOf('0-1'), now: account.now };
}
