import type { ActionEntry, MemberEntry, StoredEntry } from './entry.ts';
import { ENTRIES } from './generated-entries.ts';
import { ACTION_HEADS } from './heads.ts';
import { optionLabel } from './option-label.ts';

/** Every type of action that runs here. */
export const CATALOGUE: readonly ActionEntry[] = ACTION_HEADS.map((head) => {
  const { members, ...stored } = ENTRIES[head.id]!;
  const inFields = head.node === 'SINGLE_CONNECTION';
  return { ...head, ...stored, members: members.map((member) => memberEntry(member, inFields)) };
});

const byId = new Map(CATALOGUE.map((entry) => [entry.id, entry]));

/** The entry of a type that runs here, by `actionTypeId` or kind of node; of others, `elsewhere` tells the name. */
export function actionEntry(id: string): ActionEntry | undefined {
  return byId.get(id);
}

/** Members of nodes stand beside `fields`, of which nodes have none. */
function memberEntry(member: StoredEntry['members'][number], inFields: boolean): MemberEntry {
  const options = member.choices?.map((value) => ({ value, label: optionLabel(value) }));
  return {
    ...member,
    path: inFields ? `fields.${member.name}` : member.name,
    ...(options ? { options } : {}),
  };
}
