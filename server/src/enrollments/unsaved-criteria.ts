import { explainCriteria } from '@millrace/core/criteria';
import { CONTACT } from '@millrace/core/crm';
import { compileFlow, parseFlowForCreate } from '@millrace/core/flow';
import type { Problem } from '@millrace/core/problem';
import { type EpochMillis, iso } from '@millrace/core/time';
import { loadAppActions } from '../app-actions/index.ts';
import { requireDefinitionShown, sayWith } from '../flows/index.ts';
import type { Store, Unit } from '../history/index.ts';
import { selectAllLists } from '../lists/index.ts';
import { gather, NOTHING_BEYOND, subjectAt } from '../loading/index.ts';
import { type Caller, invalid, refused } from '../platform/index.ts';
import { openObjectType } from '../schema/index.ts';
import { flowReader, loadTriggerContext } from '../triggers/index.ts';
import { type RecordName, recordIdOf } from './explain/record-id.ts';
import { recordThen } from './explain/record-then.ts';
import { type SaidExplanation, sayExplained } from './explain/say.ts';
import { countMeeting, learning, type Meeting } from './preview.ts';
import type { Filtering } from './triggers-of-flow.ts';

/** Filters that no flow and no list has yet. */
export interface UnsavedCriteria {
  readonly objectTypeId: string;
  readonly filterBranch: unknown;
}

export type MeetingCriteria = Meeting & { readonly problems: readonly Problem[] };

/** Counts whom filters are met by now, as far as is fitting, and shows some of them. */
export function previewCriteria(
  store: Store,
  caller: Caller,
  asked: UnsavedCriteria,
): Promise<MeetingCriteria> {
  return learning(store, caller.accountId, async (unit, note) => {
    const { triggers } = await triggersOf(unit, caller, asked);
    return { ...(await countMeeting(unit, triggers, note)), problems: triggers.problems };
  });
}

export interface CriteriaQuestion extends UnsavedCriteria, RecordName {
  /** A past moment; by default now. */
  readonly at?: EpochMillis | undefined;
}

export interface CriteriaAnswer {
  readonly objectTypeId: string;
  readonly objectId: string;
  readonly at: string;
  /** Null for a record that was not there. */
  readonly criteria: SaidExplanation | null;
  readonly problems: readonly Problem[];
}

/** What filters say of a record, now or at a past moment, place by place with the values of then. */
export function explainUnsaved(
  store: Store,
  caller: Caller,
  question: CriteriaQuestion,
): Promise<CriteriaAnswer> {
  return store.read(caller.accountId, async (unit) => {
    const { tx, account } = unit;
    const { at = account.now } = question;
    if (at > account.now) throw refused('at', 'OUT_OF_RANGE', 'at lies in the future.');
    const { triggers, context } = await triggersOf(unit, caller, question);
    const { objectTypeId } = triggers.program;
    const objectId = await recordIdOf(unit, objectTypeId, question);
    const isPast = at < account.now;
    const { ref } = await recordThen(unit, { objectTypeId, id: objectId }, isPast ? at : null);
    const reads = triggers.criteria ? [triggers.criteria.reads] : [];
    const view = await gather(tx, account, [{ ref, reads }], isPast ? { kind: 'instant', at } : null);
    const subject = subjectAt(ref, view, isPast ? (change) => change.at > at : NOTHING_BEYOND);
    const { tree } = triggers;
    const explained = subject ? explainCriteria(tree, context, subject, at) : null;
    const asked = { tree, objectTypeId, context, at, tense: isPast ? 'PAST' : 'PRESENT' } as const;
    return {
      objectTypeId,
      objectId,
      at: iso(at),
      criteria: explained && (await sayWith(tx, caller, (names) => sayExplained(explained, asked, names))),
      problems: triggers.problems,
    };
  });
}

/** No flow has it. */
const UNSAVED = '0';

/**
 * The filters as the triggers of a flow that is nowhere, so that they are read, compiled and counted as those of a flow are. 400 for what no
 * flow could have, 403 for what the caller may not see of records.
 */
async function triggersOf(
  unit: Unit,
  caller: Caller,
  { objectTypeId: named, filterBranch }: UnsavedCriteria,
) {
  const { tx, account, schema } = unit;
  const { id: objectTypeId } = openObjectType(schema, caller, named, 'read');
  const parsed = parseFlowForCreate({
    type: objectTypeId === CONTACT ? 'CONTACT_FLOW' : 'PLATFORM_FLOW',
    flowType: 'WORKFLOW',
    objectTypeId,
    isEnabled: false,
    actions: [],
    enrollmentCriteria: { type: 'LIST_BASED', shouldReEnroll: true, listFilterBranch: filterBranch },
  });
  if (!parsed.ok) throw invalid(parsed.problems.map(inFilters));
  const definition = parsed.value;
  requireDefinitionShown(schema, caller, definition);
  const appActions = await loadAppActions(tx, account.id, account.schemaVersion, schema);
  const program = compileFlow(
    { flowId: UNSAVED, revisionId: UNSAVED, definition },
    { flowId: UNSAVED, objectTypeId, schema, timeZone: account.timeZone, appActions },
  );
  const lists = new Set((await selectAllLists(tx, account.id)).map(({ id }) => id));
  const context = (await loadTriggerContext(tx, account, lists))(objectTypeId);
  const { triggers } = flowReader(program, context);
  if (triggers.kind !== 'CRITERIA')
    throw refused('filterBranch', 'REQUIRED', 'filterBranch must have at least one filter.');
  const filtering: Extract<Filtering, { kind: 'CRITERIA' }> = {
    ...triggers,
    problems: triggers.problems.map(inFilters),
  };
  return { triggers: filtering, context };
}

const PLACE = 'enrollmentCriteria.listFilterBranch';

/** A problem of the flow that is nowhere as one of the filters. */
function inFilters<P extends Problem>(problem: P): P {
  const { path, message } = problem;
  if (!path.startsWith(PLACE)) return problem;
  return {
    ...problem,
    path: `filterBranch${path.slice(PLACE.length)}`,
    message: message.replaceAll(PLACE, 'filterBranch'),
  };
}
