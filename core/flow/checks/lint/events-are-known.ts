import { isOriginalEventType, type Place, placesIn } from '../../../criteria/index.ts';
import { quote } from '../../../problem/index.ts';
import { eventsIn } from '../../actions/index.ts';
import type { FlowDefinition } from '../../definition/index.ts';
import type { Finding, Lint, LintWorld } from './finding.ts';
import { treesOf } from './trees-of.ts';

/** The event types of criteria exist, and have the filtered properties. */
export const eventsAreKnown: Lint = ({ flow, world }) =>
  placesOf(flow).flatMap(({ value, path }) => {
    const named = eventIn(value);
    return named ? ofEvent(named, value, path, world) : [];
  });

/** The event types in a flow. */
export function eventTypesIn(flow: FlowDefinition): string[] {
  return placesOf(flow).flatMap(({ value }) => eventIn(value)?.id ?? []);
}

function placesOf(flow: FlowDefinition): Place[] {
  const criteria = flow.enrollmentCriteria;
  const events = criteria?.type === 'EVENT_BASED' ? criteria.eventFilterBranches : [];
  return [
    ...placesIn(events, 'enrollmentCriteria.eventFilterBranches'),
    ...treesOf(flow).flatMap(({ criteria, at }) => placesIn(criteria, at)),
    ...flow.actions.flatMap((action, index) =>
      eventsIn(action).flatMap(({ branch, path }) => placesIn(branch, `actions[${index}].${path}`)),
    ),
  ];
}

interface Named {
  readonly id: string;
  readonly member: string;
}

/** The event type of a branch or a filter, and the naming member. */
function eventIn(value: object): Named | undefined {
  if ('eventTypeId' in value && typeof value.eventTypeId === 'string')
    return { id: value.eventTypeId, member: 'eventTypeId' };
  if ('filterType' in value && value.filterType === 'EVENT' && 'eventId' in value)
    return { id: String(value.eventId), member: 'eventId' };
  return undefined;
}

function ofEvent({ id, member }: Named, value: object, at: string, world: LintWorld): Finding[] {
  const type = world.eventType(id);
  const path = `${at}.${member}`;
  if (!type && isOriginalEventType(id)) return [sentOnly(path, id)];
  if (type?.id !== id) {
    const message = `${path} ${quote(id)} is not an event type of this account: it never happens.`;
    const fix = type
      ? `Write ${quote(type.id)}, which is the id of the event type of that name.`
      : 'Define the event type (POST /events/v3/event-definitions), or name one that there is.';
    return [{ severity: 'error', code: 'UNKNOWN_EVENT_TYPE', path, message, fix }];
  }
  const { properties } = type;
  if (properties === null) return [];
  return propertiesIn(value, at).flatMap(({ property, path }) =>
    properties.has(property) ? [] : [unknownProperty(path, property, type.id)],
  );
}

function propertiesIn(value: object, at: string) {
  const member = 'filters' in value ? 'filters' : 'filterLines';
  const filters = (value as Readonly<Record<string, unknown>>)[member];
  if (!Array.isArray(filters)) return [];
  return filters.flatMap((filter: { property?: unknown }, index) =>
    typeof filter.property === 'string'
      ? [{ property: filter.property, path: `${at}.${member}[${index}].property` }]
      : [],
  );
}

function sentOnly(path: string, id: string): Finding {
  const message = `${path} ${quote(id)} is an event type that is not known here: it happens only when it is sent.`;
  const fix = 'Send such events (POST /events/v3/send), or name an event type that is known.';
  return { severity: 'warning', code: 'UNKNOWN_EVENT_TYPE', path, message, fix };
}

function unknownProperty(path: string, property: string, type: string): Finding {
  return {
    severity: 'error',
    code: 'UNKNOWN_EVENT_PROPERTY',
    path,
    message: `${path} ${quote(property)} is not a property of the event type ${type}: no occurrence has a value for it.`,
    fix: 'Define the property of the event type, or name one that it has.',
  };
}
