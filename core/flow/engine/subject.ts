import type { AssociationSpec, Reads, Subject } from '../../criteria/index.ts';
import type { RecordRef } from '../../record/index.ts';
import type { Ask } from './asks/index.ts';
import type { Workspace } from './workspace.ts';

/** A record as criteria see it, or the asks for it. */
export type Prepared =
  | { readonly kind: 'ready'; readonly subject: Subject }
  | { readonly kind: 'needs'; readonly asks: readonly Ask[] };

/**
 * Makes a record of the workspace into the subject of criteria that read `reads`. `properties` replace
 * the record's present ones; everything else is as now.
 */
export function prepareSubject(
  reads: Reads,
  ref: RecordRef,
  workspace: Workspace,
  properties?: Subject['properties'],
): Prepared {
  const asks: Ask[] = [];
  gatherAsks(reads, ref, workspace, asks, properties);
  if (asks.length > 0) return { kind: 'needs', asks };
  return { kind: 'ready', subject: subjectOf(ref, workspace, properties) };
}

function gatherAsks(
  reads: Reads,
  ref: RecordRef,
  workspace: Workspace,
  asks: Ask[],
  properties?: Subject['properties'],
): void {
  const image = workspace.world.record(ref);
  if (image === undefined) {
    asks.push({ kind: 'record', ref, toWrite: false });
    return;
  }
  asks.push(...openAsks(reads, ref, workspace));
  for (const { association, reads: theirs } of reads.associations) {
    const others = associatedRefs(association, ref, workspace, properties ?? image?.properties ?? {});
    if (others) for (const other of others) gatherAsks(theirs, other, workspace, asks);
    else if ('typeId' in association) asks.push({ kind: 'associated', from: ref, association });
  }
}

/** The reads of criteria on the record itself, beside its properties, that the workspace lacks. */
export function openAsks(reads: Reads, ref: RecordRef, workspace: Workspace): Ask[] {
  const asks: Ask[] = [
    ...reads.history.map((property) => ({ kind: 'history', ref, property }) as const),
    ...reads.events.map((eventTypeId) => ({ kind: 'events', ref, eventTypeId }) as const),
    ...reads.lists.map((list) => ({ kind: 'membership', ref, list }) as const),
  ];
  return asks.filter((ask) => workspace.answer(ask) === undefined);
}

function subjectOf(ref: RecordRef, workspace: Workspace, properties?: Subject['properties']): Subject {
  const own = properties ?? workspace.world.record(ref)?.properties ?? {};
  return {
    objectTypeId: ref.objectTypeId,
    id: ref.id,
    properties: own,
    history: (property) => workspace.answer({ kind: 'history', ref, property }) ?? [],
    events: (eventTypeId) => workspace.answer({ kind: 'events', ref, eventTypeId }) ?? [],
    inList: (list) => workspace.answer({ kind: 'membership', ref, list }) ?? false,
    associated: (association) =>
      (associatedRefs(association, ref, workspace, own) ?? [])
        .filter((other) => workspace.world.record(other)?.archivedAt === null)
        .map((other) => subjectOf(other, workspace)),
  };
}

/** The other ends, undefined while unknown. A property may hold the id of the other record. */
function associatedRefs(
  association: AssociationSpec,
  ref: RecordRef,
  workspace: Workspace,
  properties: Subject['properties'],
) {
  const { objectTypeId } = association;
  if ('property' in association) {
    const id = properties[association.property];
    return id !== undefined && /^\d{1,18}$/.test(id) ? [{ objectTypeId, id }] : [];
  }
  return workspace.world.associated(ref, association)?.map((id) => ({ objectTypeId, id }));
}
