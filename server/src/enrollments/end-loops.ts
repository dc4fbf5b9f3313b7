import { CHAIN_KEPT_FROM, CHANGE_DEPTH_MAX, chainThrough, type Trigger } from '@millrace/core/flow';
import type { ChangeSource } from '@millrace/core/record';
import type { Unit } from '../history/index.ts';
import { insertRefusals, loadChains } from '../passages/index.ts';
import type { Findings, MatchedFlow } from '../triggers/index.ts';

/** Depth for lists that follow each other's members: they come to rest before this, or not at all. */
const LIST_DEPTH_MAX = 2 * CHANGE_DEPTH_MAX;

/** A flow that refuses a record, because its own writes have led there. */
export interface EndedLoop {
  readonly flowId: string;
  readonly objectTypeId: string;
  readonly recordId: string;
  readonly depth: number;
  readonly changeId: string | undefined;
  /** The flows whose writes led there; null when a list stands between. */
  readonly through: readonly string[] | null;
}

/**
 * Cuts loops of flows that keep each other going through records: a change beyond the limit does not enroll the record in the
 * flows whose writes led to it, as their history shows. All other flows see it, and lists stay true.
 */
export async function endLoops<F extends Findings>(
  unit: Unit,
  findings: F,
): Promise<F & { readonly ended: readonly EndedLoop[] }> {
  const memberships = findings.memberships.filter(({ cause }) => cause.depth <= LIST_DEPTH_MAX);
  const late = findings.flows.filter(lateEntry);
  if (late.length === 0) return { ...findings, memberships, ended: [] };
  const chainOf = await chainsOf(unit, late);
  const ended: EndedLoop[] = [];
  const flows = findings.flows.map((found): MatchedFlow => {
    if (!lateEntry(found)) return found;
    const through = chainOf(found);
    const { program, ref, match, depth } = found;
    const isLoop = depth > CHANGE_DEPTH_MAX && (through === null || through.includes(program.flowId));
    if (!isLoop) return { ...found, match: { ...match, ...withChain(match, through) } };
    const { changeId } = (match.enrolls ?? match.reEnrolls)!;
    ended.push({
      flowId: program.flowId,
      objectTypeId: ref.objectTypeId,
      recordId: ref.id,
      depth,
      changeId,
      through,
    });
    return { ...found, match: { ...match, enrolls: null, reEnrolls: null } };
  });
  await refuse(unit, late, ended);
  return { ...findings, memberships, flows, ended };
}

function lateEntry({ depth, match }: MatchedFlow): boolean {
  return depth > CHAIN_KEPT_FROM && (match.enrolls !== null || match.reEnrolls !== null);
}

function withChain({ enrolls, reEnrolls }: MatchedFlow['match'], through: readonly string[] | null) {
  const kept = (trigger: Trigger | null) => trigger && { ...trigger, ...(through ? { through } : {}) };
  return { enrolls: kept(enrolls), reEnrolls: kept(reEnrolls) };
}

/** The flows that led to each finding: those that led to the enrollment that made the change, and its own. */
async function chainsOf(
  unit: Unit,
  late: readonly MatchedFlow[],
): Promise<(found: MatchedFlow) => readonly string[] | null> {
  const makers = late.flatMap((found) => {
    const source = sourceOf(found);
    return source?.type === 'FLOW' ? [{ flowId: source.id!, enrollmentId: source.enrollmentId ?? '0' }] : [];
  });
  const chains = await loadChains(unit, makers);
  return (found) => {
    const source = sourceOf(found);
    if (source?.type !== 'FLOW') return null;
    return chainThrough(chains.get(`${source.id}/${source.enrollmentId}`), source.id!);
  };
}

function sourceOf({ occasion }: MatchedFlow): ChangeSource | null {
  return occasion.kind === 'change' ? occasion.change.source : null;
}

/** Writes the refused records into the history of the flows. */
function refuse(unit: Unit, late: readonly MatchedFlow[], ended: readonly EndedLoop[]): Promise<void> {
  const byKey = new Map(late.map((found) => [keyOf(found.program.flowId, found.ref.id, found.depth), found]));
  return insertRefusals(
    unit,
    ended.map((loop) => {
      const { program, ref, match, depth, at } = byKey.get(keyOf(loop.flowId, loop.recordId, loop.depth))!;
      const { flowId, revisionId, startActionId = null } = program;
      const trigger = {
        ...(match.enrolls ?? match.reEnrolls)!,
        ...(loop.through ? { through: loop.through } : {}),
      };
      const admission = { flowId, revisionId, startActionId, ref, trigger, depth, at };
      return { admission, reason: 'LOOP_ENDED' as const };
    }),
  );
}

function keyOf(flowId: string, recordId: string, depth: number): string {
  return `${flowId}/${recordId}/${depth}`;
}
