import { setTimeout as sleep } from 'node:timers/promises';
import { LETTING_IN } from './flow.ts';

/** Requests under way at once; beyond it the server cannot keep up, and the bench says so instead of drowning it. */
const IN_FLIGHT_MAX = 500;

export interface Load {
  /** Milliseconds from sending to the answer, a request each. */
  readonly answeredAfter: readonly number[];
  /** Requests that were due while too many were under way. */
  readonly notSent: number;
}

/** Changes contacts over HTTP at a steady rate, whether or not the answers keep up (an open loop). */
export async function changeContacts(
  server: { readonly url: string; readonly token: string },
  ids: readonly string[],
  perSecond: number,
): Promise<Load> {
  const answeredAfter: number[] = [];
  const underWay = new Set<Promise<void>>();
  let notSent = 0;
  const began = performance.now();
  for (const [index, id] of ids.entries()) {
    const dueIn = began + (index * 1_000) / perSecond - performance.now();
    if (dueIn > 0) await sleep(dueIn);
    if (underWay.size >= IN_FLIGHT_MAX) {
      notSent++;
      continue;
    }
    const request = patch(server, id).then((ms) => {
      answeredAfter.push(ms);
      underWay.delete(request);
    });
    underWay.add(request);
  }
  await Promise.all(underWay);
  return { answeredAfter, notSent };
}

async function patch({ url, token }: { url: string; token: string }, id: string): Promise<number> {
  const began = performance.now();
  const response = await fetch(`${url}/crm/v3/objects/contacts/${id}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(LETTING_IN),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`The change of ${id} was answered ${response.status}: ${text}`);
  return performance.now() - began;
}
