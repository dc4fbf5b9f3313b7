import type { AssociationSpec } from '@millrace/core/criteria';
import type { CrmSchema } from '@millrace/core/crm';
import { associationKey, type RecordRef, recordKey } from '@millrace/core/record';
import type { LoggedChange, Unit } from '../history/index.ts';
import { type HeldValue, loadAssociated, loadHolders } from '../records/index.ts';
import type { Concerned } from './reader-index.ts';

/** A record for a reader to evaluate, for a change of it or of an associated record. */
export interface Reached {
  readonly change: LoggedChange;
  readonly concerned: Concerned;
  readonly ref: RecordRef;
}

/** The reached records, in the order of the changes, and the first change without room: for another time. */
export interface Reach {
  readonly reached: readonly Reached[];
  readonly leftFrom: LoggedChange | null;
}

/** A record on the way back from the one that changed, with so many associations still to go. */
interface Underway extends Reached {
  readonly hops: number;
}

/** Records that the changes of one batch may reach; the first change may reach more. */
export const REACHED_PER_BATCH_MAX = 50_000;

/**
 * Goes back from changed records, in the order of the changes, to the readers' records. No statement without a reader over
 * associations; else at most two for each hop, for any number of changes.
 */
export async function reach(unit: Unit, starts: readonly Omit<Reached, 'ref'>[]): Promise<Reach> {
  let underway: Underway[] = starts.map(({ change, concerned }) => ({
    change,
    concerned,
    ref: change.ref,
    hops: concerned.path.length,
  }));
  let leftFrom: LoggedChange | null = null;
  while (underway.some(({ hops }) => hops > 0)) {
    const othersOf = await oneHopBack(
      unit,
      underway.filter(({ hops }) => hops > 0),
    );
    const next: Underway[] = [];
    for (const each of underway) {
      if (next.length > REACHED_PER_BATCH_MAX && each.change !== next[0]!.change) {
        leftFrom = each.change;
        break;
      }
      if (each.hops === 0) next.push(each);
      else for (const id of othersOf(each)) next.push(backTo(each, id));
    }
    underway = leftFrom ? next.filter(({ change }) => change !== leftFrom) : next;
  }
  return { reached: underway, leftFrom };
}

/** Loads the records before each by its last hop: every question once, however many ask it. */
async function oneHopBack(
  unit: Unit,
  underway: readonly Underway[],
): Promise<(each: Underway) => readonly string[]> {
  const questions = new Map<string, { from: RecordRef; kind: ReturnType<typeof inverseOf> & object }>();
  const held = new Map<string, HeldValue>();
  for (const each of underway) {
    const association = lastHop(each);
    if ('property' in association) {
      const { property } = association;
      const asked = { objectTypeId: typeBefore(each), property, value: each.ref.id };
      held.set(holderKey(each, property), asked);
      continue;
    }
    const kind = inverseOf(unit.schema, association);
    if (kind) questions.set(associationKey(each.ref, kind), { from: each.ref, kind });
  }
  const found = await loadAssociated(unit.tx, unit.account.id, [...questions.values()]);
  const associated = new Map(found.map(({ from, kind, ids }) => [associationKey(from, kind), ids]));
  const ids = await loadHolders(unit.tx, unit.account.id, [...held.values()]);
  const holders = new Map([...held.keys()].map((key, index) => [key, ids[index]!]));
  return (each) => {
    const association = lastHop(each);
    if ('property' in association) return holders.get(holderKey(each, association.property)) ?? [];
    const kind = inverseOf(unit.schema, association);
    return (kind && associated.get(associationKey(each.ref, kind))) ?? [];
  };
}

function inverseOf(schema: CrmSchema, association: Extract<AssociationSpec, { typeId: number }>) {
  const type = schema.associationType(association.category, association.typeId);
  return type && { category: type.category, typeId: type.inverseTypeId };
}

function holderKey(each: Underway, property: string): string {
  return `${typeBefore(each)} ${property} ${recordKey(each.ref)}`;
}

function lastHop({ concerned, hops }: Underway): AssociationSpec {
  return concerned.path[hops - 1]!;
}

function typeBefore({ concerned, hops }: Underway): string {
  return hops === 1 ? concerned.reader.objectTypeId : concerned.path[hops - 2]!.objectTypeId;
}

function backTo(each: Underway, id: string): Underway {
  return { ...each, ref: { objectTypeId: typeBefore(each), id }, hops: each.hops - 1 };
}
