import { actionOf, getIn, type Path, type Raw, sameRaw, setIn, withAction } from '../../flow-body/index.ts';
import { renumbered } from '../clipboard/renumber.ts';
import { conflict, type EditKind } from './edit.ts';
import { renamedId } from './renamed.ts';

/** Sets one member, of an action or of the flow itself; without `value` it is taken out. */
export interface SetMember {
  readonly kind: 'setMember';
  /** Null for the flow itself. */
  readonly actionId: string | null;
  readonly path: Path;
  readonly value?: Raw;
  /** The value that the author saw. */
  readonly was?: Raw;
  /** What the member is called, for the label. */
  readonly name?: string;
}

export const setMember: EditKind<SetMember> = {
  label: ({ actionId, path, name }) =>
    `change ${name ?? path.join('.')}${actionId === null ? '' : ` of action ${actionId}`}`,
  apply(raw, { actionId, path, value, was }) {
    const owner = actionId === null ? raw : actionOf(raw, actionId);
    if (!owner) return conflict(`Action ${actionId} is no longer there.`);
    const now = getIn(owner, path);
    if (!sameRaw(now, was) && !sameRaw(now, value)) return conflict('It has another value by now.');
    const changed = setIn(owner, path, value);
    if (changed === owner) return { raw };
    return { raw: actionId === null ? changed : withAction(raw, actionId, changed) };
  },
  renamed: (edit, ids) => ({
    ...edit,
    ...(edit.actionId === null ? {} : { actionId: renamedId(edit.actionId, ids) }),
    ...(edit.value === undefined ? {} : { value: renumbered(edit.value, ids) }),
    ...(edit.was === undefined ? {} : { was: renumbered(edit.was, ids) }),
  }),
  joins: ({ actionId, path }) => JSON.stringify([actionId, path]),
  joined: (first, second) => {
    const { was: _, ...rest } = second;
    return first.was === undefined ? rest : { ...rest, was: first.was };
  },
};
