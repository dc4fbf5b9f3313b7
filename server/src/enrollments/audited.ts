import type { FlowProgram } from '@millrace/core/flow';
import type { AuditEntry } from '../audit/index.ts';
import type { EnrollAnswer } from './enroll.ts';

/** Records that an entry names; of more it says only how many. */
const RECORDS_NAMED_MAX = 100;

/** The entry of the audit for records that were enrolled by hand; none when nobody came in. */
export function enrolledByHand(program: FlowProgram, results: readonly EnrollAnswer[]): AuditEntry[] {
  const enrolled = results.filter(({ outcome }) => outcome === 'ENROLLED').map(({ objectId }) => objectId);
  return entryOf('RECORDS_ENROLLED', program, enrolled, `Enrolled ${records(enrolled.length)} in`);
}

/** The same for records that were let out. */
export function unenrolledByHand(program: FlowProgram, objectIds: readonly string[]): AuditEntry[] {
  return entryOf('RECORDS_UNENROLLED', program, objectIds, `Unenrolled ${records(objectIds.length)} from`);
}

/** The entry for passages that were let go to follow their flow; none when there were none. */
export function releasedPins(flowId: string, count: number, revisionId: string | undefined): AuditEntry[] {
  if (count === 0) return [];
  const from = revisionId === undefined ? '' : ` from revision ${revisionId}`;
  const summary = `Let ${count === 1 ? '1 passage' : `${count} passages`} follow flow ${flowId}${from}.`;
  return [{ kind: 'PINS_RELEASED', id: flowId, summary, detail: { count, revisionId: revisionId ?? null } }];
}

function entryOf(
  kind: AuditEntry['kind'],
  { flowId: id, definition }: FlowProgram,
  objectIds: readonly string[],
  did: string,
): AuditEntry[] {
  if (objectIds.length === 0) return [];
  const detail = { count: objectIds.length, objectIds: objectIds.slice(0, RECORDS_NAMED_MAX) };
  return [{ kind, id, name: definition.name ?? null, summary: `${did} flow ${id}.`, detail }];
}

function records(count: number): string {
  return count === 1 ? '1 record' : `${count} records`;
}
