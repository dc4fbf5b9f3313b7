import type { ObjectType } from '@millrace/core/crm';
import type { RecordImage } from '@millrace/core/record';
import { noteAudit } from '../audit/index.ts';
import { archivedRecord } from './audited.ts';
import { lockFound } from './find-records.ts';
import type { CrmUnit } from './unit.ts';

/** Archives records; unknown ids are passed over. Answers the records, archived now or before. */
export async function archiveRecords(
  unit: CrmUnit,
  type: ObjectType,
  ids: readonly string[],
  idProperty?: string,
): Promise<RecordImage[]> {
  const { world, cause } = unit;
  const images = await lockFound(unit, type, ids, idProperty);
  const live = images.flatMap((image) => (image?.archivedAt === null ? [image.id] : []));
  await noteAudit(unit, unit.caller, ...live.map((id) => archivedRecord(type, id)));
  return images.flatMap((image) => {
    if (!image) return [];
    if (world.record(image) === undefined) world.load(image);
    world.setArchived(image, true, cause);
    return [image];
  });
}
