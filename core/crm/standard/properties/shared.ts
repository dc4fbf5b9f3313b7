import { propertyTable, type StandardTable } from '../notation.ts';

/**
 * Properties of every object type, in the first group of its own table.
 * `created` and `modified` are the type's names for its two instants.
 */
export function withShared(text: string, created: string, modified: string): StandardTable {
  const own = propertyTable(text);
  const group = own.groups[0];
  if (!group) throw new Error('A table of standard properties begins with a group.');
  const shared = propertyTable(`[${group.name}] ${group.label}
    hs_object_id               | Record ID                  | number   | readonly
    ${created}                 | Create Date                | datetime | readonly
    ${modified}                | Last Modified Date         | datetime | readonly
    hubspot_owner_id           | Owner                      | external | form
    hubspot_owner_assigneddate | Owner Assigned Date        | datetime | readonly
    hubspot_team_id            | HubSpot Team               | external | readonly
    hs_all_owner_ids           | All Owner IDs              | text     | readonly hidden
    hs_created_by_user_id      | Created by user ID         | number   | readonly
    hs_updated_by_user_id      | Updated by user ID         | number   | readonly
    hs_object_source           | Record creation source     | text     | readonly
    hs_object_source_label     | Record source              | text     | readonly
    hs_object_source_id        | Record creation source ID  | text     | readonly
    hs_object_source_user_id   | Record creation source user ID | number | readonly
    hs_object_source_detail_1  | Record source detail 1     | text     | readonly
    hs_object_source_detail_2  | Record source detail 2     | text     | readonly
    hs_object_source_detail_3  | Record source detail 3     | text     | readonly
    hs_unique_creation_key     | Unique creation key        | text     | readonly hidden
    hs_pinned_engagement_id    | Pinned Engagement ID       | number   | hidden
    hs_merged_object_ids       | Merged record IDs          | text     | readonly hidden
    hs_read_only               | Read only object           | bool     | readonly hidden
    hs_was_imported            | Performed in an import     | bool     | readonly hidden
  `);
  const known = new Set(own.properties.map((property) => property.name));
  const added = shared.properties.filter((property) => !known.has(property.name));
  return { groups: own.groups, properties: [...own.properties, ...added] };
}
