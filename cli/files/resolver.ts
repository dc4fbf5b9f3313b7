import type { Target } from '../target/target.ts';
import type { Loaded } from './directory.ts';
import type { IdMap } from './id-map.ts';
import type { Reference } from './named.ts';
import type { Kind } from './thing.ts';

/** Knows what a name means on the target: by the map where that is true, else where one thing alone is called so. */
export class Resolver {
  readonly #target: Target;
  readonly #map: IdMap;
  readonly #things: Loaded;
  /** Names of flows in the files: those that are not there yet will be. */
  readonly #files: ReadonlySet<string>;

  constructor(target: Target, map: IdMap, things: Loaded, files: ReadonlySet<string>) {
    this.#target = target;
    this.#map = map;
    this.#things = things;
    this.#files = files;
  }

  idOf({ kind, name }: { readonly kind: Kind; readonly name: string }): string | undefined {
    const mapped = this.#map.idOf(this.#target.key, kind, name);
    if (mapped !== undefined && this.#things.has({ kind, id: mapped })) return mapped;
    const ids = this.#things.idsOf(kind, name);
    return ids.length === 1 ? ids[0] : undefined;
  }

  /** The name under which the map knows a thing, or under which it is known on the target. */
  nameOf(thing: { readonly kind: Kind; readonly id: string }): string | undefined {
    const mapped = this.#map.namesOf(this.#target.key, thing.kind).find(([, id]) => id === thing.id);
    return mapped?.[0] ?? this.#things.nameOf(thing);
  }

  problemOf(reference: Reference): string | undefined {
    const { kind, name } = reference;
    if (this.idOf(reference) !== undefined) return undefined;
    if (kind === 'flow' && this.#files.has(name)) return undefined;
    const ids = this.#things.idsOf(kind, name);
    const on = this.#target.says;
    if (ids.length > 1)
      return `several ${kind}s of ${on} are called ${JSON.stringify(name)} (${ids.join(', ')}): say in millrace.map.json which is meant.`;
    const mapped = this.#map.idOf(this.#target.key, kind, name);
    const lies = mapped === undefined ? '' : ` millrace.map.json says ${mapped}, which is not there.`;
    return `no ${kind} of ${on} is called ${JSON.stringify(name)}.${lies}`;
  }
}
