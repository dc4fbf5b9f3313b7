import type { Target } from '../target/target.ts';
import { everyPage } from './every-page.ts';

/** The id of a flow that is named by its id or its name. Fails where there is none, or where several bear the name. */
export async function findFlow(target: Target, named: string): Promise<string> {
  if (/^\d+$/.test(named)) return named;
  const found = await everyPage((after) =>
    target.call('GET /millrace/v1/flows', { query: { search: named, limit: 50, after } }),
  );
  const called = found.filter(({ name }) => name?.toLowerCase() === named.toLowerCase());
  const [one, other] = called;
  if (one && !other) return one.id;
  const ids = called.map(({ id }) => id).join(', ');
  throw new Error(
    one
      ? `${called.length} flows are called ${JSON.stringify(named)}: ${ids}. Name the one that is meant by its id.`
      : `No flow is called ${JSON.stringify(named)}. See: millrace flows list`,
  );
}
