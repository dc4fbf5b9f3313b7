import { type ActionEntry, type MemberEntry, type NodeType, optionLabel } from '../catalogue/index.ts';
import type { ActionType, NodeMember } from './action-type.ts';
import type { Field } from './fields.ts';

/** What the catalogue has of a type. */
export function catalogueEntry(type: ActionType): ActionEntry {
  const { id, versions, name, summary, group, icon, objectTypeIds, branches, outputs, members, fields } =
    type;
  const isNode = !/^\d+-\d+$/.test(id);
  return {
    ...{ id, node: isNode ? (id as NodeType) : 'SINGLE_CONNECTION', versions, name, summary, group, icon },
    isOffered: type.isOld !== true,
    ...(objectTypeIds ? { objectTypeIds } : {}),
    members: [
      ...Object.entries(members).map(([member, told]) => memberEntry(member, member, told)),
      ...Object.entries(fields).map(([field, told]) => memberEntry(field, `fields.${field}`, told)),
    ],
    ...(branches ? { branches } : {}),
    outputs,
    givesAnyOutput: type.givesAnyOutput === true,
    ...{ waits: type.waits, isFlowControl: type.isFlowControl, doneBy: doneBy(type) },
  };
}

function memberEntry(name: string, path: string, told: Field | NodeMember): MemberEntry {
  const { kind, label, help, isRequired, choices, of, goesWith } = told;
  if (help === undefined) throw new Error(`${path} of an action is not explained to people`);
  return {
    ...{ name, path, kind, label, help, isRequired },
    ...('default' in told ? { default: told.default } : {}),
    ...(choices ? { choices, options: choices.map((value) => ({ value, label: optionLabel(value) })) } : {}),
    ...(of ? { of } : {}),
    ...(goesWith ? { goesWith } : {}),
  };
}

function doneBy({ kind, givesWay }: ActionType): ActionEntry['doneBy'] {
  if (givesWay) return 'person';
  return kind === 'internal' ? 'server' : 'outside';
}
