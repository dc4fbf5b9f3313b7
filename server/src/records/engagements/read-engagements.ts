import { instantOf } from '@millrace/core/property';
import type { RecordImage } from '@millrace/core/record';
import type { AnswerOf } from '../../platform/index.ts';
import type { CrmView } from '../../schema/index.ts';
import type { engagementAnswer } from '../answers.ts';
import { selectAssociated } from '../queries/associations.ts';
import { ENGAGED, ENGAGEMENT_TYPES, type EngagementType } from './engagement-types.ts';
import { metadataOf } from './metadata.ts';

/** Records of one type that are answered with an engagement. */
const ENGAGED_SHOWN_MAX = 1_000;

/**
 * Engagements as the API answers them, each with the ids of the records it hangs on. The number of statements does not
 * depend on how many they are. `visible` says of which object types the caller may know the records.
 */
export async function presentEngagements(
  view: CrmView,
  images: readonly RecordImage[],
  visible: (objectTypeId: string) => boolean,
) {
  const links = await loadEngaged(view, images, visible);
  return images.map((image) => present(view, image, links));
}

/** Member of `associations` → engagement → ids. */
type Engaged = ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>;

async function loadEngaged(
  view: CrmView,
  images: readonly RecordImage[],
  visible: (objectTypeId: string) => boolean,
): Promise<Engaged> {
  const byType = [...Map.groupBy(images, (image) => image.objectTypeId)];
  const found = await Promise.all(
    ENGAGED.filter(({ objectTypeId }) => visible(objectTypeId)).map(async ({ member, objectTypeId }) => {
      const rows = await Promise.all(
        byType.map(([type, ofType]) => {
          const pages = ofType.map(({ id }) => ({ id, after: undefined }));
          return selectAssociated(view.db, view.account.id, type, objectTypeId, pages, ENGAGED_SHOWN_MAX);
        }),
      );
      const ids = Map.groupBy(rows.flat(), (row) => row.fromId);
      const distinct = [...ids].map(([from, linked]): [string, number[]] => [
        from,
        [...new Set(linked.map(({ toId }) => Number(toId)))],
      ]);
      return [member, new Map(distinct)] as const;
    }),
  );
  return new Map(found);
}

function present(view: CrmView, image: RecordImage, links: Engaged): AnswerOf<typeof engagementAnswer> {
  const { properties } = image;
  const type = engagementTypeOf(image.objectTypeId);
  const owner = properties['hubspot_owner_id'];
  const attachments = (properties['hs_attachment_ids'] ?? '').split(';').filter((id) => id !== '');
  return {
    engagement: {
      id: Number(image.id),
      portalId: Number(view.account.id),
      active: image.archivedAt === null,
      createdAt: image.createdAt,
      lastUpdated: image.updatedAt,
      ...(owner === undefined ? {} : { ownerId: Number(owner) }),
      type: type.name,
      timestamp: instantOf(properties['hs_timestamp'] ?? '') ?? image.createdAt,
    },
    associations: {
      ...Object.fromEntries(ENGAGED.map(({ member }) => [member, links.get(member)?.get(image.id) ?? []])),
      ownerIds: [],
      workflowIds: [],
    },
    attachments: attachments.map((id) => ({ id: Number(id) })),
    metadata: metadataOf(type, properties),
  };
}

function engagementTypeOf(objectTypeId: string): EngagementType {
  const type = ENGAGEMENT_TYPES.find((each) => each.objectTypeId === objectTypeId);
  if (!type) throw new Error(`Records of ${objectTypeId} are no engagements.`);
  return type;
}
