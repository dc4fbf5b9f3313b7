import {
  actionsOf,
  idOf,
  isObject,
  parseRaw,
  type Raw,
  type RawFlow,
  type RawObject,
  startOf,
  textAt,
} from '../../flow-body/index.ts';
import { type Clip, clip } from './clip.ts';

/** What stands on the clipboard: copied actions, the body of a whole flow, or what was to be JSON and cannot be read. */
export type Pasted =
  | { readonly kind: 'actions'; readonly clip: Clip }
  | { readonly kind: 'flow'; readonly body: RawFlow; readonly clip: Clip }
  | { readonly kind: 'broken'; readonly reason: string };

/** Undefined for anything else: a text that somebody copied elsewhere. */
export function readClipboard(text: string): Pasted | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return read(parseRaw(text));
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: 'broken', reason: error.message };
    throw error;
  }
}

function read(raw: Raw): Pasted | undefined {
  if (Array.isArray(raw)) return loose(raw);
  if (!isObject(raw)) return undefined;
  if (!('actions' in raw)) return loose([raw]);
  const actions = actionsOf(raw);
  const first = actions[0];
  if (!first) return undefined;
  if (textAt(raw, 'millrace') !== 'actions' && !('objectTypeId' in raw || 'type' in raw))
    return loose(actions);
  const copied: Clip = {
    millrace: 'actions',
    objectTypeId: textAt(raw, 'objectTypeId'),
    startActionId: startOf(raw) ?? idOf(first),
    actions,
  };
  return textAt(raw, 'millrace') === 'actions'
    ? { kind: 'actions', clip: copied }
    : { kind: 'flow', body: raw, clip: copied };
}

/** Actions as they are written by hand, or copied out of a flow's JSON: they may have no ids, and lead to what is not here. */
function loose(items: readonly Raw[]): Pasted | undefined {
  if (!items.every(isAction)) return undefined;
  const actions = items.map((action, index) =>
    'actionId' in action ? action : { actionId: `${UNNAMED}${index + 1}`, ...action },
  );
  const flow = { startActionId: actions[0] ? idOf(actions[0]) : '', actions };
  const copied = clip(flow, actions.map(idOf));
  return copied && { kind: 'actions', clip: copied };
}

/** No id of a flow begins so. */
const UNNAMED = 'unnamed-';

function isAction(raw: Raw): raw is RawObject {
  return isObject(raw) && ('actionTypeId' in raw || ('actionId' in raw && 'type' in raw));
}
