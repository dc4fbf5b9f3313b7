import { actionsOf, isObject, parseRaw, type RawFlow, startOf, textAt } from '../raw/index.ts';
import type { Clip } from './clip.ts';

/** What stands on the clipboard: copied actions, or the body of a whole flow. */
export type Pasted =
  | { readonly kind: 'actions'; readonly clip: Clip }
  | { readonly kind: 'flow'; readonly body: RawFlow; readonly clip: Clip };

/** Undefined for anything else: a text that somebody copied elsewhere. */
export function readClipboard(text: string): Pasted | undefined {
  const body = parsed(text);
  if (!isObject(body)) return undefined;
  const actions = actionsOf(body);
  const first = actions[0];
  if (!first) return undefined;
  const startActionId = startOf(body) ?? textAt(first, 'actionId');
  const clip: Clip = {
    millrace: 'actions',
    objectTypeId: textAt(body, 'objectTypeId'),
    startActionId,
    actions,
  };
  if (textAt(body, 'millrace') === 'actions') return { kind: 'actions', clip };
  return 'objectTypeId' in body || 'type' in body ? { kind: 'flow', body, clip } : undefined;
}

function parsed(text: string) {
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    return parseRaw(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
