import { readingOrder } from '../../flow-body/index.ts';
import { type Direction, TRIGGER, walk } from '../../layout/index.ts';
import type { Command, Situation } from './command.ts';

function walking(direction: Direction, key: string, title: string): Command {
  return {
    id: `go-${direction}`,
    title,
    group: 'Select',
    keys: [key],
    when: () => true,
    run: (situation) => {
      const focus = target(situation, direction) ?? situation.focus ?? TRIGGER;
      return { kind: 'select', ids: focus === TRIGGER ? [] : [focus], focus };
    },
  };
}

function target({ tree, layout, focus }: Situation, direction: Direction): string | undefined {
  return focus === undefined ? TRIGGER : walk(tree, layout, focus, direction);
}

function extending(direction: 'up' | 'down', key: string, title: string): Command {
  return {
    id: `extend-${direction}`,
    title,
    group: 'Select',
    keys: [key],
    when: () => true,
    run: (situation) => {
      const focus = target(situation, direction) ?? situation.focus ?? TRIGGER;
      const wanted = new Set([...situation.selection, focus]);
      return { kind: 'select', ids: readingOrder(situation.raw).filter((id) => wanted.has(id)), focus };
    },
  };
}

export const goUp = walking('up', 'ArrowUp', 'Previous action');
export const goDown = walking('down', 'ArrowDown', 'Next action');
export const goLeft = walking('left', 'ArrowLeft', 'Lane to the left');
export const goRight = walking('right', 'ArrowRight', 'Lane to the right');
export const extendUp = extending('up', 'Shift+ArrowUp', 'Select the previous, too');
export const extendDown = extending('down', 'Shift+ArrowDown', 'Select the next, too');
