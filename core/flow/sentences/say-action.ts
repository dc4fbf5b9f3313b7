import { membersOf, type Names, type Part, textOf } from '../../sentence/index.ts';
import { sayOther } from '../actions/say-other.ts';
import { ACTION_SAYS } from '../actions/types/says.ts';
import { actionHead, elsewhere } from '../catalogue/index.ts';
import type { FlowWording } from '../wording.ts';
import { wordingOf } from './wording-of.ts';

/** What an action does, as something to do: `Send email Welcome`, `Wait 3 days`. */
export function sayAction(action: unknown, flow: unknown, names: Names): Part[] {
  return sayActionWith(action, wordingOf(flow, names));
}

export function sayActionWith(action: unknown, wording: FlowWording): Part[] {
  const given = membersOf(action);
  const id = typeIdOf(action);
  const say = Object.hasOwn(ACTION_SAYS, id) ? ACTION_SAYS[id]! : sayOther;
  return say(given, wording);
}

/** `0-5`, or the kind of node for those without a type id; samples leave the kind of branches out. */
export function typeIdOf(action: unknown): string {
  const given = membersOf(action);
  const { actionTypeId, type } = given;
  if (textOf(actionTypeId)) return textOf(actionTypeId)!;
  if (textOf(type)) return textOf(type)!;
  if ('listBranches' in given) return 'LIST_BRANCH';
  return 'staticBranches' in given ? 'STATIC_BRANCH' : '';
}

/** The type of an action in a word or two, as it stands before the action's number: `Delay`, `Send email`. */
export function typeName(action: unknown, names: Names): string {
  const id = typeIdOf(action);
  const head = actionHead(id);
  if (head?.group === 'DELAYS') return 'Delay';
  if (head?.group === 'BRANCHES') return 'Branch';
  return names.thing('actionType', id) ?? head?.name ?? (elsewhere(id).name || 'Action');
}
