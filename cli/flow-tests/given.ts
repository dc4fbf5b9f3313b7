import { iso, spanOf } from '@millrace/core/time';
import { applyFlows } from '../../testing/apply-flows.ts';
import type { Account, Millrace } from '../../testing/index.ts';
import { Target } from '../target/target.ts';
import type { FlowTest } from './flow-test.ts';
import { type Given, type Responses, recordsOf } from './form.ts';
import { actorOf, eachLink, makeRecord, type Stage } from './stage.ts';

/** The zone of an account that is not told another. */
const USUAL_ZONE = 'America/New_York';

/** What is given to all tests of a file, and to one of them: lists follow each other, and of two of a name the own one counts. */
export function bothGiven(shared: Given, own: Given): Given {
  const both: Record<string, unknown> = { ...shared, ...own };
  for (const name of Object.keys(shared) as (keyof Given)[]) {
    const [a, b]: readonly [unknown, unknown] = [shared[name], own[name]];
    if (Array.isArray(a) && Array.isArray(b)) both[name] = [...a, ...b];
    else if (isObject(a) && isObject(b)) both[name] = merged(a, b);
  }
  return both as Given;
}

function merged(
  a: Readonly<Record<string, unknown>>,
  b: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const both: Record<string, unknown> = { ...a, ...b };
  for (const [name, value] of Object.entries(a))
    if (isObject(value) && isObject(b[name])) both[name] = { ...value, ...b[name] };
  return both;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Makes an account as the test says it is. Flows stand still until all records are there, so that none of them sees half of it. */
export async function setUp(millrace: Millrace, { name, given, flows }: FlowTest): Promise<Stage> {
  const timeZone = given.timeZone ?? USUAL_ZONE;
  const account = await millrace.account({
    name,
    timeZone,
    ...(given.now === undefined ? {} : { now: iso(spanOf(given.now, timeZone)!.from) }),
    ...(given.currency === undefined ? {} : { currency: given.currency }),
  });
  await makeObjectTypes(account, given);
  await makeProperties(account, given);
  const made = {
    events: await makeEvents(account, given),
    emails: await makeEmails(account, given),
    forms: await makeForms(account, given),
  };
  const lists = await makeLists(account, given);
  const target = new Target({ name: null, url: millrace.url, token: account.client.accessToken });
  const applied = await applyFlows(target, flows);
  const stage: Stage = { account, timeZone, flows: applied, files: flows, records: new Map(), ...made };
  await respond(account, given.responses ?? []);
  const paths = Object.values(applied).map(({ id }) => ({ flowId: id }));
  for (const path of paths) await account.call('POST /millrace/v1/flows/{flowId}/pause', { path, body: {} });
  for (const [type, records] of recordsOf(given))
    for (const [alias, properties] of Object.entries(records))
      await makeRecord(stage, type, alias, properties);
  await eachLink(stage, given.associations ?? {}, (path) =>
    account.call(
      'PUT /crm/v4/objects/{objectType}/{objectId}/associations/default/{toObjectType}/{toObjectId}',
      { path },
    ),
  );
  for (const [listId, names] of lists)
    await account.call('PUT /crm/v3/lists/{listId}/memberships/add', {
      path: { listId },
      body: names.map((alias) => actorOf(stage, alias).id),
    });
  for (const path of paths) await account.call('POST /millrace/v1/flows/{flowId}/resume', { path, body: {} });
  await account.settle();
  return stage;
}

/** What a custom object can be associated with. */
const ASSOCIATED = ['CONTACT', 'COMPANY', 'DEAL', 'TICKET'];

async function makeObjectTypes(account: Account, { objectTypes = {} }: Given): Promise<void> {
  for (const [name, properties] of Object.entries(objectTypes))
    await account.call('POST /crm-object-schemas/v3/schemas', {
      body: {
        name,
        labels: { singular: name, plural: `${name}s` },
        primaryDisplayProperty: properties[0]!,
        properties: properties.map((each) => ({
          name: each,
          label: each,
          type: 'string' as const,
          fieldType: 'text' as const,
        })),
        requiredProperties: [],
        associatedObjects: ASSOCIATED,
      },
    });
}

async function makeProperties(account: Account, { properties = {} }: Given): Promise<void> {
  for (const [objectType, all] of Object.entries(properties))
    for (const [name, kind] of Object.entries(all)) {
      const isChoice = typeof kind !== 'string';
      await account.call('POST /crm/v3/properties/{objectType}', {
        path: { objectType },
        body: {
          name,
          label: name,
          groupName: await groupOf(account, objectType),
          type: isChoice ? 'enumeration' : kind,
          fieldType: isChoice ? 'select' : FIELDS[kind],
          ...(isChoice ? { options: kind.map((each) => ({ label: each, value: each })) } : {}),
          ...(kind === 'bool'
            ? { options: ['true', 'false'].map((each) => ({ label: each, value: each })) }
            : {}),
        },
      });
    }
}

const FIELDS = {
  string: 'text',
  number: 'number',
  bool: 'booleancheckbox',
  date: 'date',
  datetime: 'date',
} as const;

async function groupOf(account: Account, objectType: string): Promise<string> {
  const path = { objectType };
  const { results } = await account.call('GET /crm/v3/properties/{objectType}/groups', { path });
  return results[0]!.name;
}

async function makeEvents(account: Account, { events = {} }: Given): Promise<Map<string, string>> {
  const made = new Map<string, string>();
  for (const [name, properties] of Object.entries(events)) {
    const { fullyQualifiedName } = await account.call('POST /events/v3/event-definitions', {
      body: {
        name,
        label: name,
        primaryObject: 'CONTACT',
        propertyDefinitions: properties.map((each) => ({ name: each, label: each, type: 'string' as const })),
      },
    });
    made.set(name, fullyQualifiedName);
  }
  return made;
}

async function makeEmails(account: Account, { emails = {} }: Given): Promise<Map<string, string>> {
  const made = new Map<string, string>();
  for (const [
    name,
    { subject, text = '', html = paragraphsOf(text), from = 'tests@millrace.example' },
  ] of Object.entries(emails)) {
    const { id } = await account.call('POST /marketing/v3/emails', {
      body: {
        name,
        subject,
        from: { fromName: 'Tests', replyTo: from },
        content: { widgets: { body: { type: 'module', body: { html } } } },
      },
    });
    await account.call('POST /marketing/v3/emails/{emailId}/publish', { path: { emailId: id } });
    made.set(name, id);
  }
  return made;
}

function paragraphsOf(text: string): string {
  const paragraphs = text.trim().split(/\n{2,}/);
  return paragraphs.map((each) => `<p>${each.replaceAll('\n', '<br>')}</p>`).join('');
}

async function makeForms(account: Account, { forms = {} }: Given): Promise<Map<string, string>> {
  const made = new Map<string, string>();
  for (const [name, fields] of Object.entries(forms)) {
    const field = (each: string) => ({
      objectTypeId: '0-1',
      name: each,
      label: each,
      fieldType: each === 'email' ? ('email' as const) : ('single_line_text' as const),
      required: each === 'email',
      hidden: false,
    });
    const { id } = await account.call('POST /marketing/v3/forms', {
      body: {
        name,
        formType: 'hubspot',
        fieldGroups: [{ groupType: 'default_group', richTextType: 'text', fields: fields.map(field) }],
      },
    });
    made.set(name, id);
  }
  return made;
}

/** The ids of the lists, and who is to be in them. */
async function makeLists(
  account: Account,
  { lists = {} }: Given,
): Promise<readonly (readonly [listId: string, names: readonly string[]])[]> {
  const made: (readonly [string, readonly string[]])[] = [];
  for (const [name, { of = 'contacts', records = [] }] of Object.entries(lists)) {
    const { list } = await account.call('POST /crm/v3/lists', {
      body: { name, objectTypeId: of, processingType: 'MANUAL' },
    });
    made.push([list.listId, records]);
  }
  return made;
}

/** The rules of the outbox, in the order in which they are asked. */
export async function respond(account: Account, responses: Responses): Promise<void> {
  for (const { url, method, status, body, hang, times } of responses)
    await account.call('POST /millrace/v1/outbox/rules', {
      body: {
        url,
        ...(method === undefined ? {} : { method }),
        ...(status === undefined ? {} : { status }),
        ...(body === undefined ? {} : { body }),
        ...(hang === undefined ? {} : { hang }),
        ...(times === undefined ? {} : { times }),
      },
    });
}
