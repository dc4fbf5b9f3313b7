import {
  action,
  allOf,
  delayDays,
  fixed,
  flow,
  inARow,
  isAnyOf,
  sendEmail,
  to,
  whenMet,
} from '../../web/src/flows-page/templates/bodies.ts';
import { type Api, type Asker, apiOf, type Json, type Seeded } from './seed.ts';

/** What pages show beside: an account in which several people have worked for a while. */
export interface SeededMore {
  /** A flow that has been saved several times, with branches, by two tokens. */
  readonly onboarding: string;
  /** Of Ada, through the flow that follows up her form. */
  readonly passage: string;
}

/** Settings in use, more people and companies, and a flow of many branches whose steps fail for several causes. */
export async function seedMore(asker: Asker, seeded: Seeded): Promise<SeededMore> {
  const api = apiOf(asker);
  const owners = await seedTeam(api);
  await seedSettings(api);
  const contacts = await seedContacts(api, owners);
  await seedMarketing(api, contacts);
  const onboarding = await seedOnboarding(api, seeded);
  await seedTrouble(api, seeded, contacts);
  const { results } = await api('GET', `/millrace/v1/flows/${seeded.flows.followUp}/enrollments`);
  return { onboarding, passage: results[0].id };
}

async function seedTeam(api: Api): Promise<readonly string[]> {
  const { id: team } = await api('POST', '/millrace/v1/teams', { name: 'Sales, London' });
  await api('POST', '/millrace/v1/teams', { name: 'Customer success' });
  for (const [firstName, lastName] of [
    ['Mary', 'Somerville'],
    ['George', 'Boole'],
  ])
    await api('POST', '/settings/v3/users', {
      firstName,
      lastName,
      primaryTeamId: team,
      email: `${firstName!.toLowerCase()}@engines.example`,
    });
  const { results } = await api('GET', '/crm/v3/owners');
  return results.map(({ id }: { id: string }) => id);
}

async function seedSettings(api: Api): Promise<void> {
  for (const [name, scopes] of [
    ['Continuous delivery', ['automation', 'content', 'forms']],
    ['Reports', ['crm.objects.contacts.read', 'crm.objects.deals.read']],
  ])
    await api('POST', '/millrace/v1/tokens', { name, scopes });
  for (const name of ['BILLING_KEY', 'WORKSHOP_TOKEN'])
    await api('PUT', `/millrace/v1/secrets/${name}`, { value: `value of ${name}` });
  await api('POST', '/millrace/v1/apps', {
    name: 'Meetings',
    scopes: ['automation', 'crm.objects.contacts.read'],
    redirectUris: ['https://meetings.example/oauth/callback'],
  });
  await api('PUT', '/millrace/v1/action-adapters/0-40900952', {
    url: 'https://gateway.example/sms',
    secretName: 'WORKSHOP_TOKEN',
    timeoutSeconds: 20,
  });
  await api('POST', '/crm-object-schemas/v3/schemas', {
    name: 'installation',
    labels: { singular: 'Installation', plural: 'Installations' },
    primaryDisplayProperty: 'serial_number',
    requiredProperties: ['serial_number'],
    properties: [{ name: 'serial_number', label: 'Serial number', type: 'string', fieldType: 'text' }],
    associatedObjects: ['COMPANY'],
  });
  await api('POST', '/crm/v3/properties/contacts', {
    name: 'favourite_engine',
    label: 'Favourite engine',
    groupName: 'contactinformation',
    type: 'enumeration',
    fieldType: 'select',
    options: ['Difference engine', 'Analytical engine', 'Tabulator'].map((label, displayOrder) => ({
      label,
      displayOrder,
      hidden: false,
      value: label.toLowerCase().replace(' ', '_'),
    })),
  });
  for (const [name, description] of [
    ['Newsletter', 'What is new, once a month.'],
    ['Invitations', 'Demonstrations and evenings with the engine.'],
  ])
    await api('POST', '/millrace/v1/subscription-types', { name, description });
}

