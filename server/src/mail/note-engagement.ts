import { EVENT_TYPES } from '@millrace/core/criteria';
import { CONTACT } from '@millrace/core/crm';
import { recordKey } from '@millrace/core/record';
import { iso } from '@millrace/core/time';
import { readMailSettings } from '../accounts/index.ts';
import type { Store, Unit } from '../history/index.ts';
import type { LinkOf } from '../preferences/index.ts';
import { lockNamed } from '../records/index.ts';
import { clicked, opened } from './contact-values.ts';
import { countEngagement, lockMailOf, type MailEngagement } from './queries/mails.ts';

/** Times that one mail is opened, or its links clicked, with an event each; nobody fills the database with one link. */
export const ENGAGEMENTS_PER_MAIL_MAX = 100;

/** What a recipient did with a mail, as far as a request tells. */
export interface Engagement {
  readonly kind: 'opened' | 'clicked';
  /** The link that was followed. */
  readonly url?: string;
  readonly device: 'COMPUTER' | 'MOBILE';
}

/**
 * Notes that a mail was opened, or a link in it clicked, unless the account does not want to know. Who clicks has opened the mail, whether or
 * not its image was loaded. Nothing is noted of a mail or a contact that is gone.
 */
export async function noteEngagement(store: Store, of: LinkOf, engagement: Engagement): Promise<void> {
  const { effectId } = of;
  if (effectId === null) return;
  const { email } = await readMailSettings(store.sql, of.accountId);
  if (!(engagement.kind === 'opened' ? email.trackOpens : email.trackClicks)) return;
  await store.write(of.accountId, async (unit) => {
    const ref = { objectTypeId: CONTACT, id: of.contactId };
    const contact = (await lockNamed(unit, [ref])).get(recordKey(ref));
    const mail = await lockMailOf(unit, effectId);
    if (!mail || mail.recordId === null || !contact || contact.archivedAt !== null) return;
    if (unit.world.record(contact) === undefined) unit.world.load(contact);
    await note(unit, contact.id, mail, engagement);
  });
}

async function note(
  unit: Unit,
  contactId: string,
  mail: MailEngagement,
  { kind, url, device }: Engagement,
): Promise<void> {
  const { world, schema, account } = unit;
  const isClick = kind === 'clicked';
  if ((isClick ? mail.clicks : mail.opens) >= ENGAGEMENTS_PER_MAIL_MAX) return;
  const opens = !isClick || mail.opens === 0;
  const ref = { objectTypeId: CONTACT, id: contactId };
  const because = { at: account.now, source: { type: 'SYSTEM', id: 'email' }, depth: 0 } as const;
  const properties = {
    ...(mail.emailId === null ? {} : { hs_email_id: mail.emailId }),
    hs_device_type: device,
  };
  const happened = (eventTypeId: string, more = {}) =>
    world.happened(
      { ref, eventTypeId, properties: { ...properties, ...more }, occurredAt: account.now },
      because,
    );
  const at = iso(account.now);
  if (opens) {
    happened(EVENT_TYPES.EMAIL_OPENED);
    world.setProperties(ref, opened(schema, world.record(ref)!.properties, at, mail.opens === 0), because);
  }
  if (isClick) {
    const isTold = url !== undefined && !tellsSensitive(unit, world.record(ref)!.properties, url);
    happened(EVENT_TYPES.EMAIL_LINK_CLICKED, isTold ? { hs_click_url: url } : {});
    world.setProperties(ref, clicked(schema, world.record(ref)!.properties, at, mail.clicks === 0), because);
  }
  await countEngagement(unit, mail.id, { opens: opens ? 1 : 0, clicks: isClick ? 1 : 0 });
}

/** Whether a link has a value of the contact that only some may read: its template has printed it there. */
function tellsSensitive({ schema }: Unit, values: Readonly<Record<string, string>>, url: string): boolean {
  return [...schema.sensitiveProperties(CONTACT).keys()].some((name) => {
    const value = values[name];
    return value !== undefined && (url.includes(value) || url.includes(encodeURIComponent(value)));
  });
}
