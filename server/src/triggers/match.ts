import type { EventOccurrence, Subject } from '@millrace/core/criteria';
import { type LeaveReason, occurrencesOf, type Trigger } from '@millrace/core/flow';
import type { RecordImage } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import type { LoggedChange } from '../history/index.ts';
import type { EventTrigger, ReEnrollTrigger } from './event-trigger.ts';
import type { FlowTriggers } from './flow-triggers.ts';

/** The finding of an evaluation for a flow. */
export interface Match {
  /** Enrolls a record that has never been inside. */
  readonly enrolls: Trigger | null;
  /** Enrolls a record that has been inside before. */
  readonly reEnrolls: Trigger | null;
  /** The reason for a record inside to leave. */
  readonly exits: LeaveReason | 'CRITERIA_NO_LONGER_MET' | null;
}

/** Why a record is evaluated: something was written, to it or to a record around it, or an instant has come. */
export type Occasion =
  | { readonly kind: 'change'; readonly change: LoggedChange; readonly of: 'the record' | 'another' }
  | { readonly kind: 'instant' };

/** A record before the occasion (null when it was not there yet) and after it. */
export interface Around {
  readonly occasion: Occasion;
  readonly image: RecordImage;
  readonly before: Subject | null;
  readonly beforeAt: EpochMillis;
  readonly after: Subject;
  readonly at: EpochMillis;
}

/**
 * Decides, from a record before and after, whether it has come to meet a flow's criteria, or has to leave. Pure.
 * Data taken over in a merge enrolls the survivor only where the flow says so, which is the original's default; it may have to leave.
 * Joining a list quietly, by other filters, enrolls nobody.
 * Changes from before the flow had these criteria, or was turned on, do not count, even if evaluated only now.
 */
export function match(triggers: FlowTriggers, around: Around): Match {
  const found = matchDoors(triggers, beforeMerge(around));
  const change = around.occasion.kind === 'change' ? around.occasion.change : null;
  if (change && BigInt(change.id) <= BigInt(triggers.afterChange))
    return {
      ...found,
      enrolls: null,
      reEnrolls: null,
      exits: found.exits === 'CRITERIA_NO_LONGER_MET' ? null : found.exits,
    };
  if (!change || letsIn(triggers, change)) return found;
  return { ...found, enrolls: null, reEnrolls: null };
}

/** A list that is joined by other filters lets nobody in; a merge only where the flow says so. */
function letsIn({ program }: FlowTriggers, change: LoggedChange): boolean {
  if (isMerge(change) && !program.policies?.entersByMerge) return false;
  return !isQuietJoin(change);
}

export function isMerge({ source }: LoggedChange): boolean {
  return source.type === 'MERGE';
}

export function isQuietJoin({ kind, after }: LoggedChange): boolean {
  return kind === 'joined_list' && after?.['enrolls'] === false;
}

/** The survivor of a merge is no new record: before, it was without what it has gained, which is what its making tells of. */
function beforeMerge(around: Around): Around {
  const change = ownChange(around);
  if (change?.kind !== 'created' || !isMerge(change)) return around;
  const gained = change.after ?? {};
  const properties = Object.fromEntries(
    Object.entries(around.after.properties).filter(([name]) => !(name in gained)),
  );
  return { ...around, before: { ...around.after, properties } };
}

function matchDoors(triggers: FlowTriggers, around: Around): Match {
  const { after, at } = around;
  const exit = triggers.exits.find(({ criteria }) => criteria.met(after, at));
  const exits = joinsSuppression(triggers, around) ? 'SUPPRESSED' : (exit?.reason ?? null);
  switch (triggers.kind) {
    case 'SCHEDULE':
      return { enrolls: null, reEnrolls: null, exits: exits ?? unmet(triggers, around) };
    case 'NONE':
      return { enrolls: null, reEnrolls: null, exits };
    case 'EVENT': {
      const trigger = eventTrigger(triggers, around);
      return { enrolls: trigger, reEnrolls: triggers.shouldReEnroll ? trigger : null, exits };
    }
    case 'CRITERIA': {
      const found = matchCriteria(triggers, around);
      return { ...found, exits: exits ?? found.exits };
    }
  }
}

function joinsSuppression({ suppressionLists }: FlowTriggers, around: Around): boolean {
  const change = ownChange(around);
  return change?.kind === 'joined_list' && suppressionLists.includes(String(change.after?.['listId']));
}

