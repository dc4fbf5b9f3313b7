import { createHash } from 'node:crypto';
import { CONTACT } from '@millrace/core/crm';
import { quote } from '@millrace/core/problem';
import { type DirectEffect, fillPlace, takePlace } from '../effects/index.ts';
import type { Store } from '../history/index.ts';
import { type Addressing, loadEmails } from '../mail/index.ts';
import { type Caller, invalid, notFound } from '../platform/index.ts';
import { type CrmUnit, upsertRecords, writeRecords } from '../records/index.ts';
import { only, requireProperties } from '../schema/index.ts';
import type { SingleSendBody } from './body.ts';
import { SINGLE_SEND, type SingleSendRequest } from './request.ts';

/** What contacts become to whom marketing is sent by a single send, as in the original. */
const MARKETABLE = { hs_marketable_status: 'true' };

/**
 * Takes a single send in one transaction: the contact of the address is made or changed, and the mail is put where the mailer
 * takes it. One whose `sendId` has come in before for the email changes nothing and answers that one.
 */
export function sendSingle(
  store: Store,
  caller: Caller,
  body: SingleSendBody,
  purpose: Addressing['purpose'],
): Promise<{ readonly effect: DirectEffect; readonly isNew: boolean }> {
  const { emailId, message, customProperties } = body;
  return writeRecords(store, caller, async (unit) => {
    const email = (await loadEmails(unit.tx, unit.account.id, [emailId])).get(emailId);
    if (!email || email.archivedAt !== null)
      throw notFound(`emailId: there is no marketing email ${quote(emailId)}.`, { emailId: [emailId] });
    const prefix = `${SINGLE_SEND}:${emailId}:`;
    const key = message.sendId == null ? null : `${prefix}${digestOf(message.sendId)}`;
    const place = await takePlace(unit, SINGLE_SEND, { prefix, key });
    if (!place.isNew) return place;
    const recordId = await writeContact(unit, caller, body, purpose);
    const request: SingleSendRequest = {
      emailId,
      objectTypeId: CONTACT,
      recordId,
      addressed: {
        to: message.to,
        from: message.from ?? null,
        replyTo: message.replyTo ?? [],
        cc: message.cc ?? [],
        bcc: message.bcc ?? [],
        purpose,
      },
      custom: customProperties ?? {},
    };
    await fillPlace(unit, place.effect.id, request);
    return place;
  });
}

/** What stands for a caller's id of a send: ids may be long, and say whom they are about. */
function digestOf(sendId: string): string {
  return createHash('sha256').update(sendId).digest('hex');
}

/** Makes or changes the contact of the address, and says its id. */
async function writeContact(
  unit: CrmUnit,
  caller: Caller,
  { message, contactProperties }: SingleSendBody,
  purpose: Addressing['purpose'],
): Promise<string> {
  const given = contactProperties ?? {};
  const { email } = given;
  if (email !== undefined && String(email).trim().toLowerCase() !== message.to.toLowerCase()) {
    const text = `contactProperties.email must be message.to, ${quote(message.to)}, which is whom the mail goes to, not ${quote(email)}.`;
    throw invalid([{ path: 'contactProperties.email', code: 'INVALID_EMAIL', message: text }]);
  }
  const type = unit.schema.objectType(CONTACT)!;
  requireProperties(unit.schema, caller, type, Object.keys(given), 'write');
  const { email: _, ...properties } = given;
  const values = purpose === 'marketing' ? { ...MARKETABLE, ...properties } : properties;
  return only(await upsertRecords(unit, type, [{ id: message.to, properties: values }], 'email')).image.id;
}
