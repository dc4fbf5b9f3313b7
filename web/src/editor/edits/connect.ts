import { actionOf, type Edge, type EdgeRef, edgeAt, withEdge } from '../../flow-body/index.ts';
import { conflict, type EditKind } from './edit.ts';
import { renamedId, renamedRef } from './renamed.ts';
import { GONE } from './segment.ts';

/** Points an edge elsewhere, or nowhere. What it led to stays, even if nothing leads to it any more. */
export interface Connect {
  readonly kind: 'connect';
  readonly at: EdgeRef;
  readonly to: Edge | null;
  /** Where it led when this was wished. */
  readonly was: string | null;
}

export const connect: EditKind<Connect> = {
  label: ({ to }) => (to === null ? 'end a lane' : `go to action ${to.to}`),
  apply(raw, { at, to, was }) {
    const now = edgeAt(raw, at);
    if (now === undefined) return conflict(GONE);
    const target = now?.to ?? null;
    if (target !== was && target !== (to?.to ?? null)) return conflict('It leads elsewhere by now.');
    if (to && !actionOf(raw, to.to)) return conflict(`Action ${to.to} is no longer there.`);
    return { raw: withEdge(raw, at, to) };
  },
  renamed: (edit, ids) => ({
    ...edit,
    at: renamedRef(edit.at, ids),
    to: edit.to && { ...edit.to, to: renamedId(edit.to.to, ids) },
    was: edit.was === null ? null : renamedId(edit.was, ids),
  }),
};