const MORE_PEOPLE = [
  ['Hedy', 'Lamarr', 'lead', 'Vienna'],
  ['John', 'Backus', 'customer', 'New York'],
  ['Jean', 'Bartik', 'opportunity', 'Philadelphia'],
  ['Konrad', 'Zuse', 'customer', 'Berlin'],
  ['Lynn', 'Conway', 'marketingqualifiedlead', 'Boston'],
  ['Claude', 'Shannon', 'lead', 'Boston'],
  ['Sophie', 'Wilson', 'lead', 'Cambridge'],
  ['Dennis', 'Ritchie', 'salesqualifiedlead', 'New York'],
  ['Joan', 'Clarke', 'lead', 'London'],
  ['Ken', 'Thompson', 'subscriber', 'New York'],
] as const;

async function seedContacts(api: Api, owners: readonly string[]): Promise<readonly string[]> {
  const { results } = await api('POST', '/crm/v3/objects/contacts/batch/create', {
    inputs: MORE_PEOPLE.map(([firstname, lastname, lifecyclestage, city], at) => ({
      properties: {
        firstname,
        lastname,
        lifecyclestage,
        city,
        email: `${firstname.toLowerCase()}@tabulators.example`,
        phone: `+44 20 7946 0${100 + at * 7}`,
        hubspot_owner_id: owners[at % owners.length]!,
      },
    })),
  });
  for (const [name, domain, city] of [
    ['Tabulating Machines', 'tabulators.example', 'New York'],
    ['Mill & Store', 'mill-and-store.example', 'London'],
  ])
    await api('POST', '/crm/v3/objects/companies', { properties: { name, domain, city } });
  return results.map(({ id }: { id: string }) => id);
}

async function seedMarketing(api: Api, contacts: readonly string[]): Promise<void> {
  for (const [name, processingType] of [
    ['Invited to the demonstration', 'MANUAL'],
    ['Customers', 'DYNAMIC'],
  ]) {
    const filters =
      processingType === 'DYNAMIC'
        ? {
            filterBranch: {
              filterBranchType: 'OR',
              filters: [],
              filterBranches: [allOf(isAnyOf('lifecyclestage', 'customer'))],
            },
          }
        : {};
    const { list } = await api('POST', '/crm/v3/lists', {
      name,
      objectTypeId: '0-1',
      processingType,
      ...filters,
    });
    if (processingType === 'MANUAL')
      await api('PUT', `/crm/v3/lists/${list.listId}/memberships/add`, contacts.slice(0, 6) as never);
  }
  for (const name of ['Newsletter', 'Talk to the workshop'])
    await api('POST', '/marketing/v3/forms', {
      name,
      formType: 'hubspot',
      fieldGroups: [
        {
          groupType: 'default_group',
          richTextType: 'text',
          fields: [
            {
              objectTypeId: '0-1',
              name: 'email',
              label: 'Email',
              fieldType: 'email',
              required: true,
              hidden: false,
            },
          ],
        },
      ],
    });
}

