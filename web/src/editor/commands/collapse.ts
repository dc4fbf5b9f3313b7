import { actionOf, isBranching } from '../../flow-body/index.ts';
import type { Command } from './command.ts';

export const collapse: Command = {
  id: 'collapse',
  title: 'Collapse or open a branch',
  group: 'View',
  keys: ['.'],
  when: ({ raw, focus }) => {
    const action = focus === undefined ? undefined : actionOf(raw, focus);
    return (action !== undefined && isBranching(action)) || 'Select a branch first.';
  },
  run: ({ focus }) => ({ kind: 'collapse', id: focus! }),
};
