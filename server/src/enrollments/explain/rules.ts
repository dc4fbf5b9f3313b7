import type { Tense } from '@millrace/core/sentences';
import { iso, type Occurrence } from '@millrace/core/time';
import type { PassageThen } from '../../passages/index.ts';
import type { AnswerOf } from '../../platform/index.ts';
import type { FlowTriggers } from '../../triggers/index.ts';
import type { AtTheDoor } from '../door/rule.ts';
import { DOOR_RULES } from '../door/rules.ts';
import type { explanationAnswer, ruleAnswer } from './answers.ts';
import { type Lacking, RULE_WORDS, type RuleWords } from './rule-words.ts';
import type { SaidExplanation } from './say.ts';

/** One rule in the answer. NOT_ASKED: the flow has no such rule, or its answer is unknown. */
type Rule = AnswerOf<typeof ruleAnswer>;

/** The inputs of the rules, as of one moment. */
export interface Situation {
  readonly tense: Tense;
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
  const { tense, record, isOn, atTheDoor } = situation;
  const words = RULE_WORDS[tense];
  return [
    rule('RECORD_EXISTS', record === 'there', words.there, words.notThere),
    rule('FLOW_ON', isOn, words.on, words.off),
    criteriaRule(situation, words),
    ...scheduleRule(situation, words),
    ...DOOR_RULES.map((each) => {
      const ruling = each.ask(atTheDoor);
      return { rule: each.name, verdict: VERDICTS[ruling], message: each.tell(ruling, atTheDoor, tense) };
    }),
  ];
}

function criteriaRule({ record, triggers, met, unknownBecause }: Situation, words: RuleWords): Rule {
  const notAsked = (message: string): Rule => ({ rule: 'CRITERIA', verdict: 'NOT_ASKED', message });
  const asked = (when: string) =>
    rule('CRITERIA', met === true, `${words.met}${when}.`, `${words.notMet}${when}.`);
  if (record === 'not there') return notAsked(words.nobodyToAsk);
  if (unknownBecause !== null) return rule('CRITERIA', false, '', `${words.unknown}${unknownBecause}`);
  switch (triggers.kind) {
    case 'NONE':
      return notAsked(words.noTriggers[byDataset(triggers)]);
    case 'SCHEDULE':
      return met === null ? notAsked(words.scheduleEnrollsAll) : asked(words.whenItComes('schedule'));
    case 'EVENT':
      return met === null ? notAsked(words.eventEnrollsAll) : asked(words.whenItComes('event'));
    case 'CRITERIA':
      return asked('');
  }
}

function byDataset({ program }: FlowTriggers): Lacking {
  return program.definition.enrollmentCriteria?.type === 'DATASET' ? 'DATASET' : 'NOTHING';
}

function scheduleRule({ triggers, next }: Situation, words: RuleWords): Rule[] {
  if (triggers.kind !== 'SCHEDULE') return [];
  const { schedule } = triggers;
  const never =
    schedule.type === 'PROPERTY_BASED' ? words.noOccurrence(schedule.dateProperty) : words.scheduleIsOver;
  return [rule('SCHEDULE', next != null, next ? words.comesNext(iso(next.at)) : '', never)];
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
  { tense, triggers, next, atTheDoor }: Situation,
  criteria: SaidExplanation | null,
  latest: PassageThen | undefined,
): string {
  const words = RULE_WORDS[tense];
  const inside = rules.find(({ rule, verdict }) => rule === 'NOT_ACTIVE' && verdict === 'FAILED');
  if (inside) return inside.message;
  const failed = rules.find(({ verdict }) => verdict === 'FAILED');
  if (failed) {
    const more = failed.rule === 'CRITERIA' && criteria ? ` ${criteria.toTurn.sentence}` : '';
    return `${words.staysOut}${lowerFirst(failed.message)}${more}`;
  }
  switch (triggers.kind) {
    case 'NONE':
      return words.byHand[byDataset(triggers)];
    case 'SCHEDULE':
      return words.enrollsNext(next ? iso(next.at) : null);
    case 'EVENT':
      return words.withNextEvent;
    case 'CRITERIA':
      if (latest && !latest.entered) return words.refused(iso(latest.enrolledAt), latest.endReason);
      return atTheDoor.insideBefore ? words.withTrigger : words.metAlready;
  }
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
