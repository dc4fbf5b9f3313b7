import type { NewIds } from '../clipboard/renumber.ts';
import type { EdgeRef } from '../raw/index.ts';

export function renamedId(id: string, ids: NewIds): string {
  return ids.get(id) ?? id;
}

export function renamedRef(at: EdgeRef, ids: NewIds): EdgeRef {
  return at.from === null ? at : { ...at, from: renamedId(at.from, ids) };
}
