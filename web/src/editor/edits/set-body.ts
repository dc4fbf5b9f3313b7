import { type RawFlow, sameRaw, without } from '../../flow-body/index.ts';
import { renumbered } from '../clipboard/renumber.ts';
import { conflict, type EditKind } from './edit.ts';

/** Replaces all that an author writes: the JSON of the whole flow, or a pasted one. What the server owns stays. */
export interface SetBody {
  readonly kind: 'setBody';
  readonly body: RawFlow;
  readonly was: RawFlow;
}

/** Members that the server sets. */
export const OWNED = [
  'id',
  'revisionId',
  'createdAt',
  'updatedAt',
  'nextAvailableActionId',
  'crmObjectCreationStatus',
  'migrationStatus',
] as const;

export const setBody: EditKind<SetBody> = {
  label: () => 'change the JSON of the flow',
  apply(raw, { body, was }) {
    if (!sameRaw(without(raw, ...OWNED), without(was, ...OWNED)))
      return conflict('The flow is another by now.');
    const owned = Object.fromEntries(
      OWNED.filter((member) => member in raw).map((member) => [member, raw[member]!]),
    );
    return { raw: { ...owned, ...without(body, ...OWNED) } };
  },
  renamed: (edit, ids) => ({ ...edit, body: renumbered(edit.body, ids), was: renumbered(edit.was, ids) }),
};
