import { iso, type Occurrence } from '@millrace/core/time';
import type { PassageThen } from '../../passages/index.ts';
import type { AnswerOf } from '../../platform/index.ts';
import type { FlowTriggers } from '../../triggers/index.ts';
import type { AtTheDoor } from '../door/rule.ts';
import { DOOR_RULES } from '../door/rules.ts';
import type { explanationAnswer, ruleAnswer } from './answers.ts';
import type { SaidExplanation } from './say.ts';

/** One rule in the answer. NOT_ASKED: the flow has no such rule, or its answer is unknown. */
type Rule = AnswerOf<typeof ruleAnswer>;

/** The inputs of the rules, as of one moment. */
export interface Situation {
  readonly record: 'there' | 'not there';
  readonly isOn: boolean;
  readonly triggers: FlowTriggers;
  /** Of a flow with a schedule: when it comes next for the record; null: never. */
  readonly next: Occurrence | null | undefined;
  /** Whether the filters, or the gate of an event flow, are met; null when there are none. */
  readonly met: boolean | null;
  /** Why their answer is unknown; such a record does not come in. */
  readonly unknownBecause: string | null;
  readonly atTheDoor: AtTheDoor;
}

const VERDICTS = {
  LETS_IN: 'PASSED',
  KEEPS_OUT: 'FAILED',
  NOT_ASKED: 'NOT_ASKED',
  UNKNOWN: 'NOT_ASKED',
} as const;

/** Whether the record would come to the door, and the rules of the door in their order. */
export function rulesOf(situation: Situation): Rule[] {
  const { record, isOn, atTheDoor } = situation;
  return [
    rule(
      'RECORD_EXISTS',
      record === 'there',
      'The record is there.',
      'There is no such record, or it is deleted.',
    ),
    rule('FLOW_ON', isOn, 'The flow is on.', 'The flow is off: no record comes in.'),
    criteriaRule(situation),
    ...scheduleRule(situation),
    ...DOOR_RULES.map((each) => {
      const ruling = each.ask(atTheDoor);
      return { rule: each.name, verdict: VERDICTS[ruling], message: each.tell(ruling, atTheDoor) };
    }),
  ];
}

function criteriaRule({ record, triggers, met, unknownBecause }: Situation): Rule {
  if (record === 'not there')
    return { rule: 'CRITERIA', verdict: 'NOT_ASKED', message: 'There is no record to ask.' };
  if (unknownBecause !== null)
    return rule(
      'CRITERIA',
      false,
      '',
      `It cannot be told whether the record meets the filters: ${unknownBecause}`,
    );
  switch (triggers.kind) {
    case 'NONE':
      return { rule: 'CRITERIA', verdict: 'NOT_ASKED', message: NO_TRIGGERS[byDataset(triggers)] };
    case 'SCHEDULE':
      return met === null
        ? { rule: 'CRITERIA', verdict: 'NOT_ASKED', message: 'The schedule enrolls every record.' }
        : rule(
            'CRITERIA',
            met,
            'The record meets the filters that must hold when the schedule comes.',
            'The record does not meet the filters that must hold when the schedule comes.',
          );
    case 'EVENT':
      return met === null
        ? {
            rule: 'CRITERIA',
            verdict: 'NOT_ASKED',
            message: 'The flow is entered by an event, whatever the record is like.',
          }
        : rule(
            'CRITERIA',
            met,
            'The record meets the filters that must hold when the event comes.',
            'The record does not meet the filters that must hold when the event comes.',
          );
    case 'CRITERIA':
      return rule(
        'CRITERIA',
        met === true,
        'The record meets the filters.',
        'The record does not meet the filters.',
      );
  }
}

type Lacking = 'DATASET' | 'NOTHING';

function byDataset({ program }: FlowTriggers): Lacking {
  return program.definition.enrollmentCriteria?.type === 'DATASET' ? 'DATASET' : 'NOTHING';
}

const NO_TRIGGERS: Readonly<Record<Lacking, string>> = {
  NOTHING: 'The flow has no triggers: it is entered by hand or from another flow.',
  DATASET:
    'The flow is to be entered from a data set, of which there are none here: it is entered by hand or from another flow.',
};

function scheduleRule({ triggers, next }: Situation): Rule[] {
  if (triggers.kind !== 'SCHEDULE') return [];
  const { schedule } = triggers;
  const never =
    schedule.type === 'PROPERTY_BASED'
      ? `No occurrence comes for the record: its ${schedule.dateProperty} has no value, or the day is over.`
      : 'The schedule does not come any more.';
  return [rule('SCHEDULE', next != null, next ? `The schedule comes next at ${iso(next.at)}.` : '', never)];
}

function rule(name: Rule['rule'], passed: boolean, whenPassed: string, whenFailed: string): Rule {
  return { rule: name, verdict: passed ? 'PASSED' : 'FAILED', message: passed ? whenPassed : whenFailed };
}

/** Whether the record is inside, is kept out by a rule, or might come in. */
export function standingOf(rules: readonly Rule[]): AnswerOf<typeof explanationAnswer>['standing'] {
  const failed = rules.filter(({ verdict }) => verdict === 'FAILED');
  if (failed.some(({ rule }) => rule === 'NOT_ACTIVE')) return 'INSIDE';
  return failed.length > 0 ? 'KEPT_OUT' : 'MAY_COME';
}

/** The whole in one sentence, and one more for what filters that are not met would take. */
export function answerOf(
  rules: readonly Rule[],
  { triggers, next, atTheDoor }: Situation,
  criteria: SaidExplanation | null,
  latest: PassageThen | undefined,
): string {
  const inside = rules.find(({ rule, verdict }) => rule === 'NOT_ACTIVE' && verdict === 'FAILED');
  if (inside) return inside.message;
  const failed = rules.find(({ verdict }) => verdict === 'FAILED');
  if (failed) {
    const more = failed.rule === 'CRITERIA' && criteria ? ` ${criteria.toTurn.sentence}` : '';
    return `It does not come in: ${lowerFirst(failed.message)}${more}`;
  }
  switch (triggers.kind) {
    case 'NONE':
      return COMES_BY_HAND[byDataset(triggers)];
    case 'SCHEDULE':
      return `It enrolls at the next occurrence of the schedule, ${next ? iso(next.at) : 'which does not come'}.`;
    case 'EVENT':
      return 'It comes in with the next of the events that the flow waits for.';
    case 'CRITERIA':
      if (latest && !latest.entered) return refusedWhenItCame(latest);
      if (!atTheDoor.insideBefore) return MET_ALREADY;
      return 'It comes in again when one of the re-enrollment triggers fires.';
  }
}

const COMES_BY_HAND: Readonly<Record<Lacking, string>> = {
  NOTHING: 'It can come in by hand or from another flow; nothing lets it in by itself.',
  DATASET: 'It can come in by hand or from another flow; data sets let nobody in here.',
};

function refusedWhenItCame({ enrolledAt, endReason }: PassageThen): string {
  return `It meets the filters but is not inside: it came at ${iso(enrolledAt)} and was kept out, ${endReason}; enroll all that match to let it in.`;
}

const MET_ALREADY =
  'It meets the filters but is not inside: a record comes in when it comes to meet them, and it met them before the flow looked; enroll all that match to let it in.';

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
