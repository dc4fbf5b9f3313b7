/** Gives actions other ids, and with them all that names an action: connections, outputs that are read, tokens in texts. */
import { isObject, type Raw, type RawObject } from '../../flow-body/index.ts';

export type NewIds = ReadonlyMap<string, string>;

/** `action_output_7`, where a token reads an output. */
const OUTPUT = /\baction_output_([\w-]+)/g;
const TOKEN = /\{\{[\s\S]*?\}\}/g;

/** Members whose text is the id of an action. */
const NAMES_ACTION = new Set(['actionId', 'nextActionId', 'action_id']);
/** Members whose text is for somebody else. */
const OPAQUE = new Set(['sourceCode']);

/** Answers the same object where nothing in it is named otherwise. */
export function renumbered<R extends Raw>(raw: R, ids: NewIds): R {
  return (ids.size === 0 ? raw : inRaw(raw, ids)) as R;
}

function inRaw(raw: Raw, ids: NewIds, member = ''): Raw {
  if (typeof raw === 'string') return inText(raw, ids, member);
  if (typeof raw === 'number' && NAMES_ACTION.has(member)) return ids.get(String(raw)) ?? raw;
  if (Array.isArray(raw)) return inList(raw, ids, member);
  return isObject(raw) ? inObject(raw, ids) : raw;
}

function inList(items: readonly Raw[], ids: NewIds, member: string): readonly Raw[] {
  const now = items.map((item) => inRaw(item, ids, member));
  return now.every((item, index) => item === items[index]) ? items : now;
}

function inObject(object: RawObject, ids: NewIds): RawObject {
  const members = Object.entries(object);
  const now = members.map(([member, value]) => [member, inRaw(value, ids, member)] as const);
  return now.every(([, value], index) => value === members[index]![1]) ? object : Object.fromEntries(now);
}

function inText(text: string, ids: NewIds, member: string): string {
  if (NAMES_ACTION.has(member)) return ids.get(text) ?? text;
  if (OPAQUE.has(member)) return text;
  const inToken = (token: string) =>
    token.replace(
      OUTPUT,
      (whole, id: string) => `action_output_${ids.get(id) ?? whole.slice('action_output_'.length)}`,
    );
  return member.endsWith('Token') ? inToken(text) : text.replace(TOKEN, inToken);
}
