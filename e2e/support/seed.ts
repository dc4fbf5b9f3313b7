import { TEMPLATES } from '../../web/src/flows-page/templates/list.ts';

export type Json = Readonly<Record<string, unknown>>;
// biome-ignore lint/suspicious/noExplicitAny: a few members of many answers are read
type Answer = any;

/** Whoever asks the API of a server: the vocabulary of tests has it, and a script may have another. */
export interface Asker {
  call(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ readonly status: number; readonly body: Answer }>;
}

/** What the seeded account has, by what pages look for. */
export interface Seeded {
  readonly flows: Readonly<
    Record<'followUp' | 'nurture' | 'deals' | 'reEngagement' | 'birthday' | 'webhook', string>
  >;
  readonly contacts: Readonly<Record<string, string>>;
  readonly form: string;
  readonly email: string;
  /** Kept by filters: the leads. */
  readonly list: string;
  /** The mail that Ada has got. */
  readonly mail: string;
}

/** An account as one finds it after some weeks: people, deals, flows that work, one that fails and one that nobody finished. */
export async function seedAccount(asker: Asker): Promise<Seeded> {
  const api = apiOf(asker);
  await api('PATCH', '/millrace/v1/settings', {
    name: 'Analytical Engines',
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
  });
  const { id: owner } = await api('POST', '/millrace/v1/owners', {
    email: 'charles@engines.example',
    firstName: 'Charles',
    lastName: 'Babbage',
  });
  for (const [name, label] of [
    ['birthday', 'Birthday'],
    ['renewal_date', 'Renewal date'],
  ])
    await api('POST', '/crm/v3/properties/contacts', {
      name,
      label,
      type: 'date',
      fieldType: 'date',
      groupName: 'contactinformation',
    });
  const contacts = await seedPeople(api, owner);
  const emails = await seedEmails(api);
  const form = await seedForm(api);
  const { list } = await api('POST', '/crm/v3/lists', {
    name: 'Leads',
    objectTypeId: '0-1',
    processingType: 'DYNAMIC',
    filterBranch: LEADS,
  });
  const flows = await seedFlows(api, { ...emails, form, owner });
  await seedPassages(api, flows, contacts, form);
  const { results: mails } = await api('GET', '/millrace/v1/mailbox?recipient=ada@engines.example');
  return { flows, contacts, form, email: emails.welcome, list: list.listId, mail: mails[0].id };
}

const LEADS = {
  filterBranchType: 'OR',
  filters: [],
  filterBranches: [
    {
      filterBranchType: 'AND',
      filterBranches: [],
      filters: [
        {
          filterType: 'PROPERTY',
          property: 'lifecyclestage',
          operation: { operationType: 'ENUMERATION', operator: 'IS_ANY_OF', values: ['lead'] },
        },
      ],
    },
  ],
};

export type Api = (method: string, path: string, body?: Json) => Promise<Answer>;

/** Asks, and fails the story for what is refused. */
export function apiOf(asker: Asker): Api {
  return (method, path, body) => ask(asker, method, path, body);
}

async function ask(asker: Asker, method: string, path: string, body?: Json): Promise<Answer> {
  const { status, body: answer } = await asker.call(method, path, body);
  if (status >= 300) throw new Error(`${method} ${path} answered ${status}: ${JSON.stringify(answer)}`);
  return answer;
}

const PEOPLE = [
  ['Ada', 'Lovelace', 'lead'],
  ['Grace', 'Hopper', 'customer'],
  ['Edsger', 'Dijkstra', 'lead'],
  ['Barbara', 'Liskov', 'opportunity'],
  ['Alan', 'Turing', 'lead'],
  ['Radia', 'Perlman', 'customer'],
  ['Donald', 'Knuth', 'subscriber'],
  ['Frances', 'Allen', 'lead'],
  ['Tony', 'Hoare', 'lead'],
  ['Margaret', 'Hamilton', 'marketingqualifiedlead'],
  ['Niklaus', 'Wirth', 'lead'],
  ['Katherine', 'Johnson', 'customer'],
] as const;

async function seedPeople(api: Api, owner: string): Promise<Record<string, string>> {
  const { id: company } = await api('POST', '/crm/v3/objects/companies', {
    properties: { name: 'Analytical Engines', domain: 'engines.example', city: 'London' },
  });
  await api('POST', '/crm/v3/objects/companies', {
    properties: { name: 'Difference & Sons', domain: 'difference.example', city: 'Berlin' },
  });
  const contacts: Record<string, string> = {};
  for (const [at, [firstname, lastname, lifecyclestage]] of PEOPLE.entries()) {
    const { id } = await api('POST', '/crm/v3/objects/contacts', {
      properties: {
        firstname,
        lastname,
        lifecyclestage,
        hubspot_owner_id: owner,
        email: `${firstname.toLowerCase()}@engines.example`,
        birthday: `19${60 + at}-0${1 + (at % 9)}-1${at % 9}`,
        city: at % 2 === 0 ? 'London' : 'Berlin',
      },
    });
    contacts[firstname] = id;
  }
  await api('PUT', `/crm/v4/objects/contacts/${contacts['Ada']}/associations/default/companies/${company}`);
  for (const [dealname, dealstage, amount] of [
    ['Engine No. 2', 'closedwon', '120000'],
    ['Punched cards, a year', 'contractsent', '18000'],
    ['Repair of the mill', 'qualifiedtobuy', '4200'],
  ])
    await api('POST', '/crm/v3/objects/deals', {
      properties: { dealname, dealstage, amount, pipeline: 'default', hubspot_owner_id: owner },
    });
  return contacts;
}

