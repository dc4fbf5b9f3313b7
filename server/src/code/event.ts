import type { AccountId } from '../accounts/index.ts';

/** What a run is about. */
export interface EventFacts {
  readonly accountId: AccountId;
  readonly actionId: string;
  readonly objectType: string;
  readonly objectId: string;
  readonly inputFields: Readonly<Record<string, string | null>>;
  /** `<enrollment>:<action>:<visit>`. */
  readonly idempotencyKey: string;
}

/** The event as the original writes it; inputs are texts, as properties are, and null where there is no value. */
export function eventOf({
  accountId,
  actionId,
  objectType,
  objectId,
  inputFields,
  idempotencyKey,
}: EventFacts) {
  return {
    origin: { portalId: numberOf(accountId), actionDefinitionId: numberOf(actionId) },
    object: { objectType, objectId: numberOf(objectId) },
    inputFields,
    callbackId: `ap-${accountId}-${idempotencyKey.replaceAll(':', '-')}`,
  };
}

function numberOf(id: string): number | string {
  const number = Number(id);
  return Number.isSafeInteger(number) ? number : id;
}
