import type { Answer } from '@millrace/client';
import { joined, NO_NAMES, sayAction, sayEnd, sayOutcome, typeName } from '@millrace/core/sentences';

type Passage = Answer<'GET /millrace/v1/enrollments/{enrollmentId}'>;
/** A flow whose actions are said. */
export type FlowSaid = Answer<'GET /millrace/v1/flows/{flowId}/revisions/{revisionId}'>['flow'];

const RECORDS: Readonly<Record<string, string>> = {
  '0-1': 'contact',
  '0-2': 'company',
  '0-3': 'deal',
  '0-5': 'ticket',
};

/** `The contact 1001 waits at action 4 (Delay: Wait 30 days) until …`, and below it what was taken so far, a line each. */
export function tellPassage(passage: Passage, flow: FlowSaid): string {
  return [`${standing(passage, flow)}`, ...taken(passage, flow)].join('\n');
}

/** `action 4 (Delay: Wait 30 days)`. */
export function tellAction(actionId: string, flow: FlowSaid): string {
  const action = flow.actions.find((each) => each.actionId === actionId);
  if (!action && !/^\d+$/.test(actionId)) return `"${actionId}"`;
  return action
    ? `action ${actionId} (${wordsOf(action, flow)})`
    : `action ${actionId}, which the flow lacks`;
}

/** Whether an action is called so: by its type, or by what it does; `Delay`, `Wait 30 days`, or both as passages tell them. */
export function isCalled(actionId: string, name: string, flow: FlowSaid): boolean {
  const action = flow.actions.find((each) => each.actionId === actionId);
  if (!action) return false;
  const said = [typeName(action, NO_NAMES), joined(sayAction(action, flow, NO_NAMES)), wordsOf(action, flow)];
  return said.some((each) => each.toLowerCase() === name.toLowerCase());
}

function standing(passage: Passage, flow: FlowSaid): string {
  const who = `The ${RECORDS[passage.objectTypeId] ?? `record (${passage.objectTypeId})`} ${passage.objectId}`;
  const where = `${flow.name ? `"${flow.name}"` : 'the flow'} (${passage.flowId})`;
  if (passage.status !== 'ACTIVE') {
    const end = joined(sayEnd({ status: passage.status, reason: passage.endReason }));
    return `${who} is no longer in ${where} since ${passage.endedAt}. ${end}.`;
  }
  const { position } = passage;
  const at = position?.actionId ? ` at ${tellAction(position.actionId, flow)}` : '';
  const until = position?.until ? ` until ${position.until}` : '';
  const paused = passage.pausedBy.length > 0 ? ', and is paused' : '';
  const held = position?.held ? `: ${position.held.message}` : '';
  const lastError = position?.effect?.lastError
    ? `; the last of ${position.effect.attempts} tries: ${position.effect.lastError}`
    : '';
  return `${who} ${position?.waitingFor ? 'waits' : 'is due'}${at} in ${where}${until}${paused}${held}${lastError}.`;
}

function taken({ steps }: Passage, flow: FlowSaid): string[] {
  if (steps.length === 0) return ['No step was taken so far.'];
  return [
    'Taken so far:',
    ...steps.map(
      (step) =>
        `  ${step.number}. ${step.at}  ${tellAction(step.actionId, flow)}: ${joined(sayOutcome(step, NO_NAMES))}`,
    ),
  ];
}

function wordsOf(action: FlowSaid['actions'][number], flow: FlowSaid): string {
  return `${typeName(action, NO_NAMES)}: ${joined(sayAction(action, flow, NO_NAMES))}`;
}
