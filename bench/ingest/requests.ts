import type { Sent } from '../gauge/closed-loop.ts';

/** What is measured: a contact made, one changed, a form submitted, an event sent, and a hundred contacts made by one request. */
export const PARTS = ['post', 'patch', 'form', 'event', 'batch'] as const;
export type Part = (typeof PARTS)[number];

/** What the requests name. */
export interface Targets {
  readonly accountId: string;
  readonly contactIds: readonly string[];
  readonly formId: string;
  readonly eventName: string;
}

export const CONTACTS = '/crm/v3/objects/contacts';
/** Records that a request of the part makes or changes. */
export const recordsOf = (part: Part) => (part === 'batch' ? BATCH : 1);
const BATCH = 100;

/** A contact as a client sends it; no two have an address. */
export function contactOf(number: string): Record<string, string> {
  return {
    email: `visitor-${number}@example.com`,
    firstname: 'Ada',
    lastname: `Visitor ${number}`,
    phone: '+31 20 123 4567',
    company: 'Windmills of the North',
    city: 'Groningen',
    country: 'Netherlands',
    lifecyclestage: 'lead',
  };
}

/** The request with this number, which no other has. */
export function requestOf(
  part: Part,
  { accountId, contactIds, formId, eventName }: Targets,
  number: number,
): Sent {
  const name = `${part}-${number}`;
  // A prime step: neighbours in time are seldom the same contact.
  const contactId = contactIds[(number * 7_919) % contactIds.length]!;
  const post = (path: string, body: object): Sent => ({ method: 'POST', path, body: JSON.stringify(body) });
  switch (part) {
    case 'post':
      return post(CONTACTS, { properties: contactOf(name) });
    case 'patch': {
      const properties = { city: `Groningen ${number}`, phone: `+31 20 ${number}`, jobtitle: 'Miller' };
      return { method: 'PATCH', path: `${CONTACTS}/${contactId}`, body: JSON.stringify({ properties }) };
    }
    case 'form': {
      const { email, firstname, lastname, city } = contactOf(name);
      const fields = Object.entries({ email, firstname, lastname, city });
      return post(`/submissions/v3/integration/secure/submit/${accountId}/${formId}`, {
        fields: fields.map(([field, value]) => ({ objectTypeId: '0-1', name: field, value })),
        context: { pageUri: 'https://example.com/visit', pageName: 'Visit us' },
      });
    }
    case 'event':
      return post('/events/v3/send', {
        eventName,
        objectId: contactId,
        properties: { plan: `plan ${number}`, seats: String(number % 100) },
      });
    case 'batch': {
      const inputs = Array.from({ length: BATCH }, (_, index) => ({
        properties: contactOf(`${name}-${index}`),
      }));
      return post(`${CONTACTS}/batch/create`, { inputs });
    }
  }
}
