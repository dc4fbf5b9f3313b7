/** Why a record is in a flow or is not: the criteria with its values, the rules of the door, and its passages. */

import {
  type Criteria,
  type CriteriaContext,
  type CriteriaExplanation,
  explainCriteria,
  type Reads,
  type Subject,
} from '@millrace/core/criteria';
import { type EpochMillis, iso, type Occurrence } from '@millrace/core/time';
import { loadPrograms, loadRevisions, sayWith, selectRevisionIdAt } from '../../flows/index.ts';
import { forgottenBefore, type Store, type Unit } from '../../history/index.ts';
import { selectAllLists } from '../../lists/index.ts';
import { gather, NOTHING_BEYOND, subjectAt } from '../../loading/index.ts';
import { type PassageThen, passagesAt } from '../../passages/index.ts';
import { presentPause, unsettledPauses } from '../../pauses/index.ts';
import { type AnswerOf, type Caller, invalid, notFound, refused } from '../../platform/index.ts';
import {
  type FlowReader,
  type FlowTriggers,
  flowReader,
  loadTriggerContext,
  nextOccurrences,
  selectSchedules,
  selectWatch,
} from '../../triggers/index.ts';
import { isMet } from '../door/ask-records.ts';
import type { Stay } from '../door/rule.ts';
import { keepsTriggers } from '../process-kept.ts';
import type { explanationAnswer } from './answers.ts';
import { type ExplainedEvent, explainEvents, type Listening } from './events.ts';
import { presentPassage } from './present-passage.ts';
import { type RecordName, recordIdOf } from './record-id.ts';
import { recordThen } from './record-then.ts';
import { withRemedies } from './remedies.ts';
import { answerOf, rulesOf, type Situation, standingOf } from './rules.ts';
import { sayExplained, sayExplainedEvent, sayRules } from './say.ts';

/** Passages in one explanation. */
const PASSAGES_SHOWN = 10;

export interface Question extends RecordName {
  readonly flowId: string;
  /** A past moment, answered from the flow's revision and the record's history of then; by default now. */
  readonly at?: EpochMillis | undefined;
}

/** Answers as of one moment; nothing is written. 404 without the flow, 400 for a moment that has not come yet. */
export function explain(
  store: Store,
  caller: Caller,
  question: Question,
): Promise<AnswerOf<typeof explanationAnswer>> {
  const { accountId } = caller;
  return store.read(accountId, async (unit) => {
    const { now } = unit.account;
    const { flowId, at = now } = question;
    if (at > now) throw invalid([{ path: 'at', code: 'OUT_OF_RANGE', message: 'at lies in the future.' }]);
    await requireKept(unit, at);
    const { reader, context } = await readerAt(unit, flowId, at, now);
    const { triggers, objectTypeId } = reader;
    const objectId = await recordIdOf(unit, objectTypeId, question);
    const isPast = at < now;
    const asked = { objectTypeId, id: objectId };
    const { ref, recordIds } = await recordThen(unit, asked, isPast ? at : null);
    const reads = [
      ...reader.reads,
      ...exitReads(triggers),
      ...scheduleReads(triggers),
      listReads(triggers.suppressionLists),
    ];
    const view = await gather(
      unit.tx,
      unit.account,
      [{ ref, reads }],
      isPast ? { kind: 'instant', at } : null,
    );
    const createdAt = view.workspace.world.record(ref)?.createdAt ?? null;
    const subject = subjectAt(ref, view, isPast ? (change) => change.at > at : NOTHING_BEYOND);
    const passages = await passagesAt(unit.tx, accountId, { flowId, recordIds, at, most: PASSAGES_SHOWN });
    const explained = (tree: Criteria | null): CriteriaExplanation | null =>
      tree && subject ? explainCriteria(tree, context, subject, at) : null;
    const criteria = explained(treeOf(triggers));
    const next = await nextFor(unit, triggers, subject, isPast ? at : now);
    const tense = isPast ? 'PAST' : 'PRESENT';
    const situation: Situation = {
      tense,
      next,
      record: subject ? 'there' : 'not there',
      isOn: triggers.program.isEnabled,
      triggers,
      met: criteria && criteria.verdict === 'MET',
      unknownBecause: criteria?.verdict === 'UNKNOWN' ? (criteria.reason ?? null) : null,
      atTheDoor: {
        inside: stayOf(passages.find(({ entered, endedAt }) => entered && endedAt === null)),
        insideBefore: stayOf(passages.find(({ entered, endedAt }) => entered && endedAt !== null)),
        comesAgain: triggers.shouldReEnroll,
        keepsTriggers: triggers.shouldReEnroll && keepsTriggers(triggers),
        guards: triggers,
        suppressedBy: triggers.suppressionLists.filter((list) => subject?.inList?.(list)),
        isMet: ({ criteria }) => isMet(criteria, subject, at),
      },
    };
    const rules = rulesOf(situation);
    const tree = treeOf(triggers);
    const events = await eventsFor(unit, reader, context, { ref, recordIds, createdAt, passages, at, tense });
    const exits = triggers.exits.map((exit) => ({ ...exit, criteria: explained(exit.tree) }));
    const said = await sayWith(unit.tx, caller, (names) => ({
      rules: sayRules(rules, triggers.program.definition, names),
      criteria: tree && criteria && sayExplained(criteria, { tree, objectTypeId, context, at, tense }, names),
      exits: exits.map(({ reason, tree, criteria }) => ({
        reason,
        criteria: criteria && sayExplained(criteria, { tree, objectTypeId, context, at, tense }, names),
      })),
      events: events.map(({ asked, ...event }) => ({
        ...event,
        triggers: asked.map(({ branch, explanation }) =>
          sayExplainedEvent(explanation, branch, objectTypeId, names),
        ),
      })),
    }));
    return {
      flowId,
      revisionId: triggers.program.revisionId,
      objectTypeId: ref.objectTypeId,
      objectId,
      at: iso(at),
      answer: answerOf(rules, situation, said.criteria, passages[0]),
      standing: standingOf(rules),
      rules: withRemedies(said.rules, said, tense),
      enrollmentType: enrollmentTypeOf(triggers),
      ...(next === undefined ? {} : { nextOccurrenceAt: next ? iso(next.at) : null }),
      criteria: said.criteria,
      events: said.events,
      exits: said.exits,
      enrollments: passages.map(presentPassage),
      pausedBy: (await unsettledPauses(unit.tx, accountId, [flowId])).map(presentPause),
      problems: triggers.problems,
    };
  });
}

