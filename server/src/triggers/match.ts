import type { EventOccurrence, Subject } from '@millrace/core/criteria';
import type { Trigger } from '@millrace/core/flow';
import { OBJECT_CREATED, PROPERTY_CHANGED } from './event-types.ts';
import type { EventTrigger, FlowTriggers, ReEnrollTrigger } from './flow-triggers.ts';
import type { LoggedChange } from './queries.ts';

/** What a change means to a flow. */
export interface Match {
  /** Lets a record in that has never been inside. */
  readonly first: Trigger | null;
  /** Lets a record in that has been inside before. */
  readonly again: Trigger | null;
  /** The record no longer meets the criteria, and the flow unenrolls those. */
  readonly leaves: boolean;
}

/** The record before the change (null when it was not there yet) and after it. */
export interface Around {
  readonly change: LoggedChange;
  readonly before: Subject | null;
  readonly after: Subject;
}

const NO_MATCH: Match = { first: null, again: null, leaves: false };

/** Decides, from the change itself, whether a record has come to meet a flow's criteria. Pure. */
export function match(triggers: FlowTriggers, around: Around): Match {
  switch (triggers.kind) {
    case 'NONE':
      return NO_MATCH;
    case 'EVENT':
      return matchEvent(triggers, around);
    case 'CRITERIA':
      return matchCriteria(triggers, around);
  }
}

/** The events that a change amounts to: the one it carries, or those that the original raises for it. */
export function occurrencesOf(change: LoggedChange): (EventOccurrence & { readonly eventTypeId: string })[] {
  const occurredAt = change.at;
  switch (change.kind) {
    case 'event': {
      const event = change.after as {
        eventTypeId: string;
        properties: Record<string, string>;
        occurredAt?: number;
      };
      return [
        {
          eventTypeId: event.eventTypeId,
          properties: event.properties,
          occurredAt: event.occurredAt ?? occurredAt,
        },
      ];
    }
    case 'created':
      // Values set by the creating call raise no property-change events, as observed of the original.
      return [
        {
          eventTypeId: OBJECT_CREATED,
          properties: { hs_object_type_id: change.ref.objectTypeId },
          occurredAt,
        },
      ];
    case 'updated':
      return Object.entries(change.after ?? {}).map(([name, value]) => ({
        eventTypeId: PROPERTY_CHANGED,
        properties: { hs_name: name, ...(value === null ? {} : { hs_value: String(value) }) },
        occurredAt,
      }));
    default:
      return [];
  }
}

function matchEvent(triggers: Extract<FlowTriggers, { kind: 'EVENT' }>, { change, after }: Around): Match {
  const occurrence = fired(triggers.events, change);
  if (!occurrence || (triggers.refinement && !triggers.refinement.met(after, change.at))) return NO_MATCH;
  const { eventTypeId, properties } = occurrence;
  const trigger: Trigger = { kind: 'EVENT', eventTypeId, properties, changeId: change.id };
  return { first: trigger, again: triggers.shouldReEnroll ? trigger : null, leaves: false };
}

function fired(events: readonly EventTrigger[], change: LoggedChange) {
  return occurrencesOf(change).find((occurrence) =>
    events.some(
      ({ eventTypeId, event }) => eventTypeId === occurrence.eventTypeId && event.met(occurrence, change.at),
    ),
  );
}

function matchCriteria(triggers: Extract<FlowTriggers, { kind: 'CRITERIA' }>, around: Around): Match {
  const { change, before, after } = around;
  const isMet = triggers.criteria.met(after, change.at);
  const wasMet = before !== null && triggers.criteria.met(before, change.at);
  const trigger: Trigger = { kind: 'CRITERIA', changeId: change.id };
  const again = isMet && triggers.shouldReEnroll && triggers.again.some((each) => firesAgain(each, around));
  return {
    first: isMet && !wasMet ? trigger : null,
    again: again ? trigger : null,
    leaves: triggers.leaves && wasMet && !isMet,
  };
}

function firesAgain(trigger: ReEnrollTrigger, { change, before, after }: Around): boolean {
  if (trigger.kind === 'event') return fired([trigger.trigger], change) !== undefined;
  if (!trigger.criteria.met(after, change.at)) return false;
  if (before === null || !trigger.criteria.met(before, change.at)) return true;
  return trigger.knownProperties.some((name) => change.after !== null && name in change.after);
}
