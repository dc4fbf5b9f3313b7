import { actionOf, isBranching, START, slotsOf } from '../../flow-body/index.ts';
import { type Command, mayEdit } from './command.ts';

export const addAfter: Command = {
  id: 'add',
  title: 'Add an action after',
  group: 'Edit',
  keys: ['A'],
  when: mayEdit,
  run({ raw, focus }) {
    const action = focus === undefined ? undefined : actionOf(raw, focus);
    if (!action || focus === undefined) return { kind: 'add', at: START };
    const slots = slotsOf(action);
    const slot = isBranching(action) ? slots[0] : slots.at(-1);
    return { kind: 'add', at: { from: focus, member: slot?.member ?? 'connection' } };
  },
};
