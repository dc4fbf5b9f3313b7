import type { AssociationSpec } from '@millrace/core/criteria';
import type { RecordRef } from '@millrace/core/record';
import { type CrmSchema, loadAssociated, loadSchema } from '../crm/index.ts';
import type { Unit } from '../history/index.ts';
import type { LoggedChange } from './queries.ts';
import type { Concerned } from './reader-index.ts';

/** A record that a reader has to look at, because of a change of it or of another that is associated with it. */
export interface Reached {
  readonly change: LoggedChange;
  readonly concerned: Concerned;
  readonly ref: RecordRef;
}

/** A record on the way back from the one that changed, with so many associations still to go. */
interface Underway extends Reached {
  readonly hops: number;
}

/**
 * Goes back from changed records to those that readers let in. No statement when nobody reads over associations; else
 * one for each hop and each property that holds ids, however many changes there are.
 */
export async function reach(unit: Unit, starts: readonly Omit<Reached, 'ref'>[]): Promise<Reached[]> {
  const arrived: Reached[] = [];
  let underway: Underway[] = [];
  for (const { change, concerned } of starts) {
    const hops = concerned.path.length;
    if (hops === 0) arrived.push({ change, concerned, ref: change.ref });
    else underway.push({ change, concerned, ref: change.ref, hops });
  }
  if (underway.length === 0) return arrived;
  const schema = await loadSchema(unit.tx, unit.account.id, unit.account.schemaVersion);
  while (underway.length > 0) {
    const next = await oneHopBack(unit, schema, underway);
    arrived.push(...next.filter(({ hops }) => hops === 0));
    underway = next.filter(({ hops }) => hops > 0);
  }
  return arrived;
}

async function oneHopBack(unit: Unit, schema: CrmSchema, underway: readonly Underway[]): Promise<Underway[]> {
  const { tx, account } = unit;
  const typed = underway.flatMap((each) => {
    const association = lastHop(each);
    if (!('typeId' in association)) return [];
    const type = schema.associationType(association.category, association.typeId);
    return type ? [{ each, kind: { category: type.category, typeId: type.inverseTypeId } }] : [];
  });
  const found = await loadAssociated(
    tx,
    account.id,
    typed.map(({ each, kind }) => ({ from: each.ref, kind })),
  );
  const back = typed.flatMap(({ each }, index) => (found[index]?.ids ?? []).map((id) => backTo(each, id)));
  const named = Map.groupBy(
    underway.filter((each) => 'property' in lastHop(each)),
    (each) => `${typeBefore(each)} ${(lastHop(each) as { property: string }).property}`,
  );
  for (const group of named.values()) back.push(...(await holdersOf(unit, group)));
  return back;
}

/** Those that hold the ids in a property. There is no index for it: the records of the type are looked through once. */
async function holdersOf({ tx, account }: Unit, group: readonly Underway[]): Promise<Underway[]> {
  const [first] = group;
  const { property } = lastHop(first!) as { property: string };
  const rows = await tx`
    select id, properties ->> ${property} as held from records
    where account_id = ${account.id} and object_type_id = ${typeBefore(first!)} and archived_at is null
      and properties ->> ${property} = any(${[...new Set(group.map(({ ref }) => ref.id))]}::text[])`;
  return rows.flatMap((row) =>
    group.filter(({ ref }) => ref.id === row['held']).map((each) => backTo(each, row['id'] as string)),
  );
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
