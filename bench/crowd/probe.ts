import { setTimeout as sleep } from 'node:timers/promises';
import { EVERY_SCOPE } from '../../server/src/accounts/scopes.ts';
import { createToken } from '../../server/src/accounts/tokens.ts';
import type { Sql } from '../../server/src/platform/index.ts';
import { contactFlow, meeting, setProperty } from '../bodies/contact-flow.ts';
import { allOf, anyOf, textIs } from '../bodies/filters.ts';
import { median, quantile } from '../gauge/median.ts';

/** Between two probes. */
const EVERY_MS = 100;
const LOOKS_EVERY_MS = 2;

/** Somebody who wants a single contact to go through a flow, now and then, while others have a crowd in hand. */
export interface Probe {
  readonly name: string;
  /** Milliseconds from the request to the commit of the step. */
  once(): Promise<number>;
}

/** In the account that has the crowd, or in one of its own. */
export async function openProbe(
  sql: Sql,
  url: string,
  own: { readonly accountId: string; readonly token: string } | null,
): Promise<Probe> {
  const { accountId, token } = own ?? (await anotherAccount(sql));
  const call = async (path: string, body: object) => {
    const answer = await fetch(url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as { id: string };
  };
  const inTown = meeting(anyOf(allOf(textIs('city', 'Probe'))), { shouldReEnroll: true });
  const flow = await call(
    '/automation/v4/flows',
    contactFlow('Probe', [setProperty('jobtitle', 'Seen')], inTown),
  );
  return {
    name: own ? 'same account' : 'another account',
    async once() {
      const begun = performance.now();
      const { id } = await call('/crm/v3/objects/contacts', { properties: { city: 'Probe' } });
      for (;;) {
        const seen = await sql`
          select from enrollments where account_id = ${accountId} and flow_id = ${flow.id} and record_id = ${id} and ended > 0`;
        if (seen.length > 0) return performance.now() - begun;
        await sleep(LOOKS_EVERY_MS);
      }
    },
  };
}

async function anotherAccount(sql: Sql) {
  const [row] = await sql`insert into accounts (name) values ('Another') returning id`;
  const accountId = row!['id'] as string;
  const { token } = await createToken(sql, accountId, { name: 'probe', scopes: [EVERY_SCOPE] });
  return { accountId, token };
}

export interface Probed {
  readonly p50: number;
  readonly p99: number;
}

/** Probes beside some work, one after the other, until it is done. */
export async function probeBeside<T>(
  probes: readonly Probe[],
  work: () => Promise<T>,
): Promise<{ readonly found: T; readonly took: ReadonlyMap<string, Probed> }> {
  let isOver = false;
  const running = work().finally(() => {
    isOver = true;
  });
  const took = await Promise.all(
    probes.map(async (probe) => {
      const each: number[] = [];
      do {
        each.push(await probe.once());
        await sleep(EVERY_MS);
      } while (!isOver);
      return [probe.name, { p50: median(each), p99: quantile(each, 0.99) }] as const;
    }),
  );
  return { found: await running, took: new Map(took) };
}
