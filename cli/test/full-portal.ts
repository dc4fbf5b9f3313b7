import type { Millrace } from '../../server/test/support/millrace.ts';
import { flow, into, mail } from './flow-bodies.ts';

type Json = Readonly<Record<string, unknown>>;

/** What was made, by the names that tests use. */
export interface FullPortal {
  readonly machine: string;
  readonly label: number;
  readonly owner: string;
  /** The pipeline, and its stages. */
  readonly renewals: { readonly id: string; readonly stages: readonly { readonly id: string }[] };
  readonly email: string;
  readonly form: string;
  readonly lists: Readonly<Record<'customers' | 'eager' | 'both', string>>;
  readonly flows: readonly string[];
  readonly contacts: readonly string[];
  readonly companies: readonly string[];
}

/** An account that has one of everything, with names and ids that point across it, and so many contacts. */
export async function fillPortal(portal: Millrace, contactCount: number): Promise<FullPortal> {
  const post = async (path: string, body: unknown) => {
    const answer = await portal.post(path, body);
    if (answer.status >= 300 || answer.body?.errors?.length > 0)
      throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 600)}`);
    return answer.body;
  };
  const team = await post('/millrace/v1/teams', { name: 'Sales' });
  const owner = await post('/millrace/v1/owners', {
    email: 'grace@engines.example',
    firstName: 'Grace',
    teams: [{ id: team.id, name: 'Sales', primary: true }],
  });
  const machine = (
    await post('/crm-object-schemas/v3/schemas', {
      name: 'machine',
      labels: { singular: 'Machine', plural: 'Machines' },
      primaryDisplayProperty: 'serial',
      requiredProperties: ['serial'],
      properties: [{ name: 'serial', label: 'Serial', type: 'string', fieldType: 'text' }],
      associatedObjects: ['CONTACT'],
    })
  ).objectTypeId as string;
  await post('/crm/v3/properties/contacts/groups', { name: 'engines', label: 'Engines' });
  await post('/crm/v3/properties/contacts', {
    name: 'favourite_engine',
    label: 'Favourite engine',
    type: 'enumeration',
    fieldType: 'select',
    groupName: 'engines',
    options: ['Difference', 'Analytical'].map((label) => ({ label, value: label.toLowerCase() })),
  });
  await post(`/crm/v3/properties/${machine}`, {
    name: 'power',
    label: 'Power',
    type: 'number',
    fieldType: 'number',
    groupName: 'machine_information',
  });
  await post('/crm/v3/pipelines/deals', {
    label: 'Renewals',
    displayOrder: 1,
    stages: [
      { label: 'Due', displayOrder: 0, metadata: { probability: '0.4' } },
      { label: 'Renewed', displayOrder: 1, metadata: { probability: '1.0' } },
    ],
  });
  const renewals = (await portal.get('/crm/v3/pipelines/deals')).body.results.find(
    ({ label }: { label: string }) => label === 'Renewals',
  );
  const label = (
    await post('/crm/associations/v4/contacts/companies/labels', {
      label: 'Adviser',
      name: 'adviser',
      inverseLabel: 'Advised by',
    })
  ).results[0].typeId as number;
  await post('/millrace/v1/subscription-types', { name: 'Newsletter', id: '880011' });
  const event = await post('/events/v3/event-definitions', {
    label: 'Engine started',
    primaryObject: 'CONTACT',
    propertyDefinitions: [{ label: 'Speed', name: 'speed', type: 'number' }],
  });
  const form = await post('/marketing/v3/forms', {
    name: 'Ask for a demo',
    formType: 'hubspot',
    fieldGroups: [
      {
        groupType: 'default_group',
        richTextType: 'text',
        fields: [{ objectTypeId: '0-1', name: 'email', label: 'Email', fieldType: 'email', required: true }],
      },
    ],
  });
  const email = await post('/marketing/v3/emails', {
    name: 'Welcome',
    subject: 'Hello {{ contact.firstname }}',
    state: 'AUTOMATED',
    subscriptionDetails: { subscriptionId: '880011' },
    content: { widgets: { body: { body: { html: '<p>Hello</p>' } } } },
  });
  const customers = (await post('/crm/v3/lists', manual('Customers'))).list.listId as string;
  const eager = (await post('/crm/v3/lists', dynamic('Eager', [inList(customers), ownerIs(owner.id)]))).list
    .listId as string;
  const both = (await post('/crm/v3/lists', dynamic('Eager customers', [inList(eager), inList(customers)])))
    .list.listId as string;
  const flows: string[] = [];
  const second = await post('/automation/v4/flows', flow('Second', [mail(email.id)]));
  const first = await post('/automation/v4/flows', {
    ...flow('First', [mail(email.id), into(second.id), setStage(renewals.stages[0].id), sets(`${owner.id}`)]),
    isEnabled: true,
    suppressionListIds: [Number(both)],
  });
  const { id, ...secondBody } = second;
  await portal.put(`/automation/v4/flows/${id}`, {
    ...secondBody,
    ...flow('Second', [mail(email.id), into(first.id)]),
    revisionId: second.revisionId,
  });
  const third = await post('/automation/v4/flows', {
    ...flow('Machines', []),
    type: 'PLATFORM_FLOW',
    objectTypeId: machine,
  });
  await post('/automation/v4/flows', {
    ...flow('Started', [subscribe('880011')]),
    enrollmentCriteria: {
      type: 'EVENT_BASED',
      shouldReEnroll: false,
      eventFilterBranches: [started(event.objectTypeId)],
      listMembershipFilterBranches: [],
    },
  });
  flows.push(first.id, second.id, third.id);
  const companies = await inBatches(post, 'companies', 3, (at) => ({
    name: `Company ${at}`,
    domain: `c${at}.example`,
  }));
  const contacts = await inBatches(post, 'contacts', contactCount, (at) => ({
    email: `p${at}@engines.example`,
    firstname: `P${at}`,
    ...(at % 3 === 0 ? { hubspot_owner_id: owner.id, favourite_engine: 'analytical' } : {}),
  }));
  const machines = await inBatches(post, machine, 5, (at) => ({ serial: `M${at}`, power: String(at) }));
  const deals = await inBatches(post, 'deals', 4, (at) => ({
    dealname: `Deal ${at}`,
    amount: String(at * 1000),
    pipeline: renewals.id,
    dealstage: renewals.stages[at % 2].id,
  }));
  await associate(post, 'contacts/companies', contacts, (at) => [
    companies[at % 3]!,
    at % 5 === 0 ? label : undefined,
  ]);
  for (const [at, deal] of deals.entries())
    await portal.put(`/crm/v4/objects/deals/${deal}/associations/default/contacts/${contacts[at]!}`);
  const types = (await portal.get(`/crm/associations/v4/${machine}/contacts/labels`)).body.results;
  await post(`/crm/v4/associations/${machine}/contacts/batch/create`, {
    inputs: machines.map((id, at) => ({
      from: { id },
      to: { id: contacts[at]! },
      types: [{ associationCategory: types[0].category, associationTypeId: types[0].typeId }],
    })),
  });
  await portal.put(`/crm/v3/lists/${customers}/memberships/add`, contacts.slice(0, 150));
  return {
    machine,
    label,
    owner: owner.id,
    renewals,
    email: email.id,
    form: form.id,
    lists: { customers, eager, both },
    flows,
    contacts,
    companies,
  };
}

type Post = (path: string, body: unknown) => Promise<{ results: { id: string; properties: Json }[] }>;

async function inBatches(
  post: Post,
  type: string,
  count: number,
  valuesOf: (at: number) => Readonly<Record<string, string>>,
): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < count; at += 100) {
    const inputs = Array.from({ length: Math.min(100, count - at) }, (_, index) => ({
      properties: valuesOf(at + index),
    }));
    ids.push(...(await post(`/crm/v3/objects/${type}/batch/create`, { inputs })).results.map(({ id }) => id));
  }
  return ids;
}

async function associate(
  post: Post,
  pair: string,
  ids: readonly string[],
  other: (at: number) => readonly [id: string, label: number | undefined],
): Promise<void> {
  for (let at = 0; at < ids.length; at += 100)
    await post(`/crm/v4/associations/${pair}/batch/create`, {
      inputs: ids.slice(at, at + 100).map((id, index) => {
        const [to, label] = other(at + index);
        const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 279 }];
        const own =
          label === undefined ? [] : [{ associationCategory: 'USER_DEFINED', associationTypeId: label }];
        return { from: { id }, to: { id: to }, types: [...types, ...own] };
      }),
    });
}

const manual = (name: string) => ({ name, objectTypeId: '0-1', processingType: 'MANUAL' });

function dynamic(name: string, filters: readonly Json[]) {
  const branch = { filterBranchType: 'AND', filterBranchOperator: 'AND', filterBranches: [], filters };
  const filterBranch = {
    filterBranchType: 'OR',
    filterBranchOperator: 'OR',
    filters: [],
    filterBranches: [branch],
  };
  return { name, objectTypeId: '0-1', processingType: 'DYNAMIC', filterBranch };
}

const inList = (listId: string) => ({ filterType: 'IN_LIST', operator: 'IN_LIST', listId });
const ownerIs = (id: string) => ({
  filterType: 'PROPERTY',
  property: 'hubspot_owner_id',
  operation: {
    operationType: 'ENUMERATION',
    operator: 'IS_ANY_OF',
    includeObjectsWithNoValueSet: false,
    values: [id],
  },
});

const setStage = (staticValue: string) => ({
  actionTypeId: '0-5',
  fields: { property_name: 'dealstage', value: { type: 'STATIC_VALUE', staticValue } },
});
const sets = (staticValue: string) => ({
  actionTypeId: '0-5',
  fields: { property_name: 'hubspot_owner_id', value: { type: 'STATIC_VALUE', staticValue } },
});
const subscribe = (subscriptionId: string) => ({
  actionTypeId: '0-43347357',
  fields: { subscriptionId, optState: 'OPT_IN' },
});
const started = (eventTypeId: string) => ({
  filterBranchType: 'UNIFIED_EVENTS',
  filterBranchOperator: 'AND',
  operator: 'HAS_COMPLETED',
  eventTypeId,
  filterBranches: [],
  filters: [],
});