async function seedEmails(
  api: Api,
): Promise<{ readonly welcome: string; readonly second: string; readonly draft: string }> {
  const make = async (name: string, subject: string, html: string) =>
    (
      await api('POST', '/marketing/v3/emails', {
        name,
        subject,
        from: { fromName: 'Analytical Engines', replyTo: 'hello@engines.example' },
        content: { widgets: { body: { type: 'module', body: { html } } } },
      })
    ).id;
  const welcome = await make(
    'Welcome',
    'Welcome, {{ contact.firstname }}',
    '<h1>Hello {{ contact.firstname }}</h1><p>We are glad that you are here.</p>',
  );
  const second = await make(
    'What engines can do',
    'What an engine can do for you',
    '<p>Dear {{ contact.firstname }}, it weaves algebraic patterns.</p>',
  );
  const draft = await make('Autumn news', 'News of the autumn', '<p>To be written.</p>');
  for (const id of [welcome, second]) await api('POST', `/marketing/v3/emails/${id}/publish`);
  return { welcome, second, draft };
}

async function seedForm(api: Api): Promise<string> {
  const field = (name: string, label: string, fieldType: string) => ({
    objectTypeId: '0-1',
    name,
    label,
    fieldType,
    required: name === 'email',
    hidden: false,
  });
  const { id } = await api('POST', '/marketing/v3/forms', {
    name: 'Ask for a demonstration',
    formType: 'hubspot',
    fieldGroups: [
      {
        groupType: 'default_group',
        richTextType: 'text',
        fields: [
          field('email', 'Email', 'email'),
          field('firstname', 'First name', 'single_line_text'),
          field('lastname', 'Last name', 'single_line_text'),
        ],
      },
    ],
  });
  return id;
}

interface Things {
  readonly welcome: string;
  readonly second: string;
  readonly draft: string;
  readonly form: string;
  readonly owner: string;
}

async function seedFlows(api: Api, { welcome, second, draft, form }: Things): Promise<Seeded['flows']> {
  const fromTemplate = async (
    id: string,
    name: string,
    chosen: Readonly<Record<string, string>>,
    isOn: boolean,
  ) => {
    const template = TEMPLATES.find((each) => each.id === id)!;
    const made = await api('POST', '/automation/v4/flows', { ...template.body(chosen), name });
    if (isOn) await api('POST', `/millrace/v1/flows/${made.id}/turn-on`);
    return made.id as string;
  };
  const webhook = await api('POST', '/automation/v4/flows', {
    name: 'Tell the workshop',
    type: 'CONTACT_FLOW',
    flowType: 'WORKFLOW',
    objectTypeId: '0-1',
    isEnabled: true,
    startActionId: '1',
    actions: [
      {
        type: 'WEBHOOK',
        actionId: '1',
        method: 'POST',
        webhookUrl: 'https://workshop.example/hook',
        queryParams: [],
      },
    ],
    enrollmentCriteria: { type: 'MANUAL', shouldReEnroll: true },
  });
  return {
    followUp: await fromTemplate('form-follow-up', 'Demo request follow-up', { form, email: welcome }, true),
    nurture: await fromTemplate(
      'nurture',
      'Lead nurture, spring',
      { first: welcome, second, third: second },
      true,
    ),
    deals: await fromTemplate('deal-stage', 'Deal won: hand over', { stage: 'closedwon' }, true),
    reEngagement: await fromTemplate('re-engagement', 'Wake up who sleeps', { email: draft }, false),
    birthday: await fromTemplate('birthday', 'Happy birthday', { date: 'birthday', email: welcome }, true),
    webhook: webhook.id,
  };
}

async function seedPassages(
  api: Api,
  flows: Seeded['flows'],
  contacts: Readonly<Record<string, string>>,
  form: string,
): Promise<void> {
  // The workshop answers that it does not know the address: steps that fail.
  await api('POST', '/millrace/v1/outbox/rules', { url: 'https://workshop.example/hook', status: 404 });
  await api('POST', `/millrace/v1/flows/${flows.webhook}/enrollments`, {
    objectIds: ['Ada', 'Grace', 'Alan', 'Tony'].map((name) => contacts[name]!),
  });
  await api('POST', `/millrace/v1/flows/${flows.nurture}/enrollments`, { matching: true });
  await api('POST', `/submissions/v3/integration/submit/1/${form}`, {
    fields: [
      { objectTypeId: '0-1', name: 'email', value: 'ada@engines.example' },
      { objectTypeId: '0-1', name: 'firstname', value: 'Ada' },
    ],
    context: { pageUri: 'https://engines.example/demo', pageName: 'Ask for a demonstration' },
  });
  await api('POST', '/millrace/v1/clock/settle');
  await api('POST', '/millrace/v1/clock/advance', { by: 'PT26H' });
  const made = await api('POST', '/automation/v4/flows', {
    name: 'Old welcome',
    type: 'CONTACT_FLOW',
    flowType: 'WORKFLOW',
    objectTypeId: '0-1',
    isEnabled: false,
    actions: [],
    enrollmentCriteria: { type: 'MANUAL', shouldReEnroll: false },
  });
  await api('DELETE', `/automation/v4/flows/${made.id}`);
}
