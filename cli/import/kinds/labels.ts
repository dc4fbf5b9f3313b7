import type { Answer } from '@millrace/client';
import { bring } from '../bring.ts';
import { type Importing, type RecordType, stopWhereAsked } from '../importing.ts';
import { recordTypes } from '../record-types.ts';

type AssociationType =
  Answer<'GET /crm/associations/v4/{fromObjectType}/{toObjectType}/labels'>['results'][number];

/** A pair of types, and the kinds of associations from the first to the second and back that the account has made itself. */
interface Pair {
  readonly from: RecordType;
  readonly to: RecordType;
  readonly there: readonly AssociationType[];
  readonly back: readonly AssociationType[];
}

/** Longer names of labels than the original takes are cut. */
const NAME_CHARACTERS_MAX = 90;

/** The labels of associations: one with another name from the other end is made with both. */
export async function bringLabels(importing: Importing): Promise<void> {
  const types = await recordTypes(importing);
  for (const [at, from] of types.entries())
    for (const to of types.slice(at)) {
      stopWhereAsked(importing);
      const pair = await pairOf(importing.source, from, to, (type) => type.sourceId);
      if (pair.there.length > 0) await bringPair(importing, pair);
    }
}

async function bringPair(importing: Importing, { from, to, there, back }: Pair): Promise<void> {
  const { target, state } = importing;
  const known = from.targetId !== undefined && to.targetId !== undefined;
  const found: Pair = known
    ? await pairOf(target, from, to, (type) => type.targetId!)
    : { from, to, there: [], back: [] };
  const between = `${from.name} to ${to.name}`;
  for (const type of there) {
    if (from === to && isInverse(type, there)) continue;
    const inverse = inverseOf(type, back);
    const label = type.label ?? '';
    let made: readonly AssociationType[] = [];
    const match = await bring(importing, {
      choice: 'labels',
      what: 'association labels',
      coming: { kind: 'association', id: String(type.typeId), name: `${between}: ${label || '(none)'}` },
      there: found.there.map((each) => named(each, between)),
      make: async () => {
        const path = { fromObjectType: from.targetId!, toObjectType: to.targetId! };
        if (type.label === null) {
          const body = { fromObjectTypeId: from.targetId!, toObjectTypeId: to.targetId! };
          const objectType = from.targetId!;
          return (
            await target.call('POST /crm-object-schemas/v3/schemas/{objectType}/associations', {
              path: { objectType },
              body,
            })
          ).id;
        }
        const inverseLabel = inverse?.label ?? type.label;
        const body = { label: type.label, name: nameOf(type), inverseLabel };
        const call = 'POST /crm/associations/v4/{fromObjectType}/{toObjectType}/labels';
        made = (await target.call(call, { path, body })).results;
        return String(made[0]!.typeId);
      },
    });
    if (!inverse || inverse.typeId === type.typeId) continue;
    const id = state.idOf('association', String(type.typeId));
    const same = match
      ? (inverseOf(match.type, found.back) ?? inverseOf(match.type, found.there))
      : (made[1] ??
        (known && id !== undefined ? await madeInverse(importing, from, to, Number(id)) : undefined));
    if (same) state.note('association', String(inverse.typeId), String(same.typeId));
  }
}

async function madeInverse({ target, mode }: Importing, from: RecordType, to: RecordType, typeId: number) {
  if (mode === 'LOOK' || Number.isNaN(typeId)) return undefined;
  const { back } = await pairOf(target, from, to, (type) => type.targetId!);
  return inverseOf({ category: 'USER_DEFINED', typeId, label: null }, back);
}

/** The other end of a label bears the next number; one of the same name from both ends, between one type, is its own. */
function inverseOf(type: AssociationType, back: readonly AssociationType[]): AssociationType | undefined {
  return (
    back.find(({ typeId }) => typeId === type.typeId + 1) ??
    back.find(({ typeId }) => typeId === type.typeId - 1) ??
    back.find(({ label, typeId }) => label === type.label && typeId !== type.typeId)
  );
}

/** Between records of one type both ends of a label stand in one list: the second of them comes with the first. */
function isInverse({ typeId }: AssociationType, there: readonly AssociationType[]): boolean {
  const before = there.filter((each) => each.typeId < typeId).toSorted((a, b) => a.typeId - b.typeId);
  let run = 0;
  for (let id = typeId - 1; before.some((each) => each.typeId === id); id--) run++;
  return run % 2 === 1;
}

function named(type: AssociationType, between: string) {
  return { id: String(type.typeId), name: `${between}: ${type.label || '(none)'}`, type };
}

/** The name that programs use: the original does not tell it. */
function nameOf({ label, typeId }: AssociationType): string {
  const slug = (label ?? '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_');
  return `label_${slug}_${typeId}`.replace(/_+/g, '_').slice(0, NAME_CHARACTERS_MAX);
}

async function pairOf(
  target: Importing['source'],
  from: RecordType,
  to: RecordType,
  idOf: (type: RecordType) => string,
): Promise<Pair> {
  const ask = async (a: RecordType, b: RecordType) => {
    const path = { fromObjectType: idOf(a), toObjectType: idOf(b) };
    const call = 'GET /crm/associations/v4/{fromObjectType}/{toObjectType}/labels';
    const { results } = await target.call(call, { path });
    return results.filter(({ category }) => category === 'USER_DEFINED');
  };
  const there = await ask(from, to);
  return { from, to, there, back: from === to || there.length === 0 ? there : await ask(to, from) };
}
