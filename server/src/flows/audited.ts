import type { AuditEntry } from '../audit/index.ts';
import type { FlowRow } from './queries/flow-row.ts';

/** Why a flow got its next revision. */
export type Save =
  | { readonly kind: 'saved' }
  | { readonly kind: 'switched' }
  | { readonly kind: 'restored'; readonly from: string };

/** The entries of the audit for a new flow: that it was made, and that it is on. */
export function madeFlow(flow: FlowRow): AuditEntry[] {
  const { revisionId, objectTypeId, isEnabled } = flow;
  const made = {
    kind: 'FLOW_CREATED',
    ...named(flow),
    detail: { revisionId, objectTypeId, isEnabled },
  } as const;
  const entry = { ...made, summary: `Made ${words(flow)}, ${isEnabled ? 'on' : 'off'}.` };
  return isEnabled ? [entry, switched(flow, null)] : [entry];
}

/** The entries for a flow's next revision: what was done, and whether it was turned on or off by it. */
export function savedFlow(before: FlowRow, after: FlowRow, save: Save): AuditEntry[] {
  const isSwitched = before.isEnabled !== after.isEnabled ? [switched(after, before.revisionId)] : [];
  if (save.kind === 'switched') return isSwitched;
  const revisionId = { from: before.revisionId, to: after.revisionId };
  const renamed = before.name === after.name ? {} : { name: { from: before.name, to: after.name } };
  const entry: AuditEntry =
    save.kind === 'restored'
      ? {
          kind: 'FLOW_RESTORED',
          ...named(after),
          summary: `Restored revision ${save.from} of ${words(after)} as revision ${after.revisionId}.`,
          detail: { revisionId, restored: save.from, ...renamed },
        }
      : {
          kind: 'FLOW_SAVED',
          ...named(after),
          summary: `Saved ${words(after)}: revision ${before.revisionId} became ${after.revisionId}.`,
          detail: { revisionId, ...renamed },
        };
  return [entry, ...isSwitched];
}

/** The entry for something else that was done to a flow. */
export function flowEntry(
  kind: AuditEntry['kind'],
  flow: FlowRow,
  did: string,
  detail: AuditEntry['detail'] = {},
): AuditEntry {
  return { kind, ...named(flow), summary: `${did} ${words(flow)}.`, detail };
}

function switched(flow: FlowRow, from: string | null): AuditEntry {
  const { isEnabled, revisionId } = flow;
  return {
    kind: isEnabled ? 'FLOW_TURNED_ON' : 'FLOW_TURNED_OFF',
    ...named(flow),
    summary: `Turned ${isEnabled ? 'on' : 'off'} ${words(flow)}.`,
    detail: { revisionId: { from, to: revisionId } },
  };
}

function named({ id, name }: FlowRow) {
  return { id, name };
}

function words({ id, name }: FlowRow): string {
  return name === null || name === '' ? `flow ${id}` : `flow ${id} "${name}"`;
}
