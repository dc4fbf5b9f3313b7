import { isObject, parseRaw, type RawObject, textAt } from '@millrace/core/raw';
import { everyPage } from '../support/every-page.ts';
import type { Target } from '../target/target.ts';

/** A flow as a server has it. */
export interface ServerFlow {
  readonly id: string;
  readonly revisionId: string;
  readonly name: string;
  /** As it came, digit for digit. */
  readonly body: RawObject;
}

/** Flows that are read at once, as the original bounds it. */
const BATCH = 100;

/** All flows of a server, in the order of their ids. */
export async function readFlows(target: Target): Promise<readonly ServerFlow[]> {
  const listed = await everyPage((after) =>
    target.call('GET /automation/v4/flows', { query: { limit: BATCH, after } }),
  );
  const flows: ServerFlow[] = [];
  for (let at = 0; at < listed.length; at += BATCH)
    flows.push(
      ...(await readByIds(
        target,
        listed.slice(at, at + BATCH).map(({ id }) => id),
      )),
    );
  return flows;
}

/** Those of the ids that there are. */
export async function readByIds(target: Target, ids: readonly string[]): Promise<readonly ServerFlow[]> {
  if (ids.length === 0) return [];
  const text = await target.callText('POST /automation/v4/flows/batch/read', {
    body: { inputs: ids.map((flowId) => ({ type: 'FLOW_ID' as const, flowId })) },
  });
  const answer = parseRaw(text);
  const results = isObject(answer) && Array.isArray(answer['results']) ? answer['results'] : [];
  return results.filter(isObject).map(serverFlow);
}

export function serverFlow(body: RawObject): ServerFlow {
  return {
    id: textAt(body, 'id'),
    revisionId: textAt(body, 'revisionId'),
    name: textAt(body, 'name'),
    body,
  };
}
