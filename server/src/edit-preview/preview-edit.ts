import {
  type AppliesTo,
  compileFlow,
  diffFlows,
  diffLines,
  type FlowDefinition,
  type FlowDiff,
  type FlowProgram,
} from '@millrace/core/flow';
import { joined, sayAction, sayDiff } from '@millrace/core/sentences';
import { loadAppActions } from '../app-actions/index.ts';
import { countLeaving, hasFilters, haveOtherWays, mayEnd, movedBy, previewOf } from '../enrollments/index.ts';
import {
  appliesToOf,
  type FlowInput,
  linesOf,
  loadPrograms,
  openFlowToLook,
  readEdit,
  requireFlowRecords,
  sayWith,
} from '../flows/index.ts';
import type { Store, Unit } from '../history/index.ts';
import { countStanding, type StandingAt } from '../passages/index.ts';
import { type Pause, unsettledPauses } from '../pauses/index.ts';
import type { Caller } from '../platform/index.ts';
import { type FlowTriggers, flowReader, loadReaders, loadTriggerContext } from '../triggers/index.ts';
import { type Gathered, gatherFates } from './gather-fates.ts';

type Body = Readonly<Record<string, unknown>>;

/** What a save would do. */
export interface EditPreview {
  readonly flowId: string;
  readonly revisionId: string;
  readonly appliesTo: AppliesTo;
  readonly diff: FlowDiff & { readonly text: string; readonly sentences: readonly string[] };
  readonly actions: readonly StandingAfter[];
  readonly isComplete: boolean;
  /** What holds up the flow, or the account: all that becomes of anybody comes when it is resumed. */
  readonly pauses: readonly Pause[];
  /** By the reason; null when nobody is asked. */
  readonly leaving: Readonly<Record<string, number>> | null;
  /** Null when the criteria stay as they are, or cannot be asked of every record. */
  readonly matching: Awaited<ReturnType<typeof previewOf>> | null;
}

/** Those who stand at an action, and what becomes of them. */
export interface StandingAfter extends StandingAt {
  readonly actionType: string | null;
  readonly change: 'UNCHANGED' | 'CHANGED' | 'REMOVED';
  readonly fates: readonly Gathered[];
  /** What the action does, as the flow has it now; null at the end. */
  readonly sentence: string | null;
}

/**
 * Says what saving a body would do to those inside and who would match, and saves nothing. Refuses what a save refuses: 404 without the
 * flow, 400 for a stale revision or a body that cannot become this flow.
 */
export async function previewEdit(
  store: Store,
  caller: Caller,
  flowId: string,
  input: FlowInput,
  wished: AppliesTo | undefined,
): Promise<EditPreview> {
  const editOf = readEdit(input);
  await requireFlowRecords(store.sql, caller, flowId, 'write');
  return store.read(caller.accountId, async (unit) => {
    const flow = await openFlowToLook(unit, caller, flowId);
    const edit = editOf(flow);
    const { previous, next } = edit;
    const current = (await loadPrograms(unit.tx, unit.account, [flow.id])).get(flow.id)!;
    const program = await programOf(unit, current, next);
    const appliesTo = await appliesToOf(unit, flow.id, wished);
    const saved = { flowId: flow.id, revisionId: program.revisionId, previous, next };
    const isTurnedOff = previous.isEnabled && !next.isEnabled;
    const moved = isTurnedOff ? null : movedBy({ ...saved, edit: { replaces: flow.revisionId, appliesTo } });
    const isForNewOnes = appliesTo === 'NEW_ONLY' && haveOtherWays(previous, next);
    const proposed = { current, next: program, isForNewOnes };
    const { fates, isComplete } = await gatherFates(unit, proposed, moved);
    const [before, after]: [Body, Body] = [JSON.parse(flow.definition), JSON.parse(edit.definition)];
    const diff = diffFlows(before, after);
    const standing = await countStanding(unit, flow.id);
    const said = await sayWith(unit.tx, caller, (names) => ({
      sentences: linesOf(sayDiff(before, after, names)),
      at: new Map(
        standing.map(({ actionId }) => {
          const action = previous.actions.find((each) => each.actionId === actionId);
          return [actionId, action ? joined(sayAction(action, previous, names)) : null];
        }),
      ),
    }));
    const triggers = await triggersOf(unit, program);
    return {
      flowId: flow.id,
      revisionId: flow.revisionId,
      appliesTo,
      isComplete,
      pauses: await unsettledPauses(unit.tx, unit.account.id, [flow.id]),
      diff: { ...diff, text: diffLines(diff).join('\n'), sentences: said.sentences },
      actions: standing.map((at) => ({
        ...at,
        actionType: actionTypeAt(at.actionId, current),
        change: changeOf(at.actionId, diff),
        sentence: said.at.get(at.actionId) ?? null,
        fates: withStaying(at, fates.get(at.actionId) ?? [], isComplete),
      })),
      leaving: next.isEnabled && mayEnd(previous, next) ? await countLeaving(unit, triggers) : null,
      matching: comesToMatch(previous, next) && hasFilters(triggers) ? await previewOf(unit, triggers) : null,
    };
  });
}

