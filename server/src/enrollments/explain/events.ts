import {
  type CriteriaContext,
  EVENT_TYPES,
  type EventExplanation,
  explainEvent,
  type UnifiedEventsBranch,
} from '@millrace/core/criteria';
import { occurrencesOf } from '@millrace/core/flow';
import type { RecordRef } from '@millrace/core/record';
import type { Tense } from '@millrace/core/sentences';
import { type EpochMillis, iso } from '@millrace/core/time';
import type { AccountId } from '../../accounts/index.ts';
import { type LoggedChange, latestChanges } from '../../history/index.ts';
import type { PassageThen } from '../../passages/index.ts';
import type { AnswerOf, Db } from '../../platform/index.ts';
import type { EventTrigger, FlowTriggers } from '../../triggers/index.ts';
import { keepsTriggers } from '../process-kept.ts';
import type { explainedEventAnswer } from './answers.ts';
import { EVENT_WORDS } from './event-words.ts';

/** Events in an explanation, the newest first; and changes of the record searched for them. */
const EVENTS_SHOWN = 20;
const CHANGES_LOOKED_THROUGH = 500;

/** One event, and its effect on the flow; `asked` are the branches for events of its type. */
export type ExplainedEvent = Omit<AnswerOf<typeof explainedEventAnswer>, 'triggers'> & {
  readonly asked: readonly { readonly branch: UnifiedEventsBranch; readonly explanation: EventExplanation }[];
};

/** The question: a record, under all its ids, as of a moment. */
export interface Listening {
  readonly ref: RecordRef;
  readonly recordIds: readonly string[];
  readonly createdAt: EpochMillis | null;
  readonly passages: readonly PassageThen[];
  readonly at: EpochMillis;
  readonly tense: Tense;
}

/** The latest events of the flow's trigger types, and why each enrolled the record or did not. */
export async function explainEvents(
  db: Db,
  account: AccountId,
  triggers: Extract<FlowTriggers, { kind: 'EVENT' }>,
  context: CriteriaContext,
  listening: Listening,
): Promise<ExplainedEvent[]> {
  const { ref, recordIds, at } = listening;
  const changes = await latestChanges(db, account, { ref, recordIds, at, most: CHANGES_LOOKED_THROUGH });
  const explained = changes.flatMap((change) =>
    occurrencesOf(change).flatMap((occurrence): ExplainedEvent[] => {
      const concerned = triggers.events.filter((trigger) => concerns(trigger, occurrence));
      if (concerned.length === 0) return [];
      const asked = concerned.map(({ branch }) => ({
        branch,
        explanation: explainEvent(branch, context, occurrence, change.at),
      }));
      const verdict = strongest(asked.map(({ explanation }) => explanation));
      const passage = listening.passages.find(({ changeId }) => changeId === change.id);
      return [
        {
          eventTypeId: occurrence.eventTypeId,
          occurredAt: iso(occurrence.occurredAt),
          verdict,
          message: messageFor(verdict, change, occurrence.occurredAt, passage, triggers, listening),
          enrollmentId: passage?.id ?? null,
          asked,
        },
      ];
    }),
  );
  return explained.slice(0, EVENTS_SHOWN);
}

/** Of changed properties only those that the flow watches by name: others say nothing, and may be closed to the caller. */
function concerns(
  { eventTypeId, properties }: EventTrigger,
  occurrence: { readonly eventTypeId: string; readonly properties: Readonly<Record<string, string>> },
): boolean {
  if (eventTypeId !== occurrence.eventTypeId) return false;
  if (eventTypeId !== EVENT_TYPES.PROPERTY_CHANGED) return true;
  return properties?.includes(occurrence.properties['hs_name'] ?? '') ?? false;
}

/** The branches are alternatives: one met branch suffices. */
function strongest(asked: readonly EventExplanation[]): EventExplanation['verdict'] {
  const verdicts = asked.map(({ verdict }) => verdict);
  return verdicts.includes('MET') ? 'MET' : verdicts.includes('UNKNOWN') ? 'UNKNOWN' : 'NOT_MET';
}

function messageFor(
  verdict: EventExplanation['verdict'],
  change: LoggedChange,
  occurredAt: EpochMillis,
  passage: PassageThen | undefined,
  triggers: FlowTriggers,
  { createdAt, passages, tense }: Listening,
): string {
  const words = EVENT_WORDS[tense];
  if (passage?.entered) return `It let the record in: enrollment ${passage.id}.`;
  if (passage) return `It would have let the record in, which was refused: ${passage.endReason}.`;
  if (verdict === 'NOT_MET') return words.notMet;
  if (verdict === 'UNKNOWN') return words.unknown;
  if (BigInt(change.id) <= BigInt(triggers.afterChange)) return words.beforeFlow;
  if (createdAt !== null && occurredAt < createdAt) return words.beforeRecord;
  if (change.source.type === 'MERGE') return words.byMerge;
  const inside = passages.find(
    ({ entered, enrolledAt, endedAt }) =>
      entered && enrolledAt <= change.at && (endedAt === null || endedAt > change.at),
  );
  if (inside) {
    const meanwhile = triggers.shouldReEnroll && keepsTriggers(triggers) ? words.kept : words.lost;
    return `The record was inside already, by the enrollment ${inside.id}; ${meanwhile}.`;
  }
  if (
    !triggers.shouldReEnroll &&
    passages.some(({ entered, enrolledAt }) => entered && enrolledAt <= change.at)
  )
    return words.noneAgain;
  return words.otherwise;
}
