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
import { type AnsweredValues, answeredValues } from './answered-values.ts';
import { conversionValues, eventProperties } from './conversion.ts';
import type { Form } from './form.ts';
import { insertSubmissions, type NewSubmission } from './queries/submissions.ts';
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
  const answered = answeredValues(submission.answers, unit.schema);
  await lockDomain(unit, answered);
  const present = await lockContact(unit, addressIn(answered));
  const ids = await drawRecordIds(unit.tx, present ? 0 : 1);
  await writeSubmissions(unit, [{ form, submission, answered, present }], ids);
}

/** The address that says whose submission it is. */
export function addressIn(answered: AnsweredValues): string | null {
  return answered.get(CONTACT)?.['email'] ?? null;
}

/** A submission whose contact has been looked for, and locked; null where there is none yet. */
export interface ReadySubmission {
  readonly form: Form;
  readonly submission: Submission;
  readonly answered: AnsweredValues;
  readonly present: RecordImage | null;
}

/**
 * Writes submissions, each of another contact, with as many statements as for one; those that answer for other records, too, take more.
 * `ids` are at least as many as there are contacts to be made.
 */
export async function writeSubmissions(
  unit: Unit,
  ready: readonly ReadySubmission[],
  ids: readonly string[],
): Promise<void> {
  const fresh = ids.values();
  const kept: NewSubmission[] = [];
  for (const { form, submission, answered, present } of ready) {
    const cause: WriteCause = { at: unit.account.now, source: { type: 'FORM', id: form.id }, depth: 0 };
    const values = contactValues(unit, form, submission, present, answered);
    const contact = present
      ? changeContact(unit, present, values, cause)
      : makeContact(unit, fresh.next().value!, values, cause);
    await writeAnswered({ ...unit, cause, caller: null }, contact, answered);
    const submittedAt = occurredAt(submission, contact, unit.account.now);
    const event = {
      ref: { objectTypeId: CONTACT, id: contact.id },
      eventTypeId: EVENT_TYPES.FORM_SUBMITTED,
      properties: eventProperties(form, submission),
      occurredAt: submittedAt,
    };
    unit.world.happened(event, cause);
    kept.push({ formId: form.id, contactId: contact.id, submittedAt, submission });
  }
  insertSubmissions(unit, kept);
}

function contactValues(
  { schema, account }: Unit,
  form: Form,
  submission: Submission,
  present: RecordImage | null,
  answered: AnsweredValues,
): PropertyValues {
  const values = {
    ...conversionValues(form, submission, present, account.now, schema),
    ...answered.get(CONTACT),
  };
  // Found by a further address, a contact keeps its first.
  const email = present?.properties['email'];
  return email ? { ...values, email } : values;
}

function changeContact(
  { schema, world }: Unit,
  present: RecordImage,
  values: PropertyValues,
  cause: WriteCause,
): RecordImage {
  const type = schema.objectType(CONTACT)!;
  world.load(present);
  world.setProperties(present, withDerived(schema, type, present.properties, values, cause.at), cause);
  return present;
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
  if (contact && isOf(contact, email)) return contact;
  throw new ContactMoved(`The contact ${id} of ${email} was changed by another at the same time.`);
}

/** Whether a contact is there, and has the address. */
export function isOf({ archivedAt, properties }: RecordImage, email: string): boolean {
  return archivedAt === null && namesIn(CONTACT, 'email', properties).includes(email);
}

function makeContact(
  { schema, world }: Unit,
  id: string,
  values: PropertyValues,
  cause: WriteCause,
): RecordImage {
  const type = schema.objectType(CONTACT)!;
  const all = withDerived(schema, type, {}, withDefaults(schema, type, values), cause.at);
  const record = newRecord(type, id, all, cause);
  world.create(record, cause);
  return world.record(record)!;
}

/** When the form was filled in, but never before the contact was there nor in the future: clients' clocks err. */
function occurredAt(submission: Submission, contact: RecordImage, now: number): number {
  return Math.min(now, Math.max(submission.submittedAt ?? now, contact.createdAt));
}
