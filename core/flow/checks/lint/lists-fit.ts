import type { Finding, Lint } from './finding.ts';

/** Lists are of the object type of the records that are asked, or put in; those kept by their filters let nobody be put in. */
export const listsFit: Lint = ({ mentions, world }) =>
  mentions.flatMap((mention): Finding[] => {
    if (mention.kind !== 'list') return [];
    const list = world.list(mention.id);
    if (!list) return [];
    const { id, path, objectTypeId } = mention;
    if (objectTypeId !== undefined && list.objectTypeId !== objectTypeId) {
      const message = `${path} names the list ${id}, which is of the object type ${list.objectTypeId}, not ${objectTypeId}: no such record is ever in it.`;
      const fix = `Name a list of the object type ${objectTypeId}.`;
      return [{ severity: 'error', code: 'OBJECT_TYPE_DOES_NOT_FIT', path, message, fix }];
    }
    if (list.keptBy === 'hand' || !isMemberOfFields(path)) return [];
    const message = `${path} names the list ${id}, which is kept by its filters: nobody joins or leaves it by hand, so every run of this action fails.`;
    return [
      { severity: 'error', code: 'LIST_IS_DYNAMIC', path, message, fix: 'Name a list that is kept by hand.' },
    ];
  });

/** In the fields of an action a list is named to put records in, or take them out; in filters, to ask for its members. */
function isMemberOfFields(path: string): boolean {
  return /^actions\[\d+\]\.fields\.(listId|list_id)$/.test(path);
}