/** Saved three times: a longer wait, and what customers get instead. */
async function seedOnboarding(api: Api, { email }: Seeded): Promise<string> {
  const body = (days: number, actions: readonly Json[] = []) =>
    flow(
      '0-1',
      'Onboarding',
      [...inARow(sendEmail(email), delayDays(days), branch).slice(0, 3), ...actions],
      {
        isEnabled: true,
        nextAvailableActionId: '20',
        enrollmentCriteria: whenMet([
          isAnyOf('lifecyclestage', 'lead', 'customer', 'opportunity', 'marketingqualifiedlead'),
        ]),
      },
    );
  const branch = {
    type: 'LIST_BRANCH',
    defaultBranchName: 'Everybody else',
    listBranches: [
      {
        branchName: 'Customers',
        connection: to(4),
        filterBranch: {
          filterBranchType: 'OR',
          filterBranchOperator: 'OR',
          filters: [],
          filterBranches: [allOf(isAnyOf('lifecyclestage', 'customer'))],
        },
      },
    ],
    defaultBranch: { branchName: 'Everybody else', nextActionId: '6' },
  };
  const task = (actionId: string, subject: string, connection?: Json) => ({
    ...action('0-3', {
      task_type: 'CALL',
      subject,
      priority: 'HIGH',
      owner_assignment: {
        type: 'CUSTOM',
        value: { type: 'OBJECT_PROPERTY', propertyName: 'hubspot_owner_id' },
      },
    }),
    ...(connection ? { connection } : {}),
    actionId,
  });
  const set = (actionId: string, property_name: string, value: string, connection?: Json) => ({
    ...action('0-5', { property_name, value: fixed(value) }),
    ...(connection ? { connection } : {}),
    actionId,
  });
  const first = [
    task('4', 'Thank {{ enrolled_object.firstname }} for the order', to(5)),
    set('5', 'favourite_engine', 'analytical_engine'),
    set('6', 'hs_lead_status', 'IN_PROGRESS', to(7)),
    { ...delayDays(14), actionId: '7', connection: to(8) },
    task('8', 'Call {{ enrolled_object.firstname }} about a demonstration'),
  ];
  const { id } = await api(
    'POST',
    '/automation/v4/flows',
    body(2, first) as unknown as Readonly<Record<string, unknown>>,
  );
  const save = async (days: number, actions: readonly Json[], name?: string) => {
    const { revisionId } = await api('GET', `/automation/v4/flows/${id}`);
    await api('PUT', `/automation/v4/flows/${id}`, {
      ...(body(days, actions) as unknown as Json),
      ...(name === undefined ? {} : { name }),
      revisionId,
    });
  };
  await api('POST', `/millrace/v1/flows/${id}/enrollments`, { matching: true });
  await api('POST', '/millrace/v1/clock/settle');
  await save(3, first);
  await api('POST', '/millrace/v1/clock/advance', { by: 'P1D' });
  const second = [
    ...first.filter(({ actionId }) => actionId !== '5'),
    { ...sendEmail(email), actionId: '9' },
  ].map((each) => (each.actionId === '4' ? task('4', 'Thank them for the order', to(9)) : each));
  await save(3, second, 'Onboarding of new customers');
  await api('POST', '/millrace/v1/clock/advance', { by: 'P3D' });
  return id;
}

/** Steps that fail, each for another cause. */
async function seedTrouble(api: Api, { flows }: Seeded, contacts: readonly string[]): Promise<void> {
  await api('POST', '/millrace/v1/outbox/rules', {
    url: 'https://billing.example/*',
    status: 500,
    body: { error: 'the mill has stopped' },
  });
  const trouble = await api('POST', '/automation/v4/flows', {
    ...(flow(
      '0-1',
      'Sync to billing',
      inARow(
        { type: 'WEBHOOK', method: 'POST', webhookUrl: 'https://billing.example/customers', queryParams: [] },
        action('0-5', { property_name: 'favourite_engine', value: fixed('steam') }),
        action('0-11', { target_property: 'hubspot_owner_id', user_ids: ['999999'], team_ids: [] }),
        action('0-4', { content_id: '999999999' }),
      ),
      { enrollmentCriteria: { type: 'MANUAL', shouldReEnroll: true } },
    ) as unknown as Json),
    isEnabled: true,
  });
  await api('POST', `/millrace/v1/flows/${trouble.id}/enrollments`, { objectIds: contacts.slice(0, 7) });
  await api('POST', `/millrace/v1/flows/${flows.webhook}/enrollments`, { objectIds: contacts.slice(2, 5) });
  await api('POST', '/millrace/v1/clock/settle');
  await api('POST', '/millrace/v1/clock/advance', { by: 'P4D' });
}
