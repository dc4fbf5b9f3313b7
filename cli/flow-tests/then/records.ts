import { everyPage } from '../../support/every-page.ts';
import type { Properties, Then } from '../form.ts';
import { actorOf, eachLink, type Stage } from '../stage.ts';
import { missingPart, said } from './part-of.ts';
import type { Unmet } from './unmet.ts';

/** Records that an answer lists at most. */
const PAGE = 100;

/** What records say. */
export async function propertyFailures(stage: Stage, { properties = {} }: Then): Promise<readonly Unmet[]> {
  const unmet: Unmet[] = [];
  for (const [name, expected] of Object.entries(properties)) {
    const { type, id } = actorOf(stage, name);
    const { properties: found } = await stage.account.call('GET /crm/v3/objects/{objectType}/{objectId}', {
      path: { objectType: type, objectId: id },
      query: { properties: Object.keys(expected).join(',') },
    });
    for (const [property, value] of Object.entries(expected)) {
      const missing = missingPart(value, found[property], `${name}.${property}`);
      if (missing !== undefined) unmet.push({ message: missing, about: [name] });
    }
  }
  return unmet;
}

/** With whom records are associated; there may be others. */
export async function linkFailures(stage: Stage, { associations = {} }: Then): Promise<readonly Unmet[]> {
  const unmet: Unmet[] = [];
  for (const [name, others] of Object.entries(associations))
    for (const other of others)
      await eachLink(stage, { [name]: [other] }, async ({ toObjectId, ...path }) => {
        const found = await everyPage((after) =>
          stage.account.call('GET /crm/v4/objects/{objectType}/{objectId}/associations/{toObjectType}', {
            path,
            query: { limit: PAGE, after },
          }),
        );
        if (!found.some((each) => String(each.toObjectId) === toObjectId))
          unmet.push({
            message: `${name}: expected it to be associated with ${other}; it is not`,
            about: [name],
          });
      });
  return unmet;
}

/** All records of a type that the test has not made itself. */
export async function madeFailures(stage: Stage, { made = {} }: Then): Promise<readonly Unmet[]> {
  const unmet: Unmet[] = [];
  for (const [type, expected] of Object.entries(made)) {
    const own = new Set([...stage.records.values()].map(({ id }) => id));
    const names = [...new Set(expected.flatMap((each) => Object.keys(each)))];
    const all = await everyPage((after) =>
      stage.account.call('GET /crm/v3/objects/{objectType}', {
        path: { objectType: type },
        query: { limit: PAGE, after, ...(names.length > 0 ? { properties: names.join(',') } : {}) },
      }),
    );
    const found = all.filter(({ id }) => !own.has(id)).toSorted((a, b) => Number(a.id) - Number(b.id));
    const wrong = expected.flatMap((each, at) => {
      const missing = found[at] && missingPart(each, found[at].properties, `${type}[${at}]`);
      return missing === undefined ? [] : [missing];
    });
    if (found.length === expected.length && wrong.length === 0) continue;
    const shown = found.map(({ properties }) => sayOnly(properties, names)).join(', ') || 'none';
    const wanted = expected.map((each) => said(each)).join(', ') || 'none';
    unmet.push({ message: [`${type} made: expected ${wanted}; found ${shown}`, ...wrong].join('\n  ') });
  }
  return unmet;
}

function sayOnly(properties: Properties, names: readonly string[]): string {
  return said(Object.fromEntries(names.map((name) => [name, properties[name] ?? null])));
}

/** Steps of any flow that have failed. */
export async function failureFailures(
  { account, flows }: Stage,
  { failures }: Then,
): Promise<readonly Unmet[]> {
  if (failures === undefined) return [];
  const unmet: Unmet[] = [];
  for (const [name, { id }] of Object.entries(flows)) {
    const { results } = await account.call('GET /millrace/v1/flows/{flowId}/steps', {
      path: { flowId: id },
      query: { outcome: 'FAILED', limit: PAGE },
    });
    for (const { actionId, reason } of results)
      unmet.push({
        message: `failures: expected none; action ${actionId} of ${JSON.stringify(name)} failed: ${reason}`,
      });
  }
  return unmet;
}
