import { EVENT_TYPES } from '@millrace/core/criteria';
import { CONTACT } from '@millrace/core/crm';
import { type RecordRef, recordKey, type WriteCause } from '@millrace/core/record';
import { iso } from '@millrace/core/time';
import type { Unit } from '../history/index.ts';
import { loadDepths, noteMailed } from '../passages/index.ts';
import type { Named } from '../records/index.ts';
import { bounced, delivered, type Mailed } from './contact-values.ts';
import { loadEmailNames } from './queries/emails.ts';
import type { DeliveredMail } from './queries/mails.ts';

/**
 * Tells the contacts' stories of mails: events (sent, delivered, bounced) and the properties that follow from them, in the
 * transaction that stores what came of the mails, so that the next step of a passage sees them. What a mail server has taken counts as
 * delivered: nobody says more. Contacts that are gone have no story.
 */
export async function noteMails(unit: Unit, mails: readonly DeliveredMail[], contacts: Named): Promise<void> {
  const told = mails.filter(isToContact);
  if (told.length === 0) return;
  const [names, depths] = await Promise.all([
    loadEmailNames(
      unit.tx,
      unit.account.id,
      told.map(({ mail }) => mail.emailId),
    ),
    loadDepths(
      unit.tx,
      unit.account.id,
      told.map(({ cause }) => cause),
    ),
    noteMailed(unit, told.filter(({ delivery }) => delivery !== 'bounced').flatMap(passageOf)),
  ]);
  for (const each of told) {
    const contact = contacts.get(recordKey(refOf(each)));
    if (!contact || contact.archivedAt !== null) continue;
    if (unit.world.record(contact) === undefined) unit.world.load(contact);
    noteMail(unit, contact, each, {
      emailName: names.get(each.mail.emailId) ?? '',
      depth: (depths.get(each.cause.enrollmentId ?? '') ?? -1) + 1,
    });
  }
}

/** The contact whose story a mail is a part of: to be locked before it is kept. */
export function contactOf(mail: DeliveredMail): RecordRef | null {
  return isToContact(mail) ? refOf(mail) : null;
}

/** The mail as one to whom its contact has been merged into meanwhile: there its events are looked for. */
export function toHeir(mail: DeliveredMail, contacts: Named): DeliveredMail {
  const contact = contactOf(mail);
  const heir = contact && contacts.get(recordKey(contact));
  return heir ? { ...mail, cause: { ...mail.cause, recordId: heir.id } } : mail;
}

/** A mail of a marketing email to a contact. */
export type ToContact = DeliveredMail & { readonly mail: { readonly emailId: string } };

/** Mails to people of the account are no part of a contact's story. */
export function isToContact(delivered: DeliveredMail): delivered is ToContact {
  const { mail, cause } = delivered;
  return (
    !mail.isInternal && mail.emailId !== null && cause.objectTypeId === CONTACT && cause.recordId !== null
  );
}

/** The story of one mail, in the world of a unit, where its contact is loaded. */
export function noteMail(
  unit: Pick<Unit, 'world' | 'schema' | 'times'>,
  contact: RecordRef,
  { mail, delivery, cause, bounce }: ToContact,
  { emailName, depth }: { readonly emailName: string; readonly depth: number },
): void {
  const { world, schema, times } = unit;
  const ref = { objectTypeId: contact.objectTypeId, id: contact.id };
  const at = times.of(ref.id);
  const because: WriteCause = { at, source: sourceOf(cause), depth };
  const happened = (eventTypeId: string, more: Readonly<Record<string, string>> = {}) => {
    // Not the subject: it may tell what only some may read of the contact.
    const properties = { hs_email_id: mail.emailId, ...more };
    world.happened({ ref, eventTypeId, properties, occurredAt: at }, because);
  };
  const known = world.record(ref)!.properties;
  const mailed: Mailed = { at: iso(at), emailName };
  happened(EVENT_TYPES.EMAIL_SENT);
  if (delivery === 'bounced') {
    const { type = 'HARD', reason = 'UNKNOWN_USER', status = null } = bounce ?? {};
    happened(EVENT_TYPES.EMAIL_BOUNCED, {
      hs_bounce_type: type,
      hs_bounce_reason: reason,
      ...(status === null ? {} : { hs_bounce_status: status }),
    });
    world.setProperties(ref, bounced(schema, known, mailed, { type, reason }), because);
  } else {
    happened(EVENT_TYPES.EMAIL_DELIVERED);
    world.setProperties(ref, delivered(schema, known, mailed), because);
  }
}

function passageOf({ cause: { flowId, enrollmentId } }: DeliveredMail) {
  return flowId === null || enrollmentId === null ? [] : [{ flowId, enrollmentId }];
}

function refOf({ cause }: DeliveredMail): RecordRef {
  return { objectTypeId: cause.objectTypeId!, id: cause.recordId! };
}

function sourceOf({ flowId, enrollmentId, actionId }: DeliveredMail['cause']): WriteCause['source'] {
  if (flowId === null || enrollmentId === null || actionId === null) return { type: 'SYSTEM', id: 'email' };
  return { type: 'FLOW', id: flowId, enrollmentId, actionId };
}
