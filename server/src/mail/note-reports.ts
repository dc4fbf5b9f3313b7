import { EVENT_TYPES } from '@millrace/core/criteria';
import { CONTACT } from '@millrace/core/crm';
import { type RecordImage, recordKey } from '@millrace/core/record';
import type { Store, Unit } from '../history/index.ts';
import type { Caller } from '../platform/index.ts';
import { optOutByReport } from '../preferences/index.ts';
import { causeOf, loadUniqueValues, lockNamed } from '../records/index.ts';
import { sentBack } from './contact-values.ts';
import { findReported, markReported, type ReportedMail } from './queries/reported.ts';
import type { MailReport } from './read-notification.ts';
import { type Bounce, bounceOfStatus } from './smtp-answer.ts';

/** Noted, noted by an earlier report, a delay only, or about a mail and a recipient that are not known here. */
export type ReportOutcome = 'NOTED' | 'NOTED_BEFORE' | 'NOT_FINAL' | 'UNKNOWN';

/**
 * Notes what came of mails later: events, properties, and that a contact is not mailed any more. Mails by their Message-IDs, else
 * contacts by their addresses; a constant number of statements. The same report again changes nothing.
 */
export function noteReports(
  store: Store,
  caller: Caller,
  reports: readonly MailReport[],
): Promise<ReportOutcome[]> {
  return store.write(caller.accountId, async (unit) => {
    const { tx, account, world } = unit;
    const mails = await findReported(
      tx,
      account.id,
      reports.flatMap(({ messageId }) => messageId ?? []),
    );
    const owners = await contactsOf(unit, reports, mails);
    const contacts = await lockNamed(
      unit,
      owners.flatMap((id) => (id === null ? [] : [refOf(id)])),
    );
    const seen = new Set<string>();
    const marks: { readonly mailId: string; readonly kind: MailReport['kind'] }[] = [];
    const complained: RecordImage[] = [];
    const outcomes = reports.map((report, index): ReportOutcome => {
      const owner = owners[index];
      const contact = owner ? contacts.get(recordKey(refOf(owner))) : undefined;
      if (!contact || contact.archivedAt !== null) return 'UNKNOWN';
      if (report.kind === 'bounced' && report.status?.startsWith('4.')) return 'NOT_FINAL';
      const mail = report.messageId === undefined ? undefined : mails.get(report.messageId);
      const key = `${report.kind} ${mail?.id ?? `to ${contact.id}`}`;
      if (seen.has(key) || (mail && isNoted(mail, report))) return 'NOTED_BEFORE';
      seen.add(key);
      if (world.record(contact) === undefined) world.load(contact);
      if (mail) marks.push({ mailId: mail.id, kind: report.kind });
      if (report.kind === 'complained') complained.push(contact);
      noteReport(unit, caller, contact, report, mail);
      return 'NOTED';
    });
    await optOutByReport(unit, caller, complained);
    await markReported(unit, marks);
    return outcomes;
  });
}

function noteReport(
  unit: Unit,
  caller: Caller,
  { objectTypeId, id }: RecordImage,
  report: MailReport,
  mail: ReportedMail | undefined,
): void {
  const { world, schema, account } = unit;
  const ref = { objectTypeId, id };
  const of: Readonly<Record<string, string>> = mail?.emailId ? { hs_email_id: mail.emailId } : {};
  const cause = causeOf(unit, caller);
  const happened = (eventTypeId: string, more: Readonly<Record<string, string>> = {}) =>
    world.happened({ ref, eventTypeId, properties: { ...of, ...more }, occurredAt: account.now }, cause);
  if (report.kind === 'complained') {
    happened(EVENT_TYPES.EMAIL_MARKED_SPAM);
    return;
  }
  const bounce = bounceOf(report);
  happened(EVENT_TYPES.EMAIL_BOUNCED, {
    hs_bounce_type: bounce.type,
    hs_bounce_reason: bounce.reason,
    ...(bounce.status === null ? {} : { hs_bounce_status: bounce.status }),
  });
  world.setProperties(ref, sentBack(schema, world.record(ref)!.properties, bounce), cause);
}

/** A status code decides; one that is not about the mailbox says nothing of later mails. Without one, what the reporter says. */
function bounceOf({ status, type = 'HARD' }: MailReport): Bounce {
  if (status === undefined) return { type, reason: type === 'HARD' ? 'UNKNOWN_USER' : 'OTHER', status: null };
  return bounceOfStatus(status) ?? { type: 'SOFT', reason: 'OTHER', status };
}

function isNoted({ delivery, complainedAt }: ReportedMail, { kind }: MailReport): boolean {
  return kind === 'bounced' ? delivery === 'bounced' : complainedAt !== null;
}

/** The contact of each report, null where there is none. */
async function contactsOf(
  { tx, account }: Unit,
  reports: readonly MailReport[],
  mails: ReadonlyMap<string, ReportedMail>,
): Promise<(string | null)[]> {
  const byMail = reports.map(({ messageId = '' }) => mails.get(messageId)?.contactId ?? null);
  const addresses = reports.flatMap(({ recipient }, index) =>
    byMail[index] === null && recipient !== undefined ? [recipient] : [],
  );
  const values = addresses.map((value) => ({
    objectTypeId: CONTACT,
    property: 'email',
    value: value.toLowerCase(),
  }));
  const found = await loadUniqueValues(tx, account.id, values);
  const byAddress = new Map(addresses.map((address, index) => [address, found[index] ?? null]));
  return reports.map(({ recipient }, index) => byMail[index] ?? byAddress.get(recipient ?? '') ?? null);
}

function refOf(id: string) {
  return { objectTypeId: CONTACT, id };
}
