import type { Millrace } from '../../server/test/support/millrace.ts';
import { readAsFiles } from '../files/pull.ts';
import { Target } from '../target/target.ts';
import { STRANGERS } from './strangers.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test reads what the server really sent, whatever that is
type Any = any;

/** Values that a record has whoever made it: those that were given, and none that tell when and by whom it was written. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  contacts: ['email', 'firstname', 'favourite_engine', 'lifecyclestage'],
  companies: ['name', 'domain', 'website'],
  deals: ['dealname', 'amount', 'pipeline', 'dealstage', 'closedate'],
  machine: ['serial', 'power'],
};
/** By what a record is known on both sides. */
const KEYS: Readonly<Record<string, string>> = {
  contacts: 'email',
  companies: 'name',
  deals: 'dealname',
  machine: 'serial',
};

/** All that an account has, read back through the API, with names in place of ids: two accounts that have the same read the same. */
export async function portalAsRead(account: Millrace) {
  const get = async (path: string): Promise<Any> => (await account.get(path)).body;
  const owners = new Map<string, string>(
    (await get('/crm/v3/owners')).results.map((owner: Any) => [owner.id, owner.email]),
  );
  const lists = (await account.post('/crm/v3/lists/search', { count: 500 })).body.lists;
  const names = new Map<string, string>(lists.map((list: Any) => [list.listId, list.name]));
  const named = (raw: unknown) =>
    JSON.parse(JSON.stringify(raw ?? null), (key, value) =>
      key === 'listId'
        ? names.get(value)
        : Array.isArray(value)
          ? value.map((each) => owners.get(each) ?? each)
          : value,
    );
  const events = new Map<string, string>(
    (await get('/events/v3/event-definitions')).results.map((event: Any) => [event.objectTypeId, event.name]),
  );
  const subscriptions = new Map<string, string>(
    (await get('/communication-preferences/v4/definitions')).results.map((type: Any) => [type.id, type.name]),
  );
  const withoutIds = (raw: unknown) =>
    JSON.parse(JSON.stringify(raw), (key, value) =>
      key === 'eventTypeId' ? events.get(value) : key === 'subscriptionId' ? subscriptions.get(value) : value,
    );
  const pipelines = (await get('/crm/v3/pipelines/deals')).results.filter(
    ({ label }: Any) => label !== STRANGERS.pipeline,
  );
  const stages = new Map<string, string>(
    pipelines.flatMap((each: Any) => [
      [each.id, each.label],
      ...each.stages.map((stage: Any) => [stage.id, stage.label]),
    ]),
  );
  const schemas = (await get('/crm-object-schemas/v3/schemas')).results;
  const records: Record<string, Any> = {};
  const keys = new Map<string, string>();
  for (const type of Object.keys(KEYS)) {
    const all = await everyRecord(account, type, [...VALUES[type]!, 'hubspot_owner_id']);
    for (const { id, properties } of all) keys.set(`${type} ${id}`, properties[KEYS[type]!]);
    records[type] = Object.fromEntries(
      all.map(({ properties }) => [
        properties[KEYS[type]!],
        {
          ...Object.fromEntries(
            VALUES[type]!.map((name) => [name, stages.get(properties[name]) ?? properties[name] ?? null]),
          ),
          owner: owners.get(properties['hubspot_owner_id']) ?? null,
        },
      ]),
    );
  }
  return {
    schemas: schemas.map(({ name, labels, requiredProperties, primaryDisplayProperty }: Any) => ({
      name,
      labels,
      requiredProperties,
      primaryDisplayProperty,
    })),
    properties: await ownProperties(get),
    pipelines: pipelines.map(({ label, stages }: Any) => ({
      label,
      stages: stages.map(({ label, metadata }: Any) => ({ label, metadata })),
    })),
    owners: (await get('/crm/v3/owners')).results
      .filter(({ email }: Any) => email !== STRANGERS.owner)
      .map(({ email, firstName, teams }: Any) => ({
        email,
        firstName,
        teams: teams?.map(({ name }: Any) => name),
      })),
    subscriptions: [...subscriptions.values()].toSorted(),
    events: [...events.values()],
    forms: (await get('/marketing/v3/forms')).results.map(({ id, name, fieldGroups }: Any) => ({
      id,
      name,
      fieldGroups,
    })),
    emails: withoutIds((await get('/marketing/v3/emails')).results).map(
      ({ name, subject, content, state, subscriptionDetails }: Any) => ({
        name,
        subject,
        content,
        state,
        subscriptionDetails,
      }),
    ),
    lists: (
      await get(`/crm/v3/lists?includeFilters=true&${lists.map((l: Any) => `listIds=${l.listId}`).join('&')}`)
    ).lists
      .map(({ name, processingType, filterBranch, size }: Any) => ({
        name,
        processingType,
        filterBranch: named(filterBranch),
        size,
      }))
      .toSorted((a: Any, b: Any) => (a.name < b.name ? -1 : 1)),
    flows: (await readAsFiles(new Target({ name: 'x', url: account.url, token: account.token }), [])).files
      .map(({ body }) => ({ ...withoutIds(body), isEnabled: null }))
      .toSorted((a: Any, b: Any) => (a.name < b.name ? -1 : 1)),
    records,
    associations: {
      ...(await links(account, 'contacts', 'companies', keys)),
      ...(await links(account, 'deals', 'contacts', keys)),
      ...(await links(account, 'machine', 'contacts', keys)),
    },
  };
}

async function ownProperties(get: (path: string) => Promise<Any>) {
  const found: Record<string, Any> = {};
  for (const type of Object.keys(KEYS))
    for (const { name, label, type: of, fieldType, groupName, options, hubspotDefined } of (
      await get(`/crm/v3/properties/${type}`)
    ).results)
      if (!hubspotDefined && !name.startsWith('import_'))
        found[`${type}.${name}`] = { label, of, fieldType, groupName, options };
  return found;
}

async function everyRecord(account: Millrace, type: string, properties: readonly string[]): Promise<Any[]> {
  const all: Any[] = [];
  for (let after = ''; ; ) {
    const { results, paging } = (
      await account.get(
        `/crm/v3/objects/${type}?limit=100&properties=${properties.join()}${after && `&after=${after}`}`,
      )
    ).body;
    all.push(...results);
    if (!paging) return all;
    after = paging.next.after;
  }
}

/** `p1@… to Company 1`: the names of the associations. */
async function links(account: Millrace, from: string, to: string, keys: ReadonlyMap<string, string>) {
  const found: Record<string, string[]> = {};
  const ids = [...keys.keys()].filter((key) => key.startsWith(`${from} `)).map((key) => key.split(' ')[1]!);
  for (let at = 0; at < ids.length; at += 100) {
    const inputs = ids.slice(at, at + 100).map((id) => ({ id }));
    const { body } = await account.post(`/crm/v4/associations/${from}/${to}/batch/read`, { inputs });
    for (const each of body.results)
      for (const { toObjectId, associationTypes } of each.to)
        found[`${keys.get(`${from} ${each.from.id}`)} to ${keys.get(`${to} ${toObjectId}`)}`] =
          associationTypes
            .map(
              ({ category, label, typeId }: Any) =>
                `${category} ${category === 'USER_DEFINED' ? label : typeId}`,
            )
            .toSorted();
  }
  return found;
}
