import type { Caller, Db } from '../platform/index.ts';
import { type Access, recordScope, typeNamed } from '../schema/index.ts';

/** Which effects a caller may see, or cancel. */
export interface OpenEffects {
  /** Of which flows. */
  readonly flowIds: readonly string[];
  /** Whether those as well that no flow has asked for: mails to contacts. */
  readonly ofCallers: boolean;
}

/** What flows know of who may see what happens in them. */
export interface FlowAccess {
  /** The flows of which the caller may see the records, or change what happens to them. */
  open(caller: Caller, access: Access): Promise<readonly string[]>;
  /** 404 when there is no such flow, 403 when it or its records are closed to the caller. */
  require(caller: Caller, flowId: string, access: Access): Promise<unknown>;
}

export async function openEffects(flows: FlowAccess, caller: Caller, access: Access): Promise<OpenEffects> {
  return { flowIds: await flows.open(caller, access), ofCallers: opensContacts(caller, access) };
}

/** What a mail server says of a mail may name whom it was for, which is a contact. */
export function opensContacts(caller: Caller, access: Access): boolean {
  return caller.scopes.has(recordScope(typeNamed('contacts'), access));
}

/** Whether an effect is among them. */
export function isOpen(db: Db, { flowIds, ofCallers }: OpenEffects) {
  return ofCallers
    ? db`(flow_id is null or flow_id = any(${flowIds as string[]}::bigint[]))`
    : db`flow_id = any(${flowIds as string[]}::bigint[])`;
}
