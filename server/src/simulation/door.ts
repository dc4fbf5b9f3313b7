import {
  type Criteria,
  type CriteriaContext,
  type CriteriaExplanation,
  type EventExplanation,
  explainCriteria,
  explainEvent,
  type Reads,
  type Subject,
} from '@millrace/core/criteria';
import type { Trigger } from '@millrace/core/flow';
import type { RecordRef } from '@millrace/core/record';
import { dateInZone, type EpochMillis, iso } from '@millrace/core/time';
import { isMet, rulesOf, type Situation } from '../enrollments/index.ts';
import { type PassageThen, passagesAt } from '../passages/index.ts';
import { idsOf } from '../records/index.ts';
import type { FlowReader } from '../triggers/index.ts';
import { UNSAVED } from './program.ts';
import type { SimulateBody } from './request.ts';
import type { SimulatedAnswers } from './simulated-answers.ts';
import type { SimulatedState } from './state.ts';

/** One rule at the door, with its verdict. */
export type DoorRule =
  | ReturnType<typeof rulesOf>[number]
  | { readonly rule: 'EVENT'; readonly verdict: 'PASSED' | 'FAILED' | 'NOT_ASKED'; readonly message: string };

/** Whether the record comes in, by which rules, and what its enrollment would say of the cause. */
export interface Entry {
  readonly entered: boolean;
  readonly rules: readonly DoorRule[];
  readonly criteria: CriteriaExplanation | null;
  /** Each filter branch of the flow for events of the type of the one that was given. */
  readonly event: readonly EventExplanation[];
  readonly trigger: Trigger;
}

export interface AtTheDoor {
  readonly ref: RecordRef;
  readonly reader: FlowReader;
  readonly context: CriteriaContext;
  readonly at: EpochMillis;
  readonly asked: Pick<SimulateBody, 'entry' | 'event' | 'joinedList'>;
  readonly state: SimulatedState;
  readonly answers: SimulatedAnswers;
}

/** Asks the rules of the door, as admission does. A flow that is off is taken to be on. */
export async function askDoor(door: AtTheDoor): Promise<Entry> {
  const { ref, reader, context, at, asked, answers } = door;
  const { triggers } = reader;
  const exits = triggers.exits.map(({ criteria }) => criteria.reads);
  const reads = [
    ...reader.reads,
    ...exits,
    ...scheduledReads(triggers),
    listReads(triggers.suppressionLists),
  ];
  const subject = await answers.subjectOf(ref, reads);
  const explained = (tree: Criteria | null) =>
    tree && subject ? explainCriteria(tree, context, subject, at) : null;
  const criteria = triggers.kind === 'NONE' ? null : explained(treeOf(triggers));
  const passages = await passagesOf(door);
  const situation: Situation = {
    tense: 'PRESENT',
    record: subject ? 'there' : 'not there',
    isOn: true,
    triggers,
    next: { at, day: dateInZone(at, context.timeZone) },
    met: criteria && criteria.verdict === 'MET',
    unknownBecause: criteria?.verdict === 'UNKNOWN' ? (criteria.reason ?? null) : null,
    atTheDoor: {
      inside: stayOf(passages.find(({ entered, endedAt }) => entered && endedAt === null)),
      insideBefore: stayOf(passages.find(({ entered, endedAt }) => entered && endedAt !== null)),
      comesAgain: triggers.shouldReEnroll,
      guards: triggers,
      suppressedBy: triggers.suppressionLists.filter((list) => subject?.inList?.(list)),
      isMet: (exit) => isMet(exit.criteria, subject, at),
    },
  };
  const event = explainTrigger(door, at);
  const rules = rulesOf(situation).flatMap((rule): DoorRule[] => {
    switch (rule.rule) {
      case 'FLOW_ON':
        return [{ ...rule, verdict: 'PASSED', message: 'The flow is taken to be on.' }];
      case 'CRITERIA':
        return asked.entry === 'MANUAL' ? [BY_HAND] : [...eventRule(door, event, subject, at), rule];
      case 'SCHEDULE':
        return asked.entry === 'MANUAL' ? [] : [COMES_NOW];
      default:
        return [rule];
    }
  });
  return {
    entered: rules.every(({ verdict }) => verdict !== 'FAILED') && !isByHandAlone(door),
    rules: isByHandAlone(door) ? rules.map(refusedByHand) : rules,
    criteria,
    event,
    trigger: triggerOf(door),
  };
}

const BY_HAND: DoorRule = {
  rule: 'CRITERIA',
  verdict: 'NOT_ASKED',
  message: 'The record is enrolled by hand: the filters are not asked.',
};

