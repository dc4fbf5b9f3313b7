import { expect } from 'vitest';
import { type Answer, asCaller, type Millrace } from './millrace.ts';

export const CONTACTS = '/crm/v3/objects/contacts';

/** What requests name, in one account. */
export interface Place {
  readonly millrace: Millrace;
  /** Ids by what they are called here. */
  readonly ids: Readonly<Record<string, string>>;
  readonly tokens: Readonly<Record<'full' | 'lesser' | 'reader', string>>;
  readonly formPath: string;
  readonly eventName: string;
}

/** The id of what is made. */
export async function made(at: Millrace, path: string, body: object): Promise<string> {
  const answer = await at.post(path, body);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body.id;
}

/** An account with what single writes may be about: records that are there, archived, merged, and tokens with few scopes. */
export async function prepare(at: Millrace): Promise<Place> {
  const contact = (name: string) => made(at, CONTACTS, { properties: { email: `${name}@example.com` } });
  await made(at, '/crm/v3/properties/contacts', {
    name: 'diagnosis',
    label: 'Diagnosis',
    type: 'string',
    fieldType: 'text',
    groupName: 'contactinformation',
    dataSensitivity: 'sensitive',
  });
  const token = async (name: string, scopes: readonly string[]) =>
    (await at.post('/millrace/v1/tokens', { name, scopes })).body.token as string;
  const ids: Record<string, string> = {};
  for (const name of ['patched', 'named', 'submitted', 'seen', 'gone', 'first', 'second', 'held'])
    ids[name] = await contact(name);
  ids['company'] = await made(at, '/crm/v3/objects/companies', { properties: { name: 'Mill' } });
  await at.delete(`${CONTACTS}/${ids['gone']}`);
  ids['merged'] = await made(at, `${CONTACTS}/merge`, {
    primaryObjectId: ids['first'],
    objectIdToMerge: ids['second'],
  });
  const formId = await made(at, '/marketing/v3/forms', {
    name: 'Visit us',
    fieldGroups: [
      {
        fields: [
          { objectTypeId: '0-1', name: 'email', fieldType: 'email', required: true },
          { objectTypeId: '0-1', name: 'city', fieldType: 'single_line_text' },
          { objectTypeId: '0-2', name: 'domain', fieldType: 'single_line_text' },
        ],
      },
    ],
  });
  const event = await at.post('/events/v3/event-definitions', {
    label: 'Order placed',
    propertyDefinitions: [{ name: 'total', label: 'Total', type: 'number' }],
  });
  return {
    millrace: at,
    ids,
    tokens: {
      full: at.token,
      lesser: await token('lesser', ['crm.objects.contacts.read', 'crm.objects.contacts.write']),
      reader: await token('reader', ['crm.objects.contacts.read']),
    },
    formPath: `/submissions/v3/integration/submit/${at.accountId}/${formId}`,
    eventName: event.body.fullyQualifiedName,
  };
}

interface Request {
  readonly method: string;
  readonly path: string;
  readonly body: object;
  readonly token?: keyof Place['tokens'];
}

const post = (properties: object, more: object = {}): Request => ({
  method: 'POST',
  path: CONTACTS,
  body: { properties, ...more },
});
const patch = (id: string, properties: object, more: Partial<Request> = {}): Request => ({
  method: 'PATCH',
  path: `${CONTACTS}/${id}`,
  body: { properties },
  ...more,
});

/** Requests none of which depends on another; good ones, and between them what can be wrong with one. */
export function requestsOf({ ids, formPath, eventName }: Place, foreignId: string): Request[] {
  const event = (body: object): Request => ({
    method: 'POST',
    path: '/events/v3/send',
    body: { eventName, ...body },
  });
  const submission = (values: Record<string, string>): Request => ({
    method: 'POST',
    path: formPath,
    body: {
      fields: Object.entries(values).map(([name, value]) => ({
        objectTypeId: name === 'domain' ? '0-2' : '0-1',
        name,
        value,
      })),
    },
  });
  const associated = (id: string) => ({
    associations: [
      { to: { id }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 279 }] },
    ],
  });
  const id = (name: string) => ids[name]!;
  const plain = (number: number) => post({ email: `new${number}@example.com`, city: `Town ${number}` });
  return [
    plain(1),
    post({ email: 'wrong1@example.com', lifecyclestage: 'nonsense' }),
    plain(2),
    post({ email: 'wrong2@example.com', no_such_property: 'x' }),
    { ...post({ email: 'hidden@example.com', diagnosis: 'x' }), token: 'lesser' },
    { ...plain(3), token: 'lesser' },
    { ...post({ email: 'reader@example.com' }), token: 'reader' },
    post({ email: 'no address' }),
    plain(4),
    post({ email: 'held@example.com' }),
    post({ email: 'linked@example.com' }, associated(id('company'))),
    post({ email: 'unlinked@example.com' }, associated('999999999')),
    post({ email: 'noted@example.com', diagnosis: 'seen' }),
    plain(5),
    patch(id('patched'), { city: 'Bern', diagnosis: 'flu' }),
    patch(id('gone'), { city: 'Bern' }),
    patch('named@example.com?idProperty=email', { city: 'Ulm' }, { token: 'lesser' }),
    patch('nobody@example.com?idProperty=email', { city: 'Ulm' }),
    patch('999999999', { city: 'Bern' }),
    patch('abc', { city: 'Bern' }),
    patch(foreignId, { city: 'Bern' }),
    patch(id('first'), { city: 'Basel' }),
    patch(id('held'), { email: 'seen@example.com' }),
    patch(id('submitted'), { lifecyclestage: 'nonsense' }),
    patch(id('submitted'), { diagnosis: 'x' }, { token: 'lesser' }),
    event({ objectId: id('seen'), properties: { total: 5 } }),
    event({ objectId: id('gone') }),
    event({ objectId: '999999999' }),
    event({ email: 'seen@example.com', properties: { total: 6 } }),
    event({ email: 'seen@example.com', properties: { total: 'many' } }),
    event({ objectId: id('seen'), eventName: 'no_such_event' }),
    event({ properties: {} }),
    event({ objectId: id('merged'), uuid: 'once' }),
    submission({ email: 'visitor1@example.com', city: 'Bern' }),
    submission({ email: 'no address' }),
    submission({ email: 'submitted@example.com', city: 'Ulm' }),
    submission({ city: 'Ulm' }),
    submission({ email: 'visitor2@example.com' }),
    submission({ email: 'visitor3@example.com', domain: 'mill.example' }),
    submission({ email: 'visitor4@example.com', unlisted: 'x' }),
  ];
}

export function ask(
  { millrace: { url }, tokens }: Place,
  { method, path, body, token = 'full' }: Request,
): Promise<Answer> {
  return asCaller(url, tokens[token]).call(method, path, body);
}
