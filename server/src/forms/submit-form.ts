import {
  type CrmSchema,
  namesIn,
  newRecord,
  type PropertyValues,
  UniqueValueTaken,
  withDefaults,
  withDerived,
} from '@millrace/core/crm';
import type { RecordImage, World, WriteCause } from '@millrace/core/record';
import type { AccountId } from '../accounts/index.ts';
import { logEvents, type Store, type Unit } from '../history/index.ts';
import { conflict } from '../platform/index.ts';
import { drawRecordIds, flushWorld, loadRecords, loadUniqueValues, worldOf } from '../records/index.ts';
import { loadSchema } from '../schema/index.ts';
import { lockDomain, writeAnswered } from './answered-records.ts';
import { answeredValues, CONTACT } from './answered-values.ts';
import { conversionValues, eventProperties, FORM_SUBMISSION } from './conversion.ts';
import type { Form } from './form.ts';
import { insertSubmission } from './queries/submissions.ts';
import type { Submission } from './submission.ts';

/** How often a submission begins again because its contact came to be, or changed its address, meanwhile. */
const TRIES_MAX = 5;

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
  for (let tries = 1; ; tries++) {
    try {
      return await store.write(accountId, (unit) => submit(unit, form, submission));
    } catch (error) {
      if (!(error instanceof UniqueValueTaken || error instanceof ContactMoved)) throw error;
      if (tries === TRIES_MAX) throw conflict(error.message);
    }
  }
}

/** The contact was found by an address that it no longer has. */
class ContactMoved extends Error {
  override readonly name = 'ContactMoved';
}

async function submit(unit: Unit, form: Form, submission: Submission): Promise<void> {
  const { id: accountId, now, schemaVersion } = unit.account;
  const schema = await loadSchema(unit.tx, accountId, schemaVersion);
  const all = answeredValues(submission.answers, schema);
  const answered = all.get(CONTACT) ?? {};
  await lockDomain(unit, all);
  const present = await lockContact(unit, answered['email'] ?? null);
  const cause: WriteCause = { at: now, source: { type: 'FORM', id: form.id }, depth: 0 };
  const values = { ...conversionValues(form, submission, present, now, schema), ...answered };
  // Found by a further address, a contact keeps its first.
  if (present?.properties['email']) values['email'] = present.properties['email'];
  const world = worldOf(schema);
  const contact = present ?? (await makeContact(unit, world, schema, values, cause));
  if (present) {
    world.load(present);
    world.setProperties(
      present,
      withDerived(schema, schema.objectType(CONTACT)!, present.properties, values, now),
      cause,
    );
  }
  await writeAnswered({ ...unit, schema, world, cause }, contact, all);
  const event = {
    ref: { objectTypeId: CONTACT, id: contact.id },
    eventTypeId: FORM_SUBMISSION,
    properties: eventProperties(form, submission),
    occurredAt: occurredAt(submission, contact, now),
  };
  const { eventTypeId, properties } = event;
  world.note(contact, 'event', { eventTypeId, properties, occurredAt: event.occurredAt }, cause);
  await Promise.all([
    logEvents(unit, [event]),
    insertSubmission(unit, {
      formId: form.id,
      contactId: contact.id,
      submittedAt: event.occurredAt,
      submission,
    }),
    flushWorld(unit, world, (objectTypeId) => schema.uniqueProperties(objectTypeId)),
  ]);
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
  unit: Unit,
  world: World,
  schema: CrmSchema,
  values: PropertyValues,
  cause: WriteCause,
): Promise<RecordImage> {
  const [id] = await drawRecordIds(unit.tx, 1);
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