const COMES_NOW: DoorRule = {
  rule: 'SCHEDULE',
  verdict: 'PASSED',
  message: 'The schedule is taken to come at the start of the simulation.',
};

/** A flow without triggers lets nobody in by itself. */
function isByHandAlone({ reader, asked }: AtTheDoor): boolean {
  return reader.triggers.kind === 'NONE' && asked.entry === 'AUTOMATIC';
}

function refusedByHand(rule: DoorRule): DoorRule {
  if (rule.rule !== 'CRITERIA') return rule;
  const message =
    'The flow has no triggers that let a record in by itself: simulate it with "entry": "MANUAL".';
  return { ...rule, verdict: 'FAILED', message };
}

function treeOf(triggers: Exclude<FlowReader['triggers'], { kind: 'NONE' }>): Criteria | null {
  return triggers.kind === 'EVENT' ? triggers.gate : triggers.tree;
}

/** The branches for events of the type that was given, asked of it. */
function explainTrigger({ reader, context, asked }: AtTheDoor, at: EpochMillis): EventExplanation[] {
  const { triggers } = reader;
  const { event } = asked;
  if (triggers.kind !== 'EVENT' || !event) return [];
  const { eventTypeId, properties } = event;
  return triggers.events
    .filter((each) => each.eventTypeId === eventTypeId)
    .map(({ branch }) => explainEvent(branch, context, { properties, occurredAt: at }, at));
}

/** Whether the event, or the list, is one that the flow waits for. */
function eventRule(
  { reader, asked }: AtTheDoor,
  explained: readonly EventExplanation[],
  subject: Subject | null,
  at: EpochMillis,
): DoorRule[] {
  const { triggers } = reader;
  if (triggers.kind !== 'EVENT') return [];
  const { event, joinedList } = asked;
  const passed = (message: string): DoorRule[] => [{ rule: 'EVENT', verdict: 'PASSED', message }];
  const failed = (message: string): DoorRule[] => [{ rule: 'EVENT', verdict: 'FAILED', message }];
  if (joinedList !== undefined) {
    const joins = triggers.joins.some(
      (criteria) => criteria.reads.lists.includes(joinedList) && subject && criteria.met(subject, at),
    );
    return joins
      ? passed(`The flow is entered by joining the list ${joinedList}.`)
      : failed(`The flow is not entered by joining the list ${joinedList}.`);
  }
  if (!event)
    return failed('The flow is entered by events: give the one that lets the record in as "event".');
  if (explained.length === 0)
    return failed(`The flow does not wait for events of the type ${event.eventTypeId}.`);
  return explained.some(({ verdict }) => verdict === 'MET')
    ? passed('The event meets the filters of the flow.')
    : failed('The event does not meet the filters that the flow has for such events.');
}

function triggerOf({ reader, asked, at }: AtTheDoor): Trigger {
  if (asked.entry === 'MANUAL') return { kind: 'MANUAL' };
  if (asked.event) return { kind: 'EVENT', ...asked.event };
  if (asked.joinedList !== undefined) return { kind: 'EVENT', eventTypeId: 'joined_list', properties: {} };
  if (reader.triggers.kind === 'SCHEDULE') return { kind: 'SCHEDULE', scheduledAt: iso(at) };
  return { kind: reader.triggers.kind === 'EVENT' ? 'EVENT' : 'CRITERIA' };
}

/** Passages that count at the door. */
const PASSAGES_ASKED = 10;

/** Of a record that is there in a flow that is saved; what is made up was nowhere. */
async function passagesOf({ ref, reader, at, state, answers }: AtTheDoor): Promise<readonly PassageThen[]> {
  const flowId = reader.triggers.program.flowId;
  if (flowId === UNSAVED || state.isCreated(ref)) return [];
  const { tx, account } = answers.unit;
  const recordIds = await idsOf(tx, account.id, ref);
  return passagesAt(tx, account.id, { flowId, recordIds, at, most: PASSAGES_ASKED });
}

function stayOf(passage: PassageThen | undefined) {
  return passage ? { since: passage.enrolledAt } : null;
}

/** The filters of a schedule are asked when it comes, and by no change. */
function scheduledReads(triggers: FlowReader['triggers']): Reads[] {
  return triggers.kind === 'SCHEDULE' && triggers.criteria ? [triggers.criteria.reads] : [];
}

function listReads(lists: readonly string[]): Reads {
  return { properties: [], history: [], events: [], lists, associations: [], now: false };
}
