import { isObject, parseRaw, type Raw, type RawObject, textAt } from '@millrace/core/raw';
import { alike } from '../../files/alike.ts';
import { everyPage } from '../../support/every-page.ts';
import type { Target } from '../../target/target.ts';
import { bring } from '../bring.ts';
import type { Importing } from '../importing.ts';
import { SUBSCRIPTION } from '../own-kinds.ts';

const PAGE = 100;

/** What says what is sent, from whom, and of which kind. */
const MEMBERS = [
  'name',
  'subject',
  'content',
  'from',
  'subscriptionDetails',
  'state',
  'subcategory',
  'language',
];
/** States of an email that is sent to a list at once: there it is sent, or was, and here nothing sends it. */
const BATCH = /^(PUBLISHED|SCHEDULED|PRE_PROCESSING|PROCESSING)/;

/** Emails with their content; published ones are published, so that flows can send them. */
export async function bringEmails(importing: Importing): Promise<void> {
  const { source, target, report } = importing;
  const there = await emailsOf(target);
  const isChosen = importing.chosen.has('emails');
  for (const { id, name } of await emailsOf(source)) {
    const body = isChosen ? bodyOf(importing, await read(source, id)) : {};
    await bring(importing, {
      choice: 'emails',
      what: 'emails',
      coming: { kind: 'email', id, name },
      there,
      differences: async (found) => differences(body, await read(target, found.id)),
      make: async () => {
        const text = await target.callText('POST /marketing/v3/emails', {
          body: JSON.stringify(body) as never,
        });
        return textAt(parseRaw(text), 'id');
      },
    });
    if (isChosen && !hasDesign(body))
      report.note(
        `The source does not tell what stands in the email ${JSON.stringify(name)} (${id}): write it anew.`,
      );
  }
}

async function emailsOf(target: Target) {
  const emails = await everyPage((after) =>
    target.call('GET /marketing/v3/emails', { query: { limit: PAGE, after } }),
  );
  return emails.flatMap(({ id, name }) => (id === undefined ? [] : [{ id: String(id), name: name ?? '' }]));
}

async function read(target: Target, emailId: string): Promise<RawObject> {
  const text = await target.callText('GET /marketing/v3/emails/{emailId}', { path: { emailId }, query: {} });
  const body = parseRaw(text);
  return isObject(body) ? body : {};
}

/** Who is written to at once stays behind: `to` names lists and contacts, and here a flow says who gets a mail. */
function bodyOf({ state }: Importing, email: RawObject): RawObject {
  const body = Object.fromEntries(
    MEMBERS.flatMap((member) =>
      email[member] === undefined || email[member] === null ? [] : [[member, email[member]]],
    ),
  ) as Record<string, Raw>;
  const subscriptionId = textAt(email['subscriptionDetails'], 'subscriptionId');
  if (subscriptionId === '') delete body['subscriptionDetails'];
  else
    body['subscriptionDetails'] = {
      subscriptionId: state.idOf(SUBSCRIPTION, subscriptionId) ?? subscriptionId,
    };
  if (BATCH.test(textAt(email, 'state'))) body['state'] = 'DRAFT';
  return body;
}

function differences(source: RawObject, target: RawObject): readonly string[] {
  const members = Object.keys(source).filter((member) => !alike(source[member], target[member]));
  return members.length === 0 ? [] : [`it differs in ${members.join(', ')}`];
}

function hasDesign(email: RawObject): boolean {
  const { content } = email;
  if (!isObject(content)) return false;
  const parts = ['widgets', 'flexAreas', 'widgetContainers', 'plainTextVersion'].map(
    (member) => content[member],
  );
  return parts.some((part) => !alike(part, undefined));
}
