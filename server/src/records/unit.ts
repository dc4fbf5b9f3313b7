import { type CrmSchema, UniqueValueTaken } from '@millrace/core/crm';
import type { WriteCause } from '@millrace/core/record';
import type { Store, Unit } from '../history/index.ts';
import type { Caller } from '../platform/index.ts';
import { taken } from './errors.ts';

/** A unit of work that writes records, and in whose name. */
export interface CrmUnit extends Unit {
  readonly cause: WriteCause;
  /** Null where nobody shows a token, as with a form on a page. */
  readonly caller: Caller | null;
}

/** Writes records in one transaction. 409 when a unique value is taken by others time and again. */
export async function writeRecords<T>(
  store: Store,
  caller: Caller,
  work: (unit: CrmUnit) => Promise<T>,
): Promise<T> {
  let schema: CrmSchema | undefined;
  try {
    return await store.write(caller.accountId, (unit) => {
      schema = unit.schema;
      return work({ ...unit, cause: causeOf(unit, caller), caller });
    });
  } catch (error) {
    const type = error instanceof UniqueValueTaken && schema?.objectType(error.objectTypeId);
    throw type ? taken(type, error) : error;
  }
}

/** The cause of writes for a request: as of now, by the token of the caller. */
export function causeOf({ account }: Unit, caller: Caller): WriteCause {
  return { at: account.now, source: { type: 'API', id: caller.tokenId }, depth: 0 };
}
