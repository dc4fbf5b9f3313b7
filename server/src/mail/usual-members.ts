import type { EmailDefinition } from './body.ts';

const NOBODY = { include: [], exclude: [] };

/** The members of an answered email whose definition leaves them out: clients read these members without asking for them first. */
const USUAL: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  to: {
    contactIds: NOBODY,
    contactIlsLists: NOBODY,
    contactLists: NOBODY,
    limitSendFrequency: false,
    suppressGraymail: false,
  },
  from: { fromName: '', replyTo: '' },
  content: { templatePath: '', widgets: {} },
  webversion: { enabled: false, isPageRedirected: false },
  subscriptionDetails: { officeLocationId: '' },
};

/** The definition with its usual members: what was written stays, member by member of each block. */
export function withUsualMembers(definition: EmailDefinition): EmailDefinition {
  const blocks = Object.entries(USUAL).map(([name, usual]) => [
    name,
    { ...usual, ...asObject(definition[name]) },
  ]);
  return {
    activeDomain: '',
    emailTemplateMode: 'DRAG_AND_DROP',
    ...definition,
    ...Object.fromEntries(blocks),
  };
}

function asObject(block: unknown): object {
  return typeof block === 'object' && block !== null ? block : {};
}
