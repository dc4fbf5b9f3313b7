import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { writeWhole } from './folder.ts';
import { KINDS, type Kind } from './thing.ts';

/** The file beside the flows that says which thing of a target a name means; committed with them. */
export const MAP_FILE = 'millrace.map.json';

const schema = z.strictObject({
  targets: z.record(z.string(), z.partialRecord(z.enum(KINDS), z.record(z.string(), z.string()))),
});

/** By target, kind and name: the id. */
export class IdMap {
  readonly #file: string | undefined;
  readonly #targets: Map<string, Map<Kind, Map<string, string>>>;

  /** One without a file is kept nowhere: of a target that is gone when the test has ended. */
  constructor(file: string | undefined, targets: z.infer<typeof schema>['targets']) {
    this.#file = file;
    this.#targets = new Map(
      Object.entries(targets).map(([target, kinds]) => [
        target,
        new Map(
          Object.entries(kinds).map(([kind, ids]) => [kind as Kind, new Map(Object.entries(ids ?? {}))]),
        ),
      ]),
    );
  }

  idOf(target: string, kind: Kind, name: string): string | undefined {
    return this.#targets.get(target)?.get(kind)?.get(name);
  }

  /** The names of a kind that the target is known to have. */
  namesOf(target: string, kind: Kind): readonly (readonly [name: string, id: string])[] {
    return [...(this.#targets.get(target)?.get(kind) ?? [])];
  }

  set(target: string, kind: Kind, name: string, id: string): void {
    const kinds = this.#targets.get(target) ?? new Map<Kind, Map<string, string>>();
    this.#targets.set(target, kinds);
    kinds.set(kind, (kinds.get(kind) ?? new Map<string, string>()).set(name, id));
  }

  delete(target: string, kind: Kind, name: string): void {
    this.#targets.get(target)?.get(kind)?.delete(name);
  }

  /** In the order of the alphabet, so that two people's changes meet in few lines. */
  async save(): Promise<void> {
    if (this.#file === undefined) return;
    const targets = Object.fromEntries(
      [...this.#targets].toSorted(byName).map(([target, kinds]) => [
        target,
        Object.fromEntries(
          KINDS.flatMap((kind) => {
            const ids = kinds.get(kind);
            return ids && ids.size > 0 ? [[kind, Object.fromEntries([...ids].toSorted(byName))]] : [];
          }),
        ),
      ]),
    );
    await writeWhole(this.#file, `${JSON.stringify({ targets }, null, 2)}\n`);
  }
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1);

/** An empty one where there is none yet. Fails for a file that is no map, with what is wrong. */
export async function readMap(folder: string): Promise<IdMap> {
  const file = path.join(folder, MAP_FILE);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{"targets": {}}';
    throw error;
  });
  try {
    return new IdMap(file, schema.parse(JSON.parse(text)).targets);
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new Error(`${file} is no map of names to ids: ${why}`);
  }
}
