import {
  capital,
  entryFor,
  type Given,
  instantText,
  membersOf,
  momentOf,
  type Names,
  type Part,
  text,
  textOf,
  thing,
} from '../../sentence/index.ts';
import type { End, Step, Trigger } from '../engine/index.ts';
import { sayReason } from './say-reason.ts';

/** A line of the action log, or where an enrollment stands now. */
export interface SaidStep {
  readonly outcome: Step['outcome'] | 'WAITING';
  readonly reason?: string | null;
  readonly detail?: Readonly<Record<string, unknown>> | null;
  /** Of one that waits: until when. */
  readonly until?: string | number | null;
}

const OUTCOMES: Readonly<Record<SaidStep['outcome'], string>> = {
  SUCCEEDED: 'Done',
  FAILED: 'Failed',
  SKIPPED: 'Skipped',
  WAITING: 'Waiting',
};

/** What became of a step: `Done: went down Customers`, `Failed: ada@example.com has unsubscribed`, `Waiting until 3 March 2026, 09:00`. */
export function sayOutcome({ outcome, reason, detail, until }: SaidStep, names: Names): Part[] {
  const word = entryFor(OUTCOMES, outcome) ?? 'Done';
  const at = until === null || until === undefined ? undefined : momentOf(until);
  if (outcome === 'WAITING' && at !== undefined) return [text(`Waiting until ${instantText(at, names)}`)];
  const told = toldOf(membersOf(detail), outcome, names);
  if (told.length > 0) return [text(`${word}: `), ...told];
  const why = textOf(reason);
  return [text(why ? `${word}: ${lower(sayReason(why))}` : word)];
}

function toldOf(detail: Given, outcome: SaidStep['outcome'], names: Names): Part[] {
  const message = textOf(detail['message']) ?? textOf(detail['says']);
  if (outcome !== 'SUCCEEDED') return message ? [text(withoutStop(message))] : [];
  const branch = textOf(detail['branch']);
  if (branch !== undefined)
    return [text('went down '), thing('value', branch, branch === '' ? 'empty' : branch)];
  const email = textOf(detail['to']);
  if (email) return [text(`sent to ${email}`)];
  const flow = textOf(detail['flowId']);
  if (flow) return [text('enrolled in '), thing('flow', flow, names.thing('flow', flow))];
  const list = textOf(detail['listId']);
  if (list)
    return [
      text(detail['changed'] === false ? 'nothing to change in ' : 'changed '),
      thing('list', list, names.thing('list', list)),
    ];
  return message ? [text(withoutStop(message))] : [];
}

const withoutStop = (message: string) => message.trim().replace(/\.$/, '');

const lower = (words: string) => (words === '' ? words : words[0]!.toLowerCase() + words.slice(1));

/** The end of an enrollment, as the API answers it. */
export type SaidEnd = Pick<End, 'status' | 'reason'>;

const ENDS: Readonly<Record<End['reason'], string>> = {
  END_OF_PATH: 'Completed: it came to the end of its path',
  ACTION_REMOVED: 'Completed: the action that it stood at was removed, and none came after it',
  RECORD_DELETED: 'Left: the record was deleted',
  FLOW_DELETED: 'Left: the workflow was deleted',
  GOAL_MET: 'Left: it reached the goal',
  MANUAL: 'Left: it was unenrolled by hand',
  MERGED: 'Left: the record was merged into another',
  CRITERIA_NO_LONGER_MET: 'Left: it no longer meets the enrollment criteria',
  OTHER_FLOW_ENTERED: 'Left: it enrolled in a workflow that takes records out of this one',
  SUPPRESSED: 'Left: it is suppressed',
  UNENROLLMENT_CRITERIA_MET: 'Left: it meets the criteria for leaving',
  STEP_BUDGET_EXCEEDED: 'Failed: it took more steps than one enrollment may',
  ENGINE_ERROR: 'Failed: the engine had an error',
  ACTION_FAILED: 'Failed: an action failed, and its policy ends the enrollment',
};

/** All reasons for which an enrollment ends. */
export const END_REASONS = Object.keys(ENDS) as readonly End['reason'][];

const STATUSES: Readonly<Record<End['status'], string>> = {
  COMPLETED: 'Completed',
  UNENROLLED: 'Left',
  FAILED: 'Failed',
};

/** Why an enrollment ended; while it goes on, that it is active. */
export function sayEnd(end: { readonly status: string; readonly reason?: string | null } | null): Part[] {
  if (end === null || end.status === 'ACTIVE') return [text('Active')];
  const reason = end.reason ?? '';
  if (Object.hasOwn(ENDS, reason)) return [text(ENDS[reason as End['reason']])];
  const status = Object.hasOwn(STATUSES, end.status)
    ? STATUSES[end.status as End['status']]
    : sayReason(end.status);
  return capital([text(reason === '' ? status : `${status}: ${lower(sayReason(reason))}`)]);
}

const TRIGGERS: Readonly<Record<Trigger['kind'], string>> = {
  EVENT: 'Enrolled by an event',
  CRITERIA: 'Enrolled since it met the criteria',
  SCHEDULE: 'Enrolled by the schedule',
  MANUAL: 'Enrolled by hand',
  FLOW: 'Enrolled by another workflow',
};

/** Why an enrollment began. */
export function sayTrigger(
  trigger: { readonly kind: string; readonly by?: { readonly flowId: string } | undefined },
  names: Names,
): Part[] {
  const { kind, by } = trigger;
  if (kind === 'FLOW' && by)
    return [text('Enrolled by the workflow '), thing('flow', by.flowId, names.thing('flow', by.flowId))];
  return [text(Object.hasOwn(TRIGGERS, kind) ? TRIGGERS[kind as Trigger['kind']] : 'Enrolled')];
}
