import type { Finding, Lint } from './finding.ts';

/** Lists have the object type of the asked or added records; dynamic lists take no records by hand. */
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
    const message = `${path} names the list ${id}, which is kept by its filters: no record joins or leaves it by hand, so every run of this action fails.`;
    return [
      { severity: 'error', code: 'LIST_IS_DYNAMIC', path, message, fix: 'Name a list that is kept by hand.' },
    ];
  });

/** An action's fields name a list to add or remove records; filters name it to ask for its members. */
function isMemberOfFields(path: string): boolean {
  return /^actions\[\d+\]\.fields\.(listId|list_id)$/.test(path);
}
