import { findFlow } from '../cli/support/find-flow.ts';
import type { Target } from '../cli/target/target.ts';

/** A flow: its id, its name, or what the API answered when it was made. */
export type FlowRef = string | number | { readonly id: string };

/** A record: its id, what the API answered when it was made, or the address of a contact. */
export type RecordRef = string | number | { readonly id: string };

/** The flows of files, by their names. */
export type AppliedFlows = Readonly<Record<string, { readonly id: string }>>;

/** The id of a flow. Fails where none or several bear the name. */
export function flowIdOf(target: Target, flow: FlowRef): Promise<string> {
  return findFlow(target, textOf(flow));
}

/** The id of a record. Fails with 404 where no contact has the address. */
export async function recordIdOf(target: Target, record: RecordRef): Promise<string> {
  const text = textOf(record);
  if (!text.includes('@')) return text;
  const { id } = await target.call('GET /crm/v3/objects/{objectType}/{objectId}', {
    path: { objectType: 'contacts', objectId: text },
    query: { idProperty: 'email' },
  });
  return id;
}

function textOf(reference: FlowRef | RecordRef): string {
  return String(typeof reference === 'object' ? reference.id : reference);
}
