import { EVENT_TYPES } from '@millrace/core/criteria';
import {
  CONTACT,
  namesIn,
  newRecord,
  type PropertyValues,
  UniqueValueTaken,
  withDefaults,
  withDerived,
} from '@millrace/core/crm';
import type { RecordImage, WriteCause } from '@millrace/core/record';
import type { AccountId } from '../accounts/index.ts';
import { BeginAgain, type Store, type Unit } from '../history/index.ts';
import { conflict } from '../platform/index.ts';
import { drawRecordIds, loadRecords, loadUniqueValues } from '../records/index.ts';
import { lockDomain, writeAnswered } from './answered-records.ts';
import { answeredValues } from './answered-values.ts';
import { conversionValues, eventProperties } from './conversion.ts';
import type { Form } from './form.ts';
import { insertSubmission } from './queries/submissions.ts';
import type { Submission } from './submission.ts';

/**
 * Takes a submission: makes or changes the contact of its e-mail address and what else it has answers for, and records
 * the event, in one transaction.
 * Two submissions at once for a new address make one contact. Throws SubmissionRefused.
 */
export async function submitForm(
  store: Store,
  accountId: AccountId,
  form: Form,
  submission: Submission,
): Promise<void> {
  try {
    await store.write(accountId, (unit) => submit(unit, form, submission));
  } catch (error) {
    if (error instanceof UniqueValueTaken || error instanceof ContactMoved) throw conflict(error.message);
    throw error;
  }
}

/** The contact was found by an address that it no longer has. */
class ContactMoved extends BeginAgain {}

async function submit(unit: Unit, form: Form, submission: Submission): Promise<void> {
  const { schema, world } = unit;
  const { now } = unit.account;
  const all = answeredValues(submission.answers, schema);
  const answered = all.get(CONTACT) ?? {};
  await lockDomain(unit, all);
  const present = await lockContact(unit, answered['email'] ?? null);
  const cause: WriteCause = { at: now, source: { type: 'FORM', id: form.id }, depth: 0 };
  const values = { ...conversionValues(form, submission, present, now, schema), ...answered };
  // Found by a further address, a contact keeps its first.
  if (present?.properties['email']) values['email'] = present.properties['email'];
  const contact = present ?? (await makeContact(unit, values, cause));
  if (present) {
    world.load(present);
    world.setProperties(
      present,
      withDerived(schema, schema.objectType(CONTACT)!, present.properties, values, now),
      cause,
    );
  }
  await writeAnswered({ ...unit, cause, caller: null }, contact, all);
  const event = {
    ref: { objectTypeId: CONTACT, id: contact.id },
    eventTypeId: EVENT_TYPES.FORM_SUBMITTED,
    properties: eventProperties(form, submission),
    occurredAt: occurredAt(submission, contact, now),
  };
  world.happened(event, cause);
  const { occurredAt: submittedAt } = event;
  await insertSubmission(unit, { formId: form.id, contactId: contact.id, submittedAt, submission });
}

/** The contact of an address, its row locked; null when there is none. */
async function lockContact(unit: Unit, email: string | null): Promise<RecordImage | null> {
  if (email === null) return null;
  const { tx, account } = unit;
  const [id = null] = await loadUniqueValues(tx, account.id, [
    { objectTypeId: CONTACT, property: 'email', value: email },
  ]);
  if (id === null) return null;
  const [contact] = await loadRecords(tx, account.id, [{ objectTypeId: CONTACT, id }], 'wait');
  if (contact && contact.archivedAt === null && namesIn(CONTACT, 'email', contact.properties).includes(email))
    return contact;
  throw new ContactMoved(`The contact ${id} of ${email} was changed by another at the same time.`);
}

async function makeContact(
  { tx, schema, world }: Unit,
  values: PropertyValues,
  cause: WriteCause,
): Promise<RecordImage> {
  const [id] = await drawRecordIds(tx, 1);
  const type = schema.objectType(CONTACT)!;
  const all = withDerived(schema, type, {}, withDefaults(schema, type, values), cause.at);
  const record = newRecord(type, id!, all, cause);
  world.create(record, cause);
  return world.record(record)!;
}

/** When the form was filled in, but never before the contact was there nor in the future: clients' clocks err. */
function occurredAt(submission: Submission, contact: RecordImage, now: number): number {
  return Math.min(now, Math.max(submission.submittedAt ?? now, contact.createdAt));
}
