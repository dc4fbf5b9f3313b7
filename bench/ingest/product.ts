/** The product's side: its API on a database of its own, with the contacts that are written to. No lanes run beside it. */
import type { DatabaseAddress } from '../../server/src/platform/index.ts';
import { answerParent } from '../place/child.ts';
import { type Millrace, openMillrace } from '../place/millrace.ts';
import { countingStatements } from './counting.ts';
import { CONTACTS, contactOf, type Targets } from './requests.ts';

export type ProductQuestion =
  | { readonly kind: 'start'; readonly address: DatabaseAddress; readonly contacts: number }
  | { readonly kind: 'asked' };

export interface ProductStarted {
  readonly url: string;
  readonly token: string;
  readonly targets: Targets;
}

let millrace: Millrace | undefined;
const counting = countingStatements();

answerParent(
  async (question: ProductQuestion) => {
    if (question.kind === 'asked') return counting.asked(millrace!.services.sql);
    millrace = await openMillrace(question.address, counting.onStatement);
    const targets = await targetsIn(millrace, question.contacts);
    return { ...(await millrace.listen()), targets } satisfies ProductStarted;
  },
  async () => millrace?.close(),
);

async function targetsIn({ call, accountId }: Millrace, contacts: number): Promise<Targets> {
  const contactIds: string[] = [];
  for (let made = 0; made < contacts; made += PER_REQUEST) {
    const inputs = Array.from({ length: Math.min(PER_REQUEST, contacts - made) }, (_, index) => ({
      properties: contactOf(`before-${made + index}`),
    }));
    const { results } = await call('POST', `${CONTACTS}/batch/create`, { inputs });
    for (const { id } of results) contactIds.push(id);
  }
  const form = await call('POST', '/marketing/v3/forms', FORM);
  const event = await call('POST', '/events/v3/event-definitions', EVENT);
  return { accountId, contactIds, formId: form.id, eventName: event.fullyQualifiedName };
}

const PER_REQUEST = 100;

const FORM = {
  name: 'Visit us',
  fieldGroups: [
    {
      fields: ['email', 'firstname', 'lastname', 'city'].map((name) => ({
        objectTypeId: '0-1',
        name,
        fieldType: name === 'email' ? 'email' : 'single_line_text',
        required: name === 'email',
      })),
    },
  ],
};

const EVENT = {
  name: 'plan_chosen',
  label: 'Plan chosen',
  propertyDefinitions: [
    { name: 'plan', label: 'Plan', type: 'string' },
    { name: 'seats', label: 'Seats', type: 'number' },
  ],
};