async function programOf(unit: Unit, current: FlowProgram, definition: FlowDefinition): Promise<FlowProgram> {
  const { account, schema, tx } = unit;
  const { flowId, policies } = current;
  const revisionId = String(BigInt(current.revisionId) + 1n);
  const appActions = await loadAppActions(tx, account.id, account.schemaVersion, schema);
  const { objectTypeId } = definition;
  const context = { flowId, objectTypeId, schema, timeZone: account.timeZone, appActions };
  const program = compileFlow({ flowId, revisionId, definition }, context);
  return policies ? { ...program, policies } : program;
}

async function triggersOf({ tx, account }: Unit, program: FlowProgram): Promise<FlowTriggers> {
  const { listIds } = await loadReaders(tx, account);
  const contextOf = await loadTriggerContext(tx, account, listIds);
  return flowReader(program, contextOf(program.objectTypeId)).triggers;
}

function comesToMatch(previous: FlowDefinition, next: FlowDefinition): boolean {
  if (!next.isEnabled) return false;
  const criteria = (flow: FlowDefinition) =>
    JSON.stringify([flow.enrollmentCriteria ?? null, flow.enrollmentSchedule ?? null]);
  return !previous.isEnabled || criteria(previous) !== criteria(next);
}

function actionTypeAt(actionId: string | null, { nodes }: FlowProgram): string | null {
  return (actionId === null ? undefined : nodes.get(actionId)?.actionType) ?? null;
}

function changeOf(actionId: string | null, { actions }: FlowDiff): StandingAfter['change'] {
  const change = actions.find((each) => each.actionId === actionId);
  if (!change || change.kind === 'added') return 'UNCHANGED';
  return change.kind === 'removed' ? 'REMOVED' : 'CHANGED';
}

/** Those whom a save does not touch stay, as far as all others were looked at. */
function withStaying(
  { waiting, paused }: StandingAt,
  fates: readonly Gathered[],
  isComplete: boolean,
): Gathered[] {
  const stays = fates.find(({ fate }) => fate.kind === 'STAYS');
  const others = fates.filter((each) => each !== stays);
  const told = fates.reduce((sum, { count }) => sum + count, 0);
  const untouched = isComplete ? waiting - told : 0;
  const pausedOnes = isComplete
    ? paused - others.reduce((sum, each) => sum + each.paused, 0)
    : (stays?.paused ?? 0);
  const count = untouched + (stays?.count ?? 0);
  return count === 0
    ? others
    : [
        ...others,
        { fate: { kind: 'STAYS' }, count, paused: pausedOnes, until: null, shown: stays?.shown ?? [] },
      ];
}
