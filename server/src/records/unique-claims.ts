import { namesIn, type ObjectType, type PropertyValues } from '@millrace/core/crm';
import type { ApiError } from '../platform/index.ts';
import { valueTaken } from './errors.ts';
import { loadUniqueValues } from './load.ts';
import type { CrmUnit } from './unit.ts';

/** One input's wish for values that must be unique. `ownId` is the record it writes to. */
export interface UniqueClaim {
  readonly ownId: string;
  readonly values: PropertyValues;
}

/** The holders of the unique values that a batch wants, so that each input is refused by itself and not the whole batch. */
export class UniqueClaims {
  readonly #type: ObjectType;
  readonly #names: readonly string[];
  readonly #holders: Map<string, string>;

  private constructor(type: ObjectType, names: readonly string[], holders: Map<string, string>) {
    this.#type = type;
    this.#names = names;
    this.#holders = holders;
  }

  /** Looks up, in one statement, the holders of the values that these inputs want. */
  static async load(
    unit: CrmUnit,
    type: ObjectType,
    wanted: readonly PropertyValues[],
  ): Promise<UniqueClaims> {
    const names = unit.schema.uniqueProperties(type.id);
    const values = wanted.flatMap((properties) =>
      names.flatMap((property) =>
        namesIn(type.id, property, properties).map((value) => ({ objectTypeId: type.id, property, value })),
      ),
    );
    const ids = await loadUniqueValues(unit.tx, unit.account.id, values);
    const holders = new Map<string, string>();
    values.forEach(({ property, value }, index) => {
      const id = ids[index];
      if (id) holders.set(key(property, value), id);
    });
    return new UniqueClaims(type, names, holders);
  }

  /** Takes the values that the input wants, or says which record holds one. Taken values are held against later inputs. */
  take({ ownId, values }: UniqueClaim): ApiError | null {
    const wanted = this.#names.flatMap((property) =>
      namesIn(this.#type.id, property, values).map((value) => ({ property, value })),
    );
    for (const { property, value } of wanted) {
      const holder = this.#holders.get(key(property, value));
      if (holder !== undefined && holder !== ownId) return valueTaken(this.#type, property, value, holder);
    }
    for (const { property, value } of wanted) this.#holders.set(key(property, value), ownId);
    return null;
  }
}

function key(property: string, value: string): string {
  return `${property}=${value}`;
}
