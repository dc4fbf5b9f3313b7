import { actionOf, dropActions, edgesOf, withEdge } from '../../flow-body/index.ts';
import { conflict, type EditKind } from './edit.ts';
import { renamedId } from './renamed.ts';
import { withAllBelow } from './segment.ts';

/** Takes an action out, and all that only it leads to. */
export interface RemoveBelow {
  readonly kind: 'removeBelow';
  readonly id: string;
}

export const removeBelow: EditKind<RemoveBelow> = {
  label: ({ id }) => `delete action ${id} and all below`,
  apply(raw, { id }) {
    if (!actionOf(raw, id)) return conflict(`Action ${id} is no longer there.`);
    const below = withAllBelow(raw, id);
    const led = edgesOf(raw).filter(({ to }) => below.has(to));
    const cut = led.reduce((flow, { at }) => withEdge(flow, at, null), raw);
    return { raw: dropActions(cut, below) };
  },
  renamed: (edit, ids) => ({ ...edit, id: renamedId(edit.id, ids) }),
};
