import type { Tense } from '@millrace/core/sentences';

/** Why a flow has no triggers. */
export type Lacking = 'DATASET' | 'NOTHING';

/** What is said of a flow, of its filters or its schedule, and of a record that asks to come in. */
export interface RuleWords {
  readonly there: string;
  readonly notThere: string;
  readonly on: string;
  readonly off: string;
  readonly nobodyToAsk: string;
  /** Before the reason. */
  readonly unknown: string;
  readonly met: string;
  readonly notMet: string;
  /** Behind `met` and `notMet`, of filters that are asked when something comes. */
  readonly whenItComes: (what: 'schedule' | 'event') => string;
  readonly noTriggers: Readonly<Record<Lacking, string>>;
  readonly scheduleEnrollsAll: string;
  readonly eventEnrollsAll: string;
  readonly comesNext: (at: string) => string;
  readonly noOccurrence: (property: string) => string;
  readonly scheduleIsOver: string;
  /** Before the rule that keeps it out. */
  readonly staysOut: string;
  readonly byHand: Readonly<Record<Lacking, string>>;
  readonly enrollsNext: (at: string | null) => string;
  readonly withNextEvent: string;
  readonly withTrigger: string;
  readonly refused: (at: string, reason: string | null) => string;
  readonly metAlready: string;
}

/** The same of an instant that is now, and of one that is over. */
export const RULE_WORDS: Readonly<Record<Tense, RuleWords>> = {
  PRESENT: {
    there: 'The record is there.',
    notThere: 'There is no such record, or it is deleted.',
    on: 'The flow is on.',
    off: 'The flow is off: no record comes in.',
    nobodyToAsk: 'There is no record to ask.',
    unknown: 'It cannot be told whether the record meets the filters: ',
    met: 'The record meets the filters',
    notMet: 'The record does not meet the filters',
    whenItComes: (what) => ` that must hold when the ${what} comes`,
    noTriggers: {
      NOTHING: 'The flow has no triggers: it is entered by hand or from another flow.',
      DATASET:
        'The flow is to be entered from a data set, of which there are none here: it is entered by hand or from another flow.',
    },
    scheduleEnrollsAll: 'The schedule enrolls every record.',
    eventEnrollsAll: 'The flow is entered by an event, whatever the record is like.',
    comesNext: (at) => `The schedule comes next at ${at}.`,
    noOccurrence: (property) =>
      `No occurrence comes for the record: its ${property} has no value, or the day is over.`,
    scheduleIsOver: 'The schedule does not come any more.',
    staysOut: 'It does not come in: ',
    byHand: {
      NOTHING: 'It can come in by hand or from another flow; nothing lets it in by itself.',
      DATASET: 'It can come in by hand or from another flow; data sets let nobody in here.',
    },
    enrollsNext: (at) => `It enrolls at the next occurrence of the schedule, ${at ?? 'which does not come'}.`,
    withNextEvent: 'It comes in with the next of the events that the flow waits for.',
    withTrigger: 'It comes in again when one of the re-enrollment triggers fires.',
    refused: (at, reason) =>
      `It meets the filters but is not inside: it came at ${at} and was kept out, ${reason}; enroll all that match to let it in.`,
    metAlready:
      'It meets the filters but is not inside: a record comes in when it comes to meet them, and it met them before the flow looked; enroll all that match to let it in.',
  },
  PAST: {
    there: 'The record was there.',
    notThere: 'There was no such record, or it was deleted.',
    on: 'The flow was on.',
    off: 'The flow was off: no record came in.',
    nobodyToAsk: 'There was no record to ask.',
    unknown: 'It cannot be told whether the record met the filters: ',
    met: 'The record met the filters',
    notMet: 'The record did not meet the filters',
    whenItComes: (what) => ` that had to hold when the ${what} came`,
    noTriggers: {
      NOTHING: 'The flow had no triggers: it was entered by hand or from another flow.',
      DATASET:
        'The flow was to be entered from a data set, of which there are none here: it was entered by hand or from another flow.',
    },
    scheduleEnrollsAll: 'The schedule enrolled every record.',
    eventEnrollsAll: 'The flow was entered by an event, whatever the record was like.',
    comesNext: (at) => `The schedule was to come next at ${at}.`,
    noOccurrence: (property) =>
      `No occurrence was to come for the record: its ${property} had no value, or the day was over.`,
    scheduleIsOver: 'The schedule was not to come any more.',
    staysOut: 'It did not come in: ',
    byHand: {
      NOTHING: 'It could come in by hand or from another flow; nothing let it in by itself.',
      DATASET: 'It could come in by hand or from another flow; data sets let nobody in here.',
    },
    enrollsNext: (at) =>
      `It was to enroll at the next occurrence of the schedule, ${at ?? 'which was not to come'}.`,
    withNextEvent: 'It was to come in with the next of the events that the flow waited for.',
    withTrigger: 'It was to come in again when one of the re-enrollment triggers fired.',
    refused: (at, reason) =>
      `It met the filters but was not inside: it had come at ${at} and been kept out, ${reason}; to enroll all that matched would have let it in.`,
    metAlready:
      'It met the filters but was not inside: a record comes in when it comes to meet them, and it had met them before the flow looked; to enroll all that matched would have let it in.',
  },
};
