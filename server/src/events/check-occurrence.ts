import { KNOWN_EVENT_TYPES } from '@millrace/core/criteria';
import { CONTACT } from '@millrace/core/crm';
import type { Parsed, Problem } from '@millrace/core/problem';
import { normalizeValue } from '@millrace/core/property';
import type { EpochMillis } from '@millrace/core/time';
import type { EventType, Matching } from './event-type.ts';
import type { OccurrenceInput } from './occurrence-input.ts';
import { standardEventType } from './standard-types.ts';

/** An occurrence that is right by itself; whose it is, is looked for next. */
export interface Occurrence {
  readonly eventTypeId: string;
  readonly objectTypeId: string;
  readonly matching: Matching | null;
  readonly properties: Readonly<Record<string, string>>;
  readonly occurredAt: EpochMillis;
  readonly input: OccurrenceInput;
}

/** Holds an occurrence against its type. Of the original's own types (`4-…`) any property is taken, as a text. */
export function checkOccurrence(
  input: OccurrenceInput,
  type: EventType | undefined,
  now: EpochMillis,
  at: string,
): Parsed<Occurrence> {
  const path = at === '' ? '' : `${at}.`;
  const problems: Problem[] = [];
  const { eventName } = input;
  const standard = standardEventType(eventName);
  // Sent ones could not be told from those that the server raises for changes that it sees.
  const isRaised = KNOWN_EVENT_TYPES.get(eventName)?.kind === 'RAISED';
  if (!type && (!standard || isRaised)) {
    const why = standard ? 'is raised by the server itself' : 'is no event type of this account';
    const message = `${path}eventName ${JSON.stringify(eventName)} ${why}.`;
    problems.push({ path: `${path}eventName`, code: 'UNKNOWN_EVENT_TYPE', message });
  }
  const properties = type ? typed(input, type, path, problems) : withoutEmpty(input.properties);
  const names = [
    input.objectId,
    input.email,
    input.utk,
    type?.matching && properties[type.matching.eventPropertyName],
  ];
  if (names.every((name) => !name)) {
    const message = `${path}email, ${path}objectId or ${path}utk must say whose event it is.`;
    problems.push({ path: `${path}email`, code: 'REQUIRED', message });
  }
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: {
      eventTypeId: type?.id ?? standard ?? eventName,
      objectTypeId: type?.primaryObjectTypeId ?? CONTACT,
      matching: type?.matching ?? null,
      properties,
      // Clients' clocks err: nothing has happened that is yet to come.
      occurredAt: Math.min(now, input.occurredAt ?? now),
      input,
    },
  };
}

function typed(
  input: OccurrenceInput,
  type: EventType,
  path: string,
  problems: Problem[],
): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, given] of Object.entries(input.properties)) {
    const at = `${path}properties.${name}`;
    const definition = type.properties.find((each) => each.name === name);
    if (!definition) {
      const message = `${at}: the event ${JSON.stringify(type.name)} has no such property.`;
      problems.push({ path: at, code: 'PROPERTY_DOESNT_EXIST', message });
      continue;
    }
    const value = normalizeValue(definition, given);
    if (!value.ok) problems.push({ path: at, code: 'INVALID_VALUE', message: `${at}: ${value.message}` });
    else if (value.value !== null) values[name] = value.value;
  }
  return values;
}

function withoutEmpty(properties: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== ''));
}
