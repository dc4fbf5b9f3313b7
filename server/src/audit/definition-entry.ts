import { DEEDS, DEFINITIONS, type Deed, type Definition } from './kinds.ts';
import type { AuditEntry } from './note-audit.ts';

/** Something that was made, changed, deleted or brought back. */
export interface Defined {
  readonly id: string;
  readonly name?: string | null | undefined;
  readonly detail?: AuditEntry['detail'];
}

/** The entry for a definition that was made, changed, deleted or brought back. */
export function definitionEntry(
  target: Definition,
  deed: Deed,
  { id, name, detail = {} }: Defined,
): AuditEntry {
  const named = name === undefined || name === null || name === id ? '' : ` "${name}"`;
  const summary = `${DEEDS[deed]} the ${DEFINITIONS[target]} ${id}${named}.`;
  return { kind: `${target}_${deed}`, id, name: name ?? null, summary, detail };
}

/** Members that change with every save, and say nothing. */
const ALWAYS_OTHERS: readonly string[] = ['updatedAt', 'updatedBy', 'updatedUserId', 'version'];

/** The entry for a definition that was changed, with the names of the members that are others now; none when all are as before. */
export function changedEntry(
  target: Definition,
  { id, name, detail }: Defined,
  before: object,
  after: object,
): AuditEntry[] {
  const changed = changedMembers(before, after);
  if (changed.length === 0) return [];
  return [definitionEntry(target, 'CHANGED', { id, name, detail: { ...detail, changed } })];
}

/** The names of the members that differ. */
export function changedMembers(before: object, after: object): string[] {
  const [was, is] = [before, after] as Readonly<Record<string, unknown>>[] as [
    Readonly<Record<string, unknown>>,
    Readonly<Record<string, unknown>>,
  ];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (member) => !ALWAYS_OTHERS.includes(member) && JSON.stringify(was[member]) !== JSON.stringify(is[member]),
  );
}
