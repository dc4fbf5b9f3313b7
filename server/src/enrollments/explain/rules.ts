import { iso } from '@millrace/core/time';
import type { PassageThen } from '../../passages/index.ts';
import type { AnswerOf } from '../../platform/index.ts';
import type { FlowTriggers } from '../../triggers/index.ts';
import type { ruleAnswer } from './answers.ts';

/** One rule of the door. NOT_ASKED: the flow has no such rule. */
type Rule = AnswerOf<typeof ruleAnswer>;

/** All that the rules ask about, as of one moment. */
export interface Situation {
  readonly record: 'there' | 'not there';
  readonly isOn: boolean;
  readonly triggers: FlowTriggers;
  /** Whether the filters, or the gate of an event flow, are met; null when there are none. */
  readonly met: boolean | null;
  /** Why it cannot be told whether they are met; such a record does not come in. */
  readonly unknownBecause: string | null;
  readonly passages: readonly PassageThen[];
  /** Suppression lists that the record is in. */
  readonly suppressedBy: readonly string[];
  readonly exits: { readonly leave: boolean | null; readonly goal: boolean | null };
}

/** The rules of the door, in the order in which they are asked. */
export function rulesOf(situation: Situation): Rule[] {
  const { record, isOn, triggers, passages, suppressedBy, exits } = situation;
  const active = passages.find(({ entered, endedAt }) => entered && endedAt === null);
  const before = passages.find(({ entered, endedAt }) => entered && endedAt !== null);
  return [
    rule(
      'RECORD_EXISTS',
      record === 'there',
      'The record is there.',
      'There is no such record, or it is deleted.',
    ),
    rule('FLOW_ON', isOn, 'The flow is on.', 'The flow is off: nobody comes in.'),
    criteriaRule(situation),
    rule(
      'NOT_ACTIVE',
      !active,
      'The record is not inside.',
      active
        ? `The record is inside already, since ${iso(active.enrolledAt)}; what happens meanwhile is not kept for later.`
        : '',
    ),
    before
      ? rule(
          'RE_ENROLLMENT',
          triggers.shouldReEnroll,
          'The record was inside before, and the flow lets it come again when a re-enrollment trigger fires.',
          `The record was inside before, from ${iso(before.enrolledAt)}, and the flow lets nobody come again.`,
        )
      : { rule: 'RE_ENROLLMENT', verdict: 'NOT_ASKED', message: 'The record was never inside before.' },
    triggers.suppressionLists.length === 0
      ? { rule: 'NOT_SUPPRESSED', verdict: 'NOT_ASKED', message: 'The flow has no suppression lists.' }
      : rule(
          'NOT_SUPPRESSED',
          suppressedBy.length === 0,
          'The record is in no suppression list.',
          `The record is in the suppression list ${suppressedBy.join(', ')}.`,
        ),
    exitRule('NOT_TO_LEAVE', exits.leave, 'criteria for leaving'),
    exitRule('GOAL_NOT_MET', exits.goal, 'goal'),
  ];
}

function criteriaRule({ triggers, met, unknownBecause }: Situation): Rule {
  if (unknownBecause !== null)
    return rule(
      'CRITERIA',
      false,
      '',
      `It cannot be told whether the record meets the filters: ${unknownBecause}`,
    );
  switch (triggers.kind) {
    case 'NONE':
      return {
        rule: 'CRITERIA',
        verdict: 'NOT_ASKED',
        message: 'The flow has no triggers: it is entered by hand or from another flow.',
      };
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

function exitRule(name: 'NOT_TO_LEAVE' | 'GOAL_NOT_MET', met: boolean | null, what: string): Rule {
  if (met === null) return { rule: name, verdict: 'NOT_ASKED', message: `The flow has no ${what}.` };
  return rule(
    name,
    !met,
    `The record does not meet the flow's ${what}.`,
    `The record meets the flow's ${what}.`,
  );
}

function rule(name: Rule['rule'], passed: boolean, whenPassed: string, whenFailed: string): Rule {
  return { rule: name, verdict: passed ? 'PASSED' : 'FAILED', message: passed ? whenPassed : whenFailed };
}

/** The whole in one sentence. */
export function answerOf(rules: readonly Rule[], { triggers, passages }: Situation): string {
  const inside = rules.find(({ rule, verdict }) => rule === 'NOT_ACTIVE' && verdict === 'FAILED');
  if (inside) return inside.message;
  const failed = rules.find(({ verdict }) => verdict === 'FAILED');
  if (failed) return `It does not come in: ${lowerFirst(failed.message)}`;
  switch (triggers.kind) {
    case 'NONE':
      return 'It can come in by hand or from another flow; nothing lets it in by itself.';
    case 'EVENT':
      return 'It comes in with the next of the events that the flow waits for.';
    case 'CRITERIA':
      if (!passages.some(({ entered }) => entered)) return MET_ALREADY;
      return 'It comes in again when one of the re-enrollment triggers fires.';
  }
}

const MET_ALREADY =
  'It meets the filters but is not inside: a record comes in when it comes to meet them, and it met them before the flow looked; enroll whoever matches to let it in.';

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
