import type { Tense } from '@millrace/core/sentences';
import type { AnswerOf } from '../../platform/index.ts';
import type { ruleAnswer } from './answers.ts';
import type { SaidExplanation } from './say.ts';

type Rule = AnswerOf<typeof ruleAnswer>;

/** What was found of the criteria, in words. */
interface Found {
  readonly criteria: SaidExplanation | null;
  readonly exits: readonly { readonly reason: string; readonly criteria: SaidExplanation | null }[];
}

/** The rules that keep a record out with what each would take. */
export function withRemedies(rules: readonly Rule[], found: Found, tense: Tense): Rule[] {
  return rules.map((rule) => {
    const wouldTake = rule.verdict === 'FAILED' ? remedyOf(rule.rule, found, tense) : undefined;
    return wouldTake === undefined ? rule : { ...rule, wouldTake };
  });
}

function remedyOf(rule: Rule['rule'], { criteria, exits }: Found, tense: Tense): string | undefined {
  const has = tense === 'PAST' ? 'would have had' : 'has';
  const toLeave = (reason: string) => exits.find((exit) => exit.reason === reason)?.criteria?.toTurn.sentence;
  switch (rule) {
    case 'RECORD_EXISTS':
    case 'SCHEDULE':
    case 'NOT_ACTIVE':
      return undefined;
    case 'FLOW_ON':
      return `Somebody ${has} to turn the flow on.`;
    case 'CRITERIA':
      return criteria?.toTurn.sentence;
    case 'RE_ENROLLMENT':
      return `The flow ${has} to let records come again, or somebody ${tense === 'PAST' ? 'to enroll' : 'enrolls'} it by hand.`;
    case 'NOT_SUPPRESSED':
      return `The record ${has} to leave the suppression list.`;
    case 'NOT_TO_LEAVE':
      return toLeave('UNENROLLMENT_CRITERIA_MET');
    case 'GOAL_NOT_MET':
      return toLeave('GOAL_MET');
  }
}
