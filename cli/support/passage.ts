import type { Answer } from '@millrace/client';
import {
  instantText,
  joined,
  momentOf,
  type Names,
  sayAction,
  sayEnd,
  sayOutcome,
  sayTrigger,
  typeName,
} from '@millrace/core/sentences';

type Passage = Answer<'GET /millrace/v1/enrollments/{enrollmentId}'>;

/** A flow as it was at a revision, of which nothing but its actions is asked; undefined where it is not to be had. */
export type FlowBody = { readonly actions: readonly { readonly actionId: string }[] } | undefined;

const HOLDERS = { ACCOUNT: 'the account is paused', FLOW: 'the flow is paused', ENROLLMENT: 'it is paused' };

/** A passage from its beginning to now, or to its end: a line for each thing that happened. */
export function sayPassage(passage: Passage, flow: FlowBody, names: Names): string[] {
  const { trigger, enrolledAt, steps, status } = passage;
  return [
    `${at(enrolledAt, names)}  ${joined(sayTrigger(trigger, names))}`,
    ...steps.map(
      (step) =>
        `${at(step.at, names)}  ${sayStand(step.actionId, step.actionTypeId, flow, names)}: ${joined(sayOutcome(step, names))}`,
    ),
    ...(status === 'ACTIVE' ? sayNow(passage, flow, names) : [sayLast(passage, names)]),
  ];
}

/** An action by its id and what it does: `#2 Wait 1 day`. */
export function sayStand(actionId: string, actionTypeId: string, flow: FlowBody, names: Names): string {
  if (actionId === '') return 'The engine';
  const action = flow?.actions.find((each) => each.actionId === actionId);
  const does = action ? joined(sayAction(action, flow, names)) : typeName({ actionTypeId }, names);
  return `#${actionId} ${does ?? actionTypeId}`;
}

/** `2 March 2026, 09:00`, in the zone of the account. */
export function at(instant: string, names: Names): string {
  const moment = momentOf(instant);
  return moment === undefined ? instant : instantText(moment, names);
}

function sayLast({ status, endReason, endedAt, enrolledAt }: Passage, names: Names): string {
  return `${at(endedAt ?? enrolledAt, names)}  ${joined(sayEnd({ status, reason: endReason }))}`;
}

function sayNow({ position, pausedBy }: Passage, flow: FlowBody, names: Names): string[] {
  const { actionId = null, until = null, says = null, held = null, effect = null } = position ?? {};
  const stand = actionId === null ? '' : ` at ${sayStand(actionId, '', flow, names)}`;
  return [
    `Now${stand}${until === null ? '' : `: waiting until ${at(until, names)}`}`,
    ...(says === null ? [] : [`  ${says}`]),
    ...(held === null ? [] : [`  Held: ${held.message}`]),
    ...(effect === null || effect.attempts === 0
      ? []
      : [
          `  Tried ${effect.attempts} times${effect.lastError === null ? '' : `, at last: ${effect.lastError}`}`,
        ]),
    ...pausedBy.map(
      ({ scope, since, reason }) =>
        `  Nothing goes on, since ${HOLDERS[scope]} (since ${at(since, names)})${reason ? `: ${reason}` : ''}`,
    ),
  ];
}
