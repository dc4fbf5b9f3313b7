import type { Command } from './command.ts';
import { COMMANDS } from './list.ts';

/** What is known of a pressed key. */
export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** `Mod+Shift+Z`. Signs such as `?` and `.` say nothing of shift, which differs from keyboard to keyboard. */
export function keyName({ key, ctrlKey, metaKey, shiftKey, altKey }: Pressed): string {
  const isSign = key.length === 1 && !/[a-z0-9]/i.test(key);
  const parts = [
    ...(ctrlKey || metaKey ? ['Mod'] : []),
    ...(altKey ? ['Alt'] : []),
    ...(shiftKey && !isSign ? ['Shift'] : []),
    key.length === 1 ? key.toUpperCase() : key,
  ];
  return parts.join('+');
}

const byKey = new Map(COMMANDS.flatMap((command) => command.keys.map((key) => [key, command] as const)));

/** The command of a pressed key. Those without Mod or Alt act on the canvas only. */
export function commandFor(pressed: Pressed, isOnCanvas: boolean): Command | undefined {
  const name = keyName(pressed);
  const command = byKey.get(name);
  if (!command || command.isNative) return undefined;
  return isOnCanvas || ANYWHERE.has(command.id) ? command : undefined;
}

/** What acts wherever the focus is, but in a field that has an undo of its own. */
const ANYWHERE = new Set(['save', 'find', 'undo', 'redo']);