/** 400 for a moment of which too much has been given up to say anything. */
async function requireKept({ tx, account }: Unit, at: EpochMillis): Promise<void> {
  const since = (await forgottenBefore(tx, account.id)).get('CHANGES');
  if (since === undefined || at >= since) return;
  const message = `at "${iso(at)}": what records were then is not kept any longer, since changes before ${iso(since)} have been given up.`;
  throw refused('at', 'NOT_KEPT', message);
}

/** The next occurrence that would enroll the record, by its schedule as it stands; undefined without a schedule, null when none comes. */
async function nextFor(
  { tx, account }: Unit,
  triggers: FlowTriggers,
  subject: Subject | null,
  at: EpochMillis,
): Promise<Occurrence | null | undefined> {
  if (triggers.kind !== 'SCHEDULE') return undefined;
  const [laid] = await selectSchedules(tx, account.id, triggers.program.flowId);
  const from = {
    at,
    afterDay: at === account.now ? (laid?.afterDay ?? null) : null,
    timeZone: account.timeZone,
  };
  return nextOccurrences(triggers.schedule, subject, from, 1)?.[0] ?? null;
}

function enrollmentTypeOf({
  kind,
  program,
}: FlowTriggers): AnswerOf<typeof explanationAnswer>['enrollmentType'] {
  return kind === 'SCHEDULE' ? 'SCHEDULE' : (program.definition.enrollmentCriteria?.type ?? 'MANUAL');
}

/** Empty for a flow that no event enrolls records into. */
async function eventsFor(
  { tx, account }: Unit,
  { triggers }: FlowReader,
  context: CriteriaContext,
  listening: Listening,
): Promise<ExplainedEvent[]> {
  return triggers.kind === 'EVENT' ? explainEvents(tx, account.id, triggers, context, listening) : [];
}

async function readerAt(unit: Unit, flowId: string, at: EpochMillis, now: EpochMillis) {
  const { tx, account } = unit;
  const current = (await loadPrograms(tx, account, [flowId])).get(flowId);
  if (!current) throw notFound(`There is no flow ${flowId}.`);
  const revisionId = at < now ? await selectRevisionIdAt(tx, account.id, flowId, at) : current.revisionId;
  if (revisionId === undefined) throw notFound(`The flow ${flowId} was not there yet at ${iso(at)}.`);
  const [revision = current] = await loadRevisions(tx, account, [{ flowId, revisionId }]);
  // Policies are those of now.
  const program = { ...revision, ...(current.policies ? { policies: current.policies } : {}) };
  const lists = await selectAllLists(tx, account.id);
  const context = (await loadTriggerContext(tx, account, new Set(lists.map(({ id }) => id))))(
    program.objectTypeId,
  );
  const reader: FlowReader = flowReader(program, context, await selectWatch(tx, account.id, flowId));
  return { reader, context };
}

/** The deciding filters, or the gate of a flow with event triggers. */
function treeOf(triggers: FlowTriggers): Criteria | null {
  switch (triggers.kind) {
    case 'CRITERIA':
    case 'SCHEDULE':
      return triggers.tree;
    case 'EVENT':
      return triggers.gate;
    case 'NONE':
      return null;
  }
}

function stayOf(passage: PassageThen | undefined): Stay | null {
  return passage ? { since: passage.enrolledAt } : null;
}

function scheduleReads(triggers: FlowTriggers): Reads[] {
  if (triggers.kind !== 'SCHEDULE') return [];
  const { criteria, schedule } = triggers;
  const property = schedule.type === 'PROPERTY_BASED' ? [schedule.dateProperty] : [];
  return [...(criteria ? [criteria.reads] : []), { ...NOTHING_READ, properties: property }];
}

function exitReads({ exits }: FlowTriggers): Reads[] {
  return exits.map(({ criteria }) => criteria.reads);
}

function listReads(lists: readonly string[]): Reads {
  return { ...NOTHING_READ, lists };
}

const NOTHING_READ: Reads = {
  properties: [],
  history: [],
  events: [],
  lists: [],
  associations: [],
  now: false,
};
