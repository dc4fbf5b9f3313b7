import type { Caller, Db } from '../platform/index.ts';
import { type Access, recordScope, typeNamed } from '../schema/index.ts';

/** The effects that a caller may see or cancel. */
export interface OpenEffects {
  /** Of these flows. */
  readonly flowIds: readonly string[];
  /** Whether also effects without a flow: mails to contacts. */
  readonly ofCallers: boolean;
}

/** The port to flows: their access rules. */
export interface FlowAccess {
  /** The flows whose records the caller may see or change. */
  open(caller: Caller, access: Access): Promise<readonly string[]>;
  /** 404 without the flow, 403 when it or its records are closed to the caller. */
  require(caller: Caller, flowId: string, access: Access): Promise<unknown>;
}

export async function openEffects(flows: FlowAccess, caller: Caller, access: Access): Promise<OpenEffects> {
  return { flowIds: await flows.open(caller, access), ofCallers: opensContacts(caller, access) };
}

/** A mail server's error may name the recipient, a contact. */
export function opensContacts(caller: Caller, access: Access): boolean {
  return caller.scopes.has(recordScope(typeNamed('contacts'), access));
}

/** Whether an effect is among them. */
export function isOpen(db: Db, { flowIds, ofCallers }: OpenEffects) {
  return ofCallers
    ? db`(flow_id is null or flow_id = any(${flowIds as string[]}::bigint[]))`
    : db`flow_id = any(${flowIds as string[]}::bigint[])`;
}
