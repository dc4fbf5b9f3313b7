import type { FlowDefinition } from '../definition/index.ts';

/** The flows that a record leaves on entering another: none, all others, or these. */
export type Unenrolls = 'none' | 'all' | readonly string[];

/** What a flow says of the others; one that names no flow lets its records stay where they are. */
export function unenrollsOf(definition: FlowDefinition): Unenrolls {
  const setting = definition.type === 'CONTACT_FLOW' ? definition.unEnrollmentSetting : undefined;
  if (!setting) return 'none';
  if (setting.type === 'ALL') return 'all';
  return setting.flowIds.length > 0 ? setting.flowIds : 'none';
}

/** Whether entering one flow takes a record out of another. */
export function takesOutOf(
  { flowId, unenrolls }: { readonly flowId: string; readonly unenrolls?: Unenrolls | undefined },
  other: string,
): boolean {
  if (unenrolls === undefined || unenrolls === 'none' || other === flowId) return false;
  return unenrolls === 'all' || unenrolls.includes(other);
}