function eventTrigger(triggers: Extract<FlowTriggers, { kind: 'EVENT' }>, around: Around): Trigger | null {
  const change = ownChange(around);
  if (!change || (change.kind === 'created' && isMerge(change))) return null;
  const { refinement } = triggers;
  if (refinement && !refinement.met(around.after, change.at)) return null;
  const occurrence = fired(triggers.events, change, around.image);
  if (occurrence) {
    const { eventTypeId, properties } = occurrence;
    return { kind: 'EVENT', eventTypeId, properties, changeId: change.id };
  }
  if (change.kind !== 'joined_list' && change.kind !== 'left_list') return null;
  const joins = triggers.joins.some(
    (criteria) =>
      criteria.reads.lists.includes(String(change.after?.['listId'])) && hasComeToMeet(criteria, around),
  );
  return joins ? { kind: 'EVENT', eventTypeId: change.kind, properties: {}, changeId: change.id } : null;
}

/** An event from before the record existed enrolls nothing. */
function fired(events: readonly EventTrigger[], change: LoggedChange, image: RecordImage) {
  return occurrencesOf(change).find(
    (occurrence) =>
      occurrence.occurredAt >= image.createdAt &&
      events.some(
        ({ eventTypeId, event }) =>
          eventTypeId === occurrence.eventTypeId && event.met(occurrence, change.at),
      ),
  );
}

function matchCriteria(triggers: Extract<FlowTriggers, { kind: 'CRITERIA' }>, around: Around): Match {
  const { before, beforeAt, after, at } = around;
  const isMet = triggers.criteria.met(after, at);
  const wasMet = before !== null && triggers.criteria.met(before, beforeAt);
  const change = around.occasion.kind === 'change' ? around.occasion.change : null;
  const trigger: Trigger = { kind: 'CRITERIA', ...(change ? { changeId: change.id } : {}) };
  const holds = triggers.held === triggers.criteria ? isMet : triggers.held.met(after, at);
  const reEnrolls =
    holds && triggers.shouldReEnroll && triggers.reEnrollTriggers.some((each) => firesAgain(each, around));
  return {
    enrolls: isMet && !wasMet ? trigger : null,
    reEnrolls: reEnrolls ? trigger : null,
    exits: triggers.exitsWhenUnmet && wasMet && !isMet ? 'CRITERIA_NO_LONGER_MET' : null,
  };
}

/** The schedule lets records in, and their changes let them out. */
function unmet(
  { criteria, exitsWhenUnmet }: Extract<FlowTriggers, { kind: 'SCHEDULE' }>,
  { before, beforeAt, after, at }: Around,
): Match['exits'] {
  if (!criteria || !exitsWhenUnmet || !before) return null;
  return criteria.met(before, beforeAt) && !criteria.met(after, at) ? 'CRITERIA_NO_LONGER_MET' : null;
}

function firesAgain(trigger: ReEnrollTrigger, around: Around): boolean {
  const change = ownChange(around);
  if (trigger.kind === 'event')
    return change !== null && fired([trigger.trigger], change, around.image) !== undefined;
  const { criteria, knownProperties } = trigger;
  if (change?.kind === 'event') return hasComeToMeet(criteria, withEventAlone(around, change));
  if (hasComeToMeet(criteria, around)) return true;
  const { after, at } = around;
  return (
    change?.kind === 'updated' &&
    criteria.met(after, at) &&
    knownProperties.some((name) => change.after !== null && name in change.after)
  );
}

function hasComeToMeet(
  criteria: { met(subject: Subject, at: EpochMillis): boolean },
  { before, beforeAt, after, at }: Around,
): boolean {
  return criteria.met(after, at) && (before === null || !criteria.met(before, beforeAt));
}

/** A repeated event counts as the first of its kind. */
function withEventAlone(around: Around, change: LoggedChange): Around {
  const alone = occurrencesOf(change);
  const eventTypeId = String(change.after?.['eventTypeId']);
  const only = (subject: Subject, events: readonly EventOccurrence[]): Subject => ({
    ...subject,
    events: (type) => (type === eventTypeId ? events : (subject.events?.(type) ?? [])),
  });
  return {
    ...around,
    before: around.before && only(around.before, []),
    after: only(around.after, alone),
  };
}

function ownChange({ occasion }: Around): LoggedChange | null {
  return occasion.kind === 'change' && occasion.of === 'the record' ? occasion.change : null;
}
