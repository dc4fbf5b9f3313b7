import type { ObjectType } from '@millrace/core/crm';
import { type RecordRef, recordKey } from '@millrace/core/record';
import { noteErased } from '../../archive/index.ts';
import { noteAudit } from '../../audit/index.ts';
import { eraseHistory, waitForLanes } from '../../history/index.ts';
import { erasedRecords } from '../audited.ts';
import { recordNotFound } from '../errors.ts';
import { findRecords } from '../find-records.ts';
import { eraseIndexedValues } from '../flush/flush-indexed-values.ts';
import { deleteRecord, insertErasedAddress, selectArchivedWithAddress } from '../queries/erase.ts';
import { deleteLinks } from '../queries/links.ts';
import { selectMergedInto } from '../queries/merging.ts';
import type { CrmUnit } from '../unit.ts';
import { lockNeighbours, type Neighbourhood } from './lock-neighbours.ts';
import type { RecordKeeper } from './record-keeper.ts';

/** The id of the contact to erase. */
export interface ErasureRequest {
  readonly objectId: string;
  readonly idProperty: string | undefined;
}

/**
 * Erases a contact for good: the record, live or archived, its history, events, unique values, associations, and what
 * other features keep of it. The hash of its address stays, and one last change that says that it is gone, by which
 * enrollments end. What was merged into it goes with it. An address erases all contacts that have had it; an unknown one is
 * noted all the same, as in the original.
 */
export async function eraseContact(
  unit: CrmUnit,
  type: ObjectType,
  { objectId, idProperty }: ErasureRequest,
  keepers: readonly RecordKeeper[],
): Promise<void> {
  // Whoever evaluates changes takes them out of the queue and may need their records then; here it is the other way round.
  await waitForLanes(unit);
  const byAddress = idProperty === 'email';
  const place = { db: unit.tx, accountId: unit.account.id, schema: unit.schema, type };
  const [holder] = await findRecords(place, [objectId], idProperty);
  const archived = byAddress ? await selectArchivedWithAddress(unit, type.id, objectId) : [];
  const named = [...(holder ? [holder] : []), ...archived];
  const merged = await selectMergedInto(
    unit,
    named.map(({ id }) => ({ objectTypeId: type.id, id })),
  );
  const found = [...new Map([...named, ...merged].map((each) => [each.id, each])).values()];
  if (found.length === 0 && !byAddress) throw recordNotFound(type, objectId);
  const addresses = found.flatMap(({ properties }) => addressesOf(properties));
  await insertErasedAddress(unit, [...new Set(byAddress ? [objectId, ...addresses] : addresses)]);
  const refs = found.map(({ id }) => ({ objectTypeId: type.id, id }));
  for (const keeper of keepers) await keeper.lockBefore?.(unit, refs);
  const around = await lockNeighbours(unit, refs);
  const gone = new Set(refs.map(recordKey));
  for (const ref of refs) await eraseRecord(unit, ref, around, gone, keepers);
  await noteAudit(unit, unit.caller, ...erasedRecords(refs));
}

async function eraseRecord(
  unit: CrmUnit,
  ref: RecordRef,
  { images, links }: Neighbourhood,
  gone: ReadonlySet<string>,
  keepers: readonly RecordKeeper[],
): Promise<void> {
  const { schema, world, cause } = unit;
  const own = links.filter(({ from }) => recordKey(from) === recordKey(ref));
  await deleteLinks(unit.tx, unit.account.id, ref, own);
  for (const keeper of keepers) await keeper.erase(unit, ref);
  await eraseHistory(unit, ref);
  await noteErased(unit.tx, unit.account.id, 'RECORD', [ref.id]);
  const image = images.get(recordKey(ref));
  if (image) await eraseIndexedValues(unit, image);
  await deleteRecord(unit, ref);
  for (const { to, kind } of own) {
    if (!images.has(recordKey(to)) || gone.has(recordKey(to))) continue;
    const typeId = schema.associationType(kind.category, kind.typeId)?.inverseTypeId ?? kind.typeId;
    world.note(to, 'disassociated', { ...ref, category: kind.category, typeId }, cause);
  }
  world.note(ref, 'archived', null, cause);
}

function addressesOf(properties: Readonly<Record<string, string>>): string[] {
  const all = [properties['email'], ...(properties['hs_additional_emails']?.split(';') ?? [])];
  return [...new Set(all.flatMap((address) => (address ? [address] : [])))];
}
