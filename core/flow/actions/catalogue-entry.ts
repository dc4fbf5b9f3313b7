import type { ActionEntry, ActionHead, NodeType, StoredEntry } from '../catalogue/index.ts';
import type { ActionType, NodeMember } from './action-type.ts';
import type { Field } from './fields.ts';

/** What the catalogue has of a type for graphs and menus. */
export function catalogueHead(type: ActionType): ActionHead {
  const { id, name, summary, group, icon, objectTypeIds, branches } = type;
  return {
    id,
    node: isNode(type) ? (id as NodeType) : 'SINGLE_CONNECTION',
    name,
    summary,
    group,
    icon,
    isOffered: type.isOld !== true,
    ...(objectTypeIds ? { objectTypeIds } : {}),
    ...(branches ? { branches } : {}),
  };
}

/** What it has besides. */
export function catalogueEntry(type: ActionType): StoredEntry {
  const { versions, outputs, members, fields, waits, isFlowControl } = type;
  if (isNode(type) && Object.keys(fields).length > 0) throw new Error(`${type.id} is a node, and has fields`);
  const told = { ...members, ...fields };
  return {
    versions,
    members: Object.entries(told).map(([name, member]) => memberEntry(name, member)),
    outputs,
    givesAnyOutput: type.givesAnyOutput === true,
    waits,
    isFlowControl,
    doneBy: doneBy(type),
  };
}

function isNode({ id }: ActionType): boolean {
  return !/^\d+-\d+$/.test(id);
}

function memberEntry(name: string, told: Field | NodeMember): StoredEntry['members'][number] {
  const { kind, label, help, isRequired, choices, of, goesWith } = told;
  if (help === undefined) throw new Error(`${name} of an action is not explained to people`);
  return {
    name,
    kind,
    label,
    help,
    isRequired,
    ...('default' in told ? { default: told.default } : {}),
    ...(choices ? { choices } : {}),
    ...(of ? { of } : {}),
    ...(goesWith ? { goesWith } : {}),
  };
}

function doneBy({ kind, givesWay }: ActionType): ActionEntry['doneBy'] {
  if (givesWay) return 'person';
  return kind === 'internal' ? 'server' : 'outside';
}
