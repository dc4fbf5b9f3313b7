import {
  type AdmissionAnswer,
  type AskOf,
  type Entrance,
  type FlowProgram,
  unenrollsOf,
  type Workspace,
} from '@millrace/core/flow';
import type { RecordRef } from '@millrace/core/record';
import { loadPrograms, selectFlowIds } from '../flows/index.ts';
import type { Unit } from '../history/index.ts';
import { answerAsks } from '../loading/index.ts';
import { loadStandings } from '../passages/index.ts';
import { type Asked, askRecords } from './door/ask-records.ts';
import { passageRefusal } from './door/rules.ts';
import { type Answer, asWritten } from './door/sight.ts';

type AdmissionAsk = AskOf<'admission'>;

/** What a simulation has made of the account, over what is stored. */
export interface Simulated {
  readonly answer: Answer;
  /** Where it has put a record; undefined where what is stored counts. */
  readonly standing: (flowId: string, ref: RecordRef) => 'inside' | 'before' | undefined;
}

/**
 * Whether flows let records in, as the records are by what the batch has written: with a constant number of statements for any
 * number of asks, none when the flows are known and have no rules that need the record, but for the passages.
 */
export async function answerAdmissions(
  unit: Unit,
  workspace: Workspace,
  asks: readonly AdmissionAsk[],
  simulated?: Simulated,
): Promise<void> {
  if (asks.length === 0) return;
  const programOf = await programsNamed(unit, asks);
  const open: { readonly ask: AdmissionAsk; readonly program: FlowProgram }[] = [];
  for (const ask of asks) {
    const program = programOf(ask);
    const closed = closedFor(ask, program);
    if (closed) workspace.keep(ask, closed);
    else open.push({ ask, program: program! });
  }
  const standings = await loadStandings(
    unit.tx,
    unit.account.id,
    open.map(({ ask, program }) => ({ flowId: program.flowId, recordId: ask.ref.id })),
  );
  const asking: (Asked & { readonly ask: AdmissionAsk })[] = [];
  for (const { ask, program } of open) {
    const known = standings.get(`${program.flowId}/${ask.ref.id}`);
    const instead = simulated?.standing(program.flowId, ask.ref);
    const standing = {
      inside: instead ? (instead === 'inside' ? {} : null) : known?.active ? {} : null,
      insideBefore: (instead ?? known) ? {} : null,
      comesAgain: program.definition.enrollmentCriteria?.shouldReEnroll ?? false,
    };
    const refusal = passageRefusal(standing);
    if (refusal) workspace.keep(ask, { kind: 'open', entrance: entranceOf(program), refusal });
    else asking.push({ ask, program, ref: ask.ref, standing });
  }
  const answer: Answer =
    simulated?.answer ?? ((others) => answerAsks(unit.tx, unit.account.id, workspace, others));
  const refusals = await askRecords(unit, asking, asWritten(workspace, answer));
  for (const [index, { ask, program }] of asking.entries())
    workspace.keep(ask, { kind: 'open', entrance: entranceOf(program), refusal: refusals[index]! });
}

/** By their ids; what is no flow's id may be the older API's, and what is none of these may be a flow's after all. */
async function programsNamed(
  unit: Unit,
  asks: readonly AdmissionAsk[],
): Promise<(ask: AdmissionAsk) => FlowProgram | null> {
  const { tx, account } = unit;
  const named = [...new Set(asks.map(({ flow }) => flow.id))];
  const byId = await loadPrograms(tx, account, named);
  const unclear = asks.filter(({ flow }) => flow.by === 'workflowId' || !byId.get(flow.id));
  const legacy = await selectFlowIds(tx, account.id, [...new Set(unclear.map(({ flow }) => flow.id))]);
  const byLegacyId = await loadPrograms(tx, account, [...new Set(legacy.values())]);
  return ({ flow: { by, id } }) => {
    const own = byId.get(id) ?? null;
    const older = byLegacyId.get(legacy.get(id) ?? '') ?? null;
    return by === 'flowId' ? (own ?? older) : (older ?? own);
  };
}

function closedFor({ flow, ref }: AdmissionAsk, program: FlowProgram | null): AdmissionAnswer | null {
  if (!program)
    return {
      kind: 'closed',
      reason: 'FLOW_NOT_FOUND',
      message: `There is no flow ${JSON.stringify(flow.id)}.`,
    };
  const { flowId, objectTypeId, isEnabled } = program;
  if (objectTypeId !== ref.objectTypeId) {
    const message = `The flow ${flowId} is over records of the object type ${objectTypeId}, the enrolled record is of ${ref.objectTypeId}.`;
    return { kind: 'closed', reason: 'OBJECT_TYPE_DOES_NOT_FIT', message };
  }
  if (isEnabled) return null;
  return { kind: 'closed', reason: 'TARGET_FLOW_TURNED_OFF', message: `The flow ${flowId} is turned off.` };
}

function entranceOf({ flowId, revisionId, startActionId, definition }: FlowProgram): Entrance {
  return { flowId, revisionId, startActionId: startActionId ?? null, unenrolls: unenrollsOf(definition) };
}
