import type { Change, RecordRef } from '@millrace/core/record';
import { type EpochMillis, iso } from '@millrace/core/time';
import type { AnswerOf } from '../platform/index.ts';
import type { simulationAnswer } from './answers.ts';
import { SENT_CHARACTERS_MAX } from './limits.ts';
import { UNSAVED } from './program.ts';
import type { Simulation } from './simulate.ts';
import {
  type EnteredFlow,
  NOTHING_WRITTEN,
  type SimulatedEffect,
  type SimulatedPassage,
  type SimulatedStep,
  type Waited,
  type Written,
} from './told.ts';

type Answer = AnswerOf<typeof simulationAnswer>;
type StepAnswer = Answer['steps'][number];
type OtherFlowAnswer = Answer['otherFlows'][number];
type EffectAnswer = StepAnswer['effects'][number];

/** Whether the texts of a mail are closed to the caller. */
export type IsClosed = (effect: SimulatedEffect) => boolean;

/** A simulation as the API answers it. */
export function presentSimulation(
  { program, reader, ref, isMadeUp, start, entry, passage, otherFlows }: Simulation,
  isClosed: IsClosed,
): Answer {
  const isSaved = program.flowId !== UNSAVED;
  const { entered, rules, criteria, event } = entry;
  return {
    flowId: isSaved ? program.flowId : null,
    revisionId: isSaved ? program.revisionId : null,
    record: { ...refOf(ref), isMadeUp },
    startAt: iso(start),
    entered,
    rules: [...rules],
    criteria,
    event: [...event],
    steps: passage ? passage.steps.map((step) => stepOf(step, isClosed)) : [],
    end: passage ? endOf(passage, isClosed) : notEntered(start),
    otherFlows: otherFlows.map((each) => otherFlowOf(each, isClosed)),
    problems: [...reader.problems],
  };
}

function otherFlowOf(
  { entering, name, at, depth, passage }: EnteredFlow,
  isClosed: IsClosed,
): OtherFlowAnswer {
  const { entrance, ref, trigger } = entering;
  const by = trigger.by ?? { flowId: UNSAVED, actionId: '' };
  const isFollowed = typeof passage !== 'string';
  return {
    flowId: entrance.flowId,
    name,
    revisionId: entrance.revisionId,
    record: refOf(ref),
    at: iso(at),
    by: { flowId: by.flowId === UNSAVED ? null : by.flowId, actionId: by.actionId },
    depth,
    notFollowed: isFollowed ? null : passage,
    steps: isFollowed ? passage.steps.map((step) => stepOf(step, isClosed)) : [],
    end: isFollowed ? endOf(passage, isClosed) : null,
  };
}

function stepOf(told: SimulatedStep, isClosed: IsClosed): StepAnswer {
  const { step, nextActionId, outputs, waited, decision, written, effects } = told;
  return {
    number: step.number,
    actionId: step.actionId,
    actionTypeId: step.actionType,
    startedAt: iso(step.startedAt),
    at: iso(step.at),
    outcome: step.outcome,
    reason: step.reason,
    detail: step.detail,
    outputs,
    nextActionId,
    waits: waited.map(waitOf),
    decision,
    writes: writesOf(written),
    effects: effects.map((effect) => effectOf(effect, isClosed)),
  };
}

function waitOf({ wait, until, endedAt, endedBy }: Waited): StepAnswer['waits'][number] {
  return {
    waitingFor: wait.kind,
    since: iso(wait.since),
    until: isoOrNull(until),
    endedAt: isoOrNull(endedAt),
    endedBy,
    held: wait.kind === 'held' ? { reason: wait.reason, message: wait.message } : null,
  };
}

function writesOf({ changes, notifications, handOffs, entering }: Written): StepAnswer['writes'] {
  return {
    records: changes.flatMap(recordOf),
    associations: changes.flatMap(associationOf),
    lists: changes.flatMap(({ ref, kind, after }) =>
      kind === 'joined_list' || kind === 'left_list'
        ? [
            {
              kind: kind === 'joined_list' ? ('JOINED' as const) : ('LEFT' as const),
              listId: String(after?.['listId']),
              ...refOf(ref),
            },
          ]
        : [],
    ),
    notifications: notifications.map(({ userId, subject, body }) => ({ userId, subject, body })),
    handOffs: handOffs.map(({ actionTypeId, content }) => ({ actionTypeId, content })),
    enrollments: entering.map(({ entrance, ref, refusal }) => ({
      flowId: entrance.flowId,
      ...refOf(ref),
      refusal,
    })),
  };
}

type RecordAnswer = StepAnswer['writes']['records'][number];

const KINDS = { created: 'CREATED', updated: 'UPDATED', archived: 'ARCHIVED', restored: 'RESTORED' } as const;

