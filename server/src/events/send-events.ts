import { CONTACT, type CrmSchema, checkValue } from '@millrace/core/crm';
import type { Parsed } from '@millrace/core/problem';
import { type RecordImage, type RecordRef, recordKey } from '@millrace/core/record';
import type { Store, Unit } from '../history/index.ts';
import { type Caller, invalid } from '../platform/index.ts';
import { causeOf, loadUniqueValues, lockNamed } from '../records/index.ts';
import { checkOccurrence, type Occurrence } from './check-occurrence.ts';
import { findEventTypes } from './definitions.ts';
import type { OccurrenceInput } from './occurrence-input.ts';
import { findVisitors, keepVisitors, takeMarks } from './occurrences.ts';

/** The outcome of a batch of occurrences. */
export interface Sent {
  /** Occurrences without a record; they are lost, as in the original, which does not tell. */
  readonly unmatched: number;
}

/**
 * Records occurrences of events, and the changes that flows are triggered by, in one transaction and a constant number of
 * statements. An occurrence whose uuid has come in before is passed over. 400 when any is not right: then none is recorded.
 */
export function sendEvents(
  store: Store,
  caller: Caller,
  inputs: readonly OccurrenceInput[],
  pathOf: (index: number) => string,
): Promise<Sent> {
  return store.write(caller.accountId, async (unit) => {
    const checked = await checkAll(unit, inputs, pathOf);
    const problems = checked.flatMap((each) => (each.ok ? [] : each.problems));
    if (problems.length > 0) throw invalid(problems);
    const occurrences = checked.flatMap((each) => (each.ok ? [each.value] : []));
    const about = await lockWhose(unit, occurrences, 'wait');
    const fresh = await freshOnes(unit, occurrences);
    const matched = fresh.flatMap((occurrence) => {
      const image = about.get(occurrence)?.image;
      return image?.archivedAt === null ? [{ occurrence, image, caller }] : [];
    });
    await record(unit, matched);
    return { unmatched: fresh.length - matched.length };
  });
}

/** Holds occurrences against their types, in one statement. */
export async function checkAll(
  unit: Unit,
  inputs: readonly OccurrenceInput[],
  pathOf: (index: number) => string,
): Promise<Parsed<Occurrence>[]> {
  const types = await findEventTypes(
    unit.tx,
    unit.account.id,
    inputs.map(({ eventName }) => eventName),
  );
  return inputs.map((input, index) => checkOccurrence(input, types[index], unit.account.now, pathOf(index)));
}

/** The occurrences that are new; of two with one mark the first. */
export async function freshOnes(unit: Unit, occurrences: readonly Occurrence[]): Promise<Occurrence[]> {
  const marks = occurrences.flatMap(({ input }) => input.uuid || []);
  const fresh = new Set(await takeMarks(unit, marks));
  return occurrences.filter(({ input }) => !input.uuid || fresh.delete(input.uuid));
}

/** What an occurrence is about; without an image where there is no such record, or others hold it and are not waited for. */
interface About {
  readonly image: RecordImage | undefined;
}

/** The records that occurrences are about, their rows locked; of those that say whose they are. Before their marks are taken: whoever waits for a mark holds up no record. */
export async function lockWhose(
  unit: Unit,
  occurrences: readonly Occurrence[],
  lock: 'wait' | 'skip',
): Promise<ReadonlyMap<Occurrence, About>> {
  const refs = await whose(unit, occurrences);
  const named = await lockNamed(
    unit,
    refs.flatMap((ref) => ref ?? []),
    lock,
  );
  return new Map(
    occurrences.flatMap((occurrence, index) => {
      const ref = refs[index];
      return ref ? [[occurrence, { image: named.get(recordKey(ref)) }] as const] : [];
    }),
  );
}

/** The record that each occurrence is about: by id, by address, by the value that its type says, or by cookie. */
async function whose(unit: Unit, occurrences: readonly Occurrence[]): Promise<(RecordRef | undefined)[]> {
  const questions = occurrences.map((occurrence) => uniqueValueOf(unit.schema, occurrence));
  const utks = occurrences.flatMap(({ input }) => input.utk || []);
  const asked = questions.flatMap((question) => question ?? []);
  const [holders, visitors] = await Promise.all([
    loadUniqueValues(unit.tx, unit.account.id, asked),
    findVisitors(unit, utks),
  ]);
  return occurrences.map(({ objectTypeId, input }, index) => {
    if (input.objectId)
      return /^\d{1,18}$/.test(input.objectId) ? { objectTypeId, id: input.objectId } : undefined;
    const question = questions[index];
    const holder = question && holders[asked.indexOf(question)];
    if (holder) return { objectTypeId: question.objectTypeId, id: holder };
    const visitor = objectTypeId === CONTACT && input.utk ? visitors.get(input.utk) : undefined;
    return visitor === undefined ? undefined : { objectTypeId, id: visitor };
  });
}

function uniqueValueOf(schema: CrmSchema, { objectTypeId, matching, properties, input }: Occurrence) {
  const isByAddress = objectTypeId === CONTACT && input.email;
  const property = isByAddress ? 'email' : matching?.targetObjectPropertyName;
  const given = isByAddress ? input.email : matching && properties[matching.eventPropertyName];
  const definition = property === undefined ? undefined : schema.properties(objectTypeId).get(property);
  if (!definition || !given) return undefined;
  const checked = checkValue(definition, given);
  // A text that cannot be a value of the property has no holder.
  const value = checked.ok ? checked.value : null;
  return value === null ? undefined : { objectTypeId, property: definition.name, value };
}

/** An occurrence, the record that it is about, whose row is locked, and who has sent it. */
export interface Matched {
  readonly occurrence: Occurrence;
  readonly image: RecordImage;
  readonly caller: Caller;
}

export async function record(unit: Unit, matched: readonly Matched[]): Promise<void> {
  const visitors = new Map<string, string>();
  for (const { occurrence, image, caller } of matched) {
    const { eventTypeId, properties, occurredAt, input } = occurrence;
    const ref = { objectTypeId: image.objectTypeId, id: image.id };
    unit.world.happened({ ref, eventTypeId, properties, occurredAt }, causeOf(unit, caller));
    if (input.utk && image.objectTypeId === CONTACT) visitors.set(input.utk, image.id);
  }
  await keepVisitors(unit, visitors);
}
