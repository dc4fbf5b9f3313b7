import type { EdgeRef } from '../../flow-body/index.ts';
import type { NewIds } from '../clipboard/renumber.ts';

export function renamedId(id: string, ids: NewIds): string {
  return ids.get(id) ?? id;
}

export function renamedRef(at: EdgeRef, ids: NewIds): EdgeRef {
  return at.from === null ? at : { ...at, from: renamedId(at.from, ids) };
}