function recordOf({ ref, kind, before, after }: Change): RecordAnswer[] {
  if (kind === 'event') {
    const { eventTypeId, properties } = after as { eventTypeId: string; properties: Record<string, string> };
    return [{ ...refOf(ref), kind: 'EVENT', before: null, after: properties, eventTypeId }];
  }
  if (!(kind in KINDS)) return [];
  const values = (given: Change['before']) => given as Record<string, string | null> | null;
  return [
    {
      ...refOf(ref),
      kind: KINDS[kind as keyof typeof KINDS],
      before: values(before),
      after: values(after),
    },
  ];
}

function associationOf({ ref, kind, after }: Change): StepAnswer['writes']['associations'] {
  if (kind !== 'associated' && kind !== 'disassociated') return [];
  const { objectTypeId, id, category, typeId } = after as {
    objectTypeId: string;
    id: string;
    category: string;
    typeId: number;
  };
  return [
    {
      kind: kind === 'associated' ? 'ADDED' : 'REMOVED',
      from: refOf(ref),
      to: { objectTypeId, objectId: id },
      associationCategory: category,
      associationTypeId: typeId,
    },
  ];
}

function effectOf(effect: SimulatedEffect, isClosed: IsClosed): EffectAnswer {
  const { result, resultFrom } = effect;
  return {
    sends: sentOf(effect, isClosed),
    result: {
      outcome: result.kind === 'done' ? 'SUCCEEDED' : 'FAILED',
      from: resultFrom,
      reason: result.kind === 'done' ? null : result.reason,
      message: result.kind === 'done' ? null : result.message,
      outputs: result.outputs ?? {},
    },
  };
}

function sentOf(effect: SimulatedEffect, isClosed: IsClosed): EffectAnswer['sends'] {
  const { sends } = effect;
  switch (sends?.kind) {
    case undefined:
      return null;
    case 'CODE':
      return { ...sends, secretNames: [...sends.secretNames] };
    case 'REQUEST':
      return { ...sends, body: sends.body === null ? null : cut(sends.body) };
    case 'EMAIL': {
      const { emailId, from, to, cc, bcc, replyTo, subject, html, text } = sends.mail;
      const closed = isClosed(effect);
      return {
        kind: 'EMAIL',
        emailId,
        from,
        to,
        cc: [...cc],
        bcc: [...bcc],
        replyTo: [...replyTo],
        subject: closed ? null : subject,
        html: closed || html === null ? null : cut(html),
        text: closed ? null : cut(text),
        isClosed: closed,
      };
    }
  }
}

function endOf(passage: SimulatedPassage, isClosed: IsClosed): Answer['end'] {
  const { end, enrollment, waiting, written, effects } = passage;
  const { actionId } = enrollment;
  return {
    kind: end.kind,
    at: iso(end.at),
    status: end.kind === 'ENDED' ? end.end.status : null,
    reason: end.kind === 'ENDED' ? end.end.reason : null,
    actionId,
    waits: waiting.map(waitOf),
    writes: writesOf(written),
    effects: effects.map((effect) => effectOf(effect, isClosed)),
    message: messageOf(passage),
  };
}

function messageOf({ end, enrollment: { actionId }, steps }: SimulatedPassage): string {
  switch (end.kind) {
    case 'ENDED':
      return `The passage ends as ${end.end.status}: ${end.end.reason}.`;
    case 'WAITS_FOR_EVER':
      return `It waits for ever at the action ${actionId}: nothing that is assumed ends the wait.`;
    case 'UNTIL':
      return `At the end of the simulation it waits at the action ${actionId}.`;
    case 'STEP_LIMIT':
      return `The simulation ends after ${steps.length} steps, before ${actionId === null ? 'the end of the path' : `the action ${actionId}`}; maxSteps allows more.`;
    case 'TIME_LIMIT':
      return `The simulation has taken too long and ends after ${steps.length} steps, at the action ${actionId}.`;
  }
}

function notEntered(at: EpochMillis): Answer['end'] {
  return {
    kind: 'NOT_ENTERED',
    at: iso(at),
    status: null,
    reason: null,
    actionId: null,
    waits: [],
    writes: writesOf(NOTHING_WRITTEN),
    effects: [],
    message: 'The record does not come in; with "evenIfRefused": true the simulation goes on all the same.',
  };
}

function refOf({ objectTypeId, id }: RecordRef) {
  return { objectTypeId, objectId: id };
}

function isoOrNull(at: EpochMillis | null): string | null {
  return at === null ? null : iso(at);
}

function cut(text: string): string {
  return text.length > SENT_CHARACTERS_MAX ? `${text.slice(0, SENT_CHARACTERS_MAX)}…` : text;
}
