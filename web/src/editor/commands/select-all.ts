import { readingOrder } from '../../flow-body/index.ts';
import { TRIGGER } from '../../layout/index.ts';
import type { Command } from './command.ts';

export const selectAll: Command = {
  id: 'select-all',
  title: 'Select all actions',
  group: 'Select',
  keys: ['Mod+A'],
  when: () => true,
  run: ({ raw, focus }) => ({
    kind: 'select',
    ids: readingOrder(raw),
    focus: focus ?? readingOrder(raw)[0] ?? TRIGGER,
  }),
};
