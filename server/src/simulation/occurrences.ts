import { EVENT_TYPES, KNOWN_EVENT_TYPES } from '@millrace/core/criteria';
import { type Problem, quote } from '@millrace/core/problem';
import { type RecordRef, recordKey } from '@millrace/core/record';
import { type EpochMillis, iso, zoned } from '@millrace/core/time';
import { Temporal } from 'temporal-polyfill';
import { findEventTypes } from '../events/index.ts';
import type { Unit } from '../history/index.ts';
import { INSTANT_LATEST, invalid } from '../platform/index.ts';
import { readNamed } from '../records/index.ts';
import { checkedValues, type Occurrence } from './assumed.ts';
import type { SimulateBody } from './request.ts';

/** What is assumed to happen, in the order of time. 400 names all that cannot. */
export async function occurrencesOf(
  unit: Unit,
  { event, assume }: SimulateBody,
  ref: RecordRef,
  start: EpochMillis,
): Promise<readonly Occurrence[]> {
  const problems: Problem[] = await unknownEvents(unit, { event, assume });
  const at = (when: When, path: string): EpochMillis => {
    const found = instantOf(when, path, start, unit.account.timeZone);
    if ('problem' in found) problems.push(found.problem);
    return 'at' in found ? found.at : start;
  };
  const events = assume.events.map((each, index): Occurrence => {
    const path = `assume.events[${index}]`;
    const { eventTypeId, properties } = each;
    return { kind: 'event', at: at(each, path), path, ref, eventTypeId, properties };
  });
  const changes = assume.changes.map(({ properties, objectTypeId, objectId, ...when }, index): Occurrence => {
    const path = `assume.changes[${index}]`;
    const whose = objectTypeId === undefined || objectId === undefined ? ref : { objectTypeId, id: objectId };
    const then = at(when, path);
    if (then < start) problems.push(beforeStart(path, start));
    const isKnown = unit.schema.objectType(whose.objectTypeId) !== undefined;
    if (!isKnown) problems.push(unknownType(path, whose));
    const values = isKnown ? checkedValues(unit.schema, whose.objectTypeId, properties, path, 'update') : {};
    return { kind: 'change', at: then, path, ref: whose, values };
  });
  problems.push(...(await missingRecords(unit, changes, ref)));
  if (problems.length > 0) throw invalid(problems);
  return [...events, ...changes].sort((a, b) => a.at - b.at);
}

interface When {
  readonly at?: EpochMillis | undefined;
  readonly after?: string | undefined;
}

function instantOf(
  { at, after }: When,
  path: string,
  start: EpochMillis,
  timeZone: string,
): { readonly at: EpochMillis } | { readonly problem: Problem } {
  if (at !== undefined) return { at };
  try {
    const then = zoned(start, timeZone).add(Temporal.Duration.from(after!)).epochMilliseconds;
    if (then <= INSTANT_LATEST) return { at: then };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    if (isDuration(after!)) return { problem: tooLate(path, after!) };
    const message = `${path}.after must be an ISO 8601 duration such as "P3D" or "PT90M", not ${quote(after)}.`;
    return { problem: { path: `${path}.after`, code: 'INVALID_TIME', message } };
  }
  return { problem: tooLate(path, after!) };
}

function isDuration(text: string): boolean {
  try {
    return Temporal.Duration.from(text).sign !== undefined;
  } catch {
    return false;
  }
}

function tooLate(path: string, after: string): Problem {
  const message = `${path}.after ${quote(after)} leads beyond the year 9998.`;
  return { path: `${path}.after`, code: 'OUT_OF_RANGE', message };
}

function beforeStart(path: string, start: EpochMillis): Problem {
  const message = `${path} lies before the start, ${iso(start)}: a record that is there is as it was then.`;
  return { path, code: 'OUT_OF_RANGE', message };
}

function unknownType(path: string, { objectTypeId }: RecordRef): Problem {
  const message = `${path}.objectTypeId ${quote(objectTypeId)} is no object type of this account.`;
  return { path: `${path}.objectTypeId`, code: 'UNKNOWN_OBJECT_TYPE', message };
}

async function missingRecords(
  { tx, account }: Unit,
  changes: readonly Occurrence[],
  own: RecordRef,
): Promise<Problem[]> {
  const others = changes.filter(({ ref }) => recordKey(ref) !== recordKey(own));
  if (others.length === 0) return [];
  const named = await readNamed(
    tx,
    account.id,
    others.map(({ ref }) => ref),
  );
  return others.flatMap(({ ref, path }): Problem[] => {
    if (named.has(recordKey(ref))) return [];
    const message = `${path}.objectId ${quote(ref.id)} is no record of the object type ${ref.objectTypeId}.`;
    return [{ path: `${path}.objectId`, code: 'RECORD_NOT_FOUND', message }];
  });
}

/** Of the types that the server raises by itself, only one that lets a record in can be given: others follow from changes. */
const FROM_CHANGES: ReadonlySet<string> = new Set([EVENT_TYPES.PROPERTY_CHANGED, EVENT_TYPES.OBJECT_CREATED]);

async function unknownEvents(
  { tx, account }: Unit,
  { event, assume }: Pick<SimulateBody, 'event' | 'assume'>,
): Promise<Problem[]> {
  const named = [
    ...(event ? [{ path: 'event.eventTypeId', id: event.eventTypeId }] : []),
    ...assume.events.map(({ eventTypeId: id }, index) => ({
      path: `assume.events[${index}].eventTypeId`,
      id,
    })),
  ];
  const own = named.filter(({ id }) => !KNOWN_EVENT_TYPES.has(id));
  const found =
    own.length === 0
      ? []
      : await findEventTypes(
          tx,
          account.id,
          own.map(({ id }) => id),
        );
  const unknown = own.flatMap(({ path, id }, index): Problem[] => {
    if (found[index]) return [];
    const message = `${path} ${quote(id)} is no type of event that this account knows.`;
    return [{ path, code: 'UNKNOWN_EVENT_TYPE', message }];
  });
  const raised = assume.events.flatMap(({ eventTypeId: id }, index): Problem[] => {
    if (!FROM_CHANGES.has(id)) return [];
    const path = `assume.events[${index}].eventTypeId`;
    const message = `${path} ${quote(id)} follows from a change of a property: give that as one of assume.changes.`;
    return [{ path, code: 'NOT_GIVEN', message }];
  });
  return [...unknown, ...raised];
}
