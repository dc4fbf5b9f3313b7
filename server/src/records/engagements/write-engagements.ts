import { type AssociationSpec, isRecordId, type ObjectType } from '@millrace/core/crm';
import type { RecordImage } from '@millrace/core/record';
import { only } from '../../schema/index.ts';
import { archiveRecords } from '../archive-records.ts';
import { linkByDefault } from '../associations/change-links.ts';
import { createRecords } from '../create-records.ts';
import { loadRecords } from '../load.ts';
import type { CrmUnit } from '../unit.ts';
import { updateRecords } from '../update-records.ts';
import type { EngagementInput, NewEngagement } from './engagement-input.ts';
import { ENGAGED, ENGAGEMENT_TYPES, type EngagementType } from './engagement-types.ts';
import { findEngagement } from './find-engagements.ts';
import { propertiesOf } from './metadata.ts';

/** Throws 403 when the caller may not write records of a type. */
export type Authorise = (objectTypeId: string) => void;

/** Makes an engagement on the records that it names; its instant is now unless it says. */
export async function createEngagement(
  unit: CrmUnit,
  input: NewEngagement,
  authorise: Authorise,
): Promise<RecordImage> {
  const type = ENGAGEMENT_TYPES.find(({ name }) => name === input.engagement.type)!;
  authorise(type.objectTypeId);
  const properties = { hs_timestamp: String(unit.account.now), ...propertiesOf(type, input, {}) };
  const from = objectTypeOf(unit, type);
  const associations = engagedBy(input, authorise).flatMap(({ objectTypeId, ids }) => {
    const plain = plainType(unit, from, objectTypeId);
    return ids.map((id) => ({ to: { id }, types: [plain] }));
  });
  return only(await createRecords(unit, from, [{ properties, associations }]));
}

/** Changes what the body names and leaves the rest; records that it names are added to those it hangs on. */
export async function changeEngagement(
  unit: CrmUnit,
  id: string,
  input: EngagementInput,
  authorise: Authorise,
): Promise<RecordImage> {
  await lockAll(unit, id, input, authorise);
  const image = await findEngagement(unit.tx, unit.account.id, id, 'wait');
  const type = ENGAGEMENT_TYPES.find(({ objectTypeId }) => objectTypeId === image.objectTypeId)!;
  authorise(type.objectTypeId);
  const properties = propertiesOf(type, input, image.properties);
  only(await updateRecords(unit, objectTypeOf(unit, type), [{ id: image.id, properties }]));
  await linkTo(unit, type, image, input, authorise);
  return unit.world.record(image) ?? image;
}

export async function archiveEngagement(unit: CrmUnit, id: string, authorise: Authorise): Promise<void> {
  const image = await findEngagement(unit.tx, unit.account.id, id, 'wait');
  authorise(image.objectTypeId);
  const type = ENGAGEMENT_TYPES.find(({ objectTypeId }) => objectTypeId === image.objectTypeId)!;
  await archiveRecords(unit, objectTypeOf(unit, type), [image.id]);
}

async function linkTo(
  unit: CrmUnit,
  type: EngagementType,
  image: RecordImage,
  input: EngagementInput,
  authorise: Authorise,
): Promise<void> {
  const from = objectTypeOf(unit, type);
  for (const { objectTypeId, ids } of engagedBy(input, authorise)) {
    const pairs = ids.map((id) => ({ from: image.id, to: id }));
    const outcomes = await linkByDefault(unit, { from, to: objectTypeOf(unit, { objectTypeId }) }, pairs);
    for (const outcome of outcomes) only([outcome]);
  }
}

/** The records that a body names, by their types. */
function engagedBy({ associations }: EngagementInput, authorise: Authorise) {
  return ENGAGED.flatMap(({ member, objectTypeId }) => {
    const ids = [...new Set(associations?.[member] ?? [])];
    if (ids.length > 0) authorise(objectTypeId);
    return ids.length > 0 ? [{ objectTypeId, ids }] : [];
  });
}

/** Locks the engagement and all that it is to hang on at once, in the one order of locks. */
async function lockAll(
  unit: CrmUnit,
  id: string,
  input: EngagementInput,
  authorise: Authorise,
): Promise<void> {
  const engagement = ENGAGEMENT_TYPES.map(({ objectTypeId }) => ({ objectTypeId, id }));
  const engaged = engagedBy(input, authorise).flatMap(({ objectTypeId, ids }) =>
    ids.map((other) => ({ objectTypeId, id: other })),
  );
  const refs = [...engagement, ...engaged].filter((ref) => isRecordId(ref.id));
  await loadRecords(unit.tx, unit.account.id, refs, 'wait');
}

function plainType({ schema }: CrmUnit, from: ObjectType, to: string): AssociationSpec {
  const type = schema.defaultAssociationType(from.id, to);
  if (!type) throw new Error(`Every ${from.name} can be associated with ${to}.`);
  return { associationCategory: type.category, associationTypeId: type.typeId };
}

function objectTypeOf(
  { schema }: CrmUnit,
  { objectTypeId }: Pick<EngagementType, 'objectTypeId'>,
): ObjectType {
  const type = schema.objectType(objectTypeId);
  if (!type) throw new Error(`${objectTypeId} is an object type of every account.`);
  return type;
}
