import type { Names, Part } from '../../sentence/index.ts';
import { sayAction } from './say-action.ts';

/** What a wait waits for, without its verb: `3 days`, `until Friday at 09:30`; of an action that is no wait, what it does. */
export function sayDelay(action: unknown, flow: unknown, names: Names): Part[] {
  const [first, ...rest] = sayAction(action, flow, names);
  if (!first || !('text' in first)) return first ? [first, ...rest] : rest;
  return [{ ...first, text: first.text.replace(/^Wait /, '') }, ...rest];
}
