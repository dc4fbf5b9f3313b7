import type { RecordRef } from '@millrace/core/record';
import type { TriedEffect } from '../../effects/index.ts';
import type { Receiver } from '../receivers.ts';
import { callbackIdOf } from './callback-id.ts';

/** What the engine asks for, as it was stored. */
export interface StoredRequest {
  readonly actionTypeId: string;
  readonly version: number | null;
  readonly record: RecordRef;
  readonly object?: {
    readonly objectId: string;
    readonly objectType: string;
    readonly properties: Readonly<Record<string, string | null>>;
  };
  readonly inputFields: Readonly<Record<string, unknown>>;
}

export function storedRequest({ request }: TriedEffect): StoredRequest {
  return request as unknown as StoredRequest;
}

/** The body of a request for one visit of an action. */
export function executionPayload(accountId: string, effect: TriedEffect) {
  const { actionTypeId, version, object, inputFields } = storedRequest(effect);
  return {
    callbackId: callbackIdOf(accountId, actionTypeId, effect.idempotencyKey),
    origin: originOf(accountId, actionTypeId, version),
    context: { source: 'WORKFLOWS', workflowId: numberOf(effect.flowId!) },
    ...(object ? { object: { ...object, objectId: numberOf(object.objectId) } } : {}),
    inputFields,
  };
}

/** An adapter has no definition: it is told the type, and its number. */
export function originOf(accountId: string, actionTypeId: string, version: number | null) {
  const actionDefinitionId = numberOf(actionTypeId.split('-')[1]!);
  const origin = { portalId: numberOf(accountId), actionDefinitionId };
  return version === null ? { ...origin, actionTypeId } : { ...origin, actionDefinitionVersion: version };
}

/** What the functions of an app get besides. */
export function eventOf<P extends { readonly origin: ReturnType<typeof originOf> }>(
  payload: P,
  { url }: Receiver,
) {
  const { origin } = payload;
  const version = 'actionDefinitionVersion' in origin ? origin.actionDefinitionVersion : undefined;
  const extension = {
    extensionDefinitionId: origin.actionDefinitionId,
    extensionDefinitionVersionId: version,
  };
  return { ...payload, origin: { ...origin, ...extension }, webhookUrl: url };
}

/** Ids are numbers in the original's requests; one that a number cannot hold stays text. */
function numberOf(id: string): number | string {
  const number = Number(id);
  return Number.isSafeInteger(number) ? number : id;
}
