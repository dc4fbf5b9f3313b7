import { type CrmSchema, UniqueValueTaken } from '@millrace/core/crm';
import { World, type WriteCause } from '@millrace/core/record';
import type { Store, Unit } from '../history/index.ts';
import type { Caller } from '../platform/index.ts';
import { loadSchema } from '../schema/index.ts';
import { taken } from './errors.ts';
import { flushWorld, type UniqueProperties } from './flush.ts';

/** A unit of work that writes records: what it stands on, and the records it has in hand. */
export interface CrmUnit extends Unit {
  readonly schema: CrmSchema;
  readonly world: World;
  readonly cause: WriteCause;
}

/**
 * How often a write begins again because another took a unique value between its look and its insert. Every further
 * try sees the value as held, so that one is nearly always enough.
 */
const TRIES_MAX = 4;

/** Writes records in one transaction: what `work` leaves in the world is flushed at its end. */
export async function writeRecords<T>(
  store: Store,
  caller: Caller,
  work: (unit: CrmUnit) => Promise<T>,
): Promise<T> {
  let schema: CrmSchema | undefined;
  for (let tries = 1; ; tries++) {
    try {
      return await store.write(caller.accountId, async (unit) => {
        schema = await loadSchema(unit.tx, unit.account.id, unit.account.schemaVersion);
        const world = worldOf(schema);
        const source = { type: 'API', id: caller.tokenId } as const;
        const result = await work({
          ...unit,
          schema,
          world,
          cause: { at: unit.account.now, source, depth: 0 },
        });
        await flushWorld(unit, world, uniquePropertiesOf(schema));
        return result;
      });
    } catch (error) {
      if (!(error instanceof UniqueValueTaken)) throw error;
      if (tries < TRIES_MAX) continue;
      const type = schema?.objectType(error.objectTypeId);
      throw type ? taken(type, error) : error;
    }
  }
}

/** The unique properties of each object type, as the flush asks for them. */
export function uniquePropertiesOf(schema: CrmSchema): UniqueProperties {
  return (objectTypeId) => schema.uniqueProperties(objectTypeId);
}

/** An empty world that stamps "last modified" under the name that each object type has for it. */
export function worldOf(schema: CrmSchema): World {
  return new World((objectTypeId) => ({ modified: schema.objectType(objectTypeId)?.modifiedNames ?? [] }));
}
