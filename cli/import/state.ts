import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { unwritable, writeWhole } from '../files/folder.ts';
import type { Tally } from './counts.ts';

/** What of an import is kept between runs, in its folder. */
export const STATE_FILE = 'state.json';

/** One end of an import: a server, and which account of it. */
export interface End {
  readonly url: string;
  readonly portalId: number;
}

const end = z.strictObject({ url: z.string(), portalId: z.number() });
const tally = z.strictObject({ made: z.number(), there: z.number(), changed: z.number() });
const schema = z.strictObject({
  source: end,
  target: end,
  /** Kind, id in the source, id in the target. Records are not here: they bear the id of the source themselves. */
  ids: z.record(z.string(), z.record(z.string(), z.string())),
  /** Kind, and the ids in the source of what has been begun and not been noted: made or not, nobody knows. */
  begun: z.record(z.string(), z.array(z.string())),
  /** The run that has not come to its end; null where none is under way. */
  run: z
    .strictObject({
      /** Of what goes page by page: how many. */
      counts: z.record(z.string(), tally),
      /** Of all else: what became of each, so that what is looked at twice counts once. */
      outcomes: z.record(z.string(), z.record(z.string(), z.enum(['made', 'there', 'changed']))),
      /** Work that goes page by page: the page that comes next, or `null` for all done. */
      pages: z.record(z.string(), z.string().nullable()),
    })
    .nullable(),
});

type Kept = z.infer<typeof schema>;

/** Where an import stands. What is noted is kept with `save`, whole or not at all; where nothing is to be written, nowhere. */
export class State {
  readonly folder: string;
  readonly #kept: Kept;
  readonly #isKept: boolean;
  /** Whether it goes on with a run that was cut. */
  readonly goesOn: boolean;

  private constructor(folder: string, kept: Kept, isKept: boolean) {
    this.folder = folder;
    this.#kept = kept;
    this.#isKept = isKept;
    this.goesOn = kept.run !== null;
  }

  /** Fails for a file that is no state, and for one of another source or target. */
  static async open(
    folder: string,
    { source, target }: { readonly source: End; readonly target: End },
    keeping: 'KEPT' | 'FORGOTTEN',
  ): Promise<State> {
    const file = path.join(folder, STATE_FILE);
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw new Error(`${file} cannot be read: ${error.message}`);
    });
    const known = text === undefined ? { source, target, ids: {}, begun: {}, run: null } : read(file, text);
    const kept = keeping === 'KEPT' ? known : { ...known, run: null };
    for (const [which, now] of [
      ['source', source],
      ['target', target],
    ] as const)
      if (kept[which].portalId !== now.portalId || kept[which].url !== now.url)
        throw new Error(
          `${file} is of an import ${which === 'source' ? 'from' : 'into'} account ${kept[which].portalId} of ${kept[which].url}, and this is account ${now.portalId} of ${now.url}. Give this import a folder of its own with --state.`,
        );
    return new State(folder, kept, keeping === 'KEPT');
  }

  /** Begins a run, or goes on with the one that was cut. */
  begin(): void {
    this.#kept.run ??= { counts: {}, outcomes: {}, pages: {} };
  }

  /** The run has come to its end: the next one looks at everything anew. */
  async end(): Promise<void> {
    this.#kept.run = null;
    await this.save();
  }

  idOf(kind: string, id: string): string | undefined {
    return this.#kept.ids[kind]?.[id];
  }

  /** Which ids of the target are spoken for. */
  takenOf(kind: string): ReadonlySet<string> {
    return new Set(Object.values(this.#kept.ids[kind] ?? {}));
  }

  /** It is there, and whole. */
  note(kind: string, id: string, targetId: string): void {
    this.noteUnfinished(kind, id, targetId);
    this.giveUp(kind, id);
  }

  /** It is there; what was begun has not come to its end. */
  noteUnfinished(kind: string, id: string, targetId: string): void {
    const { ids } = this.#kept;
    ids[kind] = { ...ids[kind], [id]: targetId };
  }

  /** It is not there any more, so that it may be made anew. */
  forget(kind: string, id: string): void {
    delete this.#kept.ids[kind]?.[id];
  }

  /** Says before it is made that a thing will be: should nobody come to note it, the next run knows that what it finds is its own. */
  beginWith(kind: string, ids: readonly string[]): void {
    this.#kept.begun[kind] = [...new Set([...(this.#kept.begun[kind] ?? []), ...ids])];
  }

  hasBegun(kind: string, id: string): boolean {
    return this.#kept.begun[kind]?.includes(id) ?? false;
  }

  /** It has been done, or will not be after all. */
  giveUp(kind: string, id: string): void {
    this.#kept.begun[kind] = (this.#kept.begun[kind] ?? []).filter((each) => each !== id);
  }

  get counted(): ReadonlyMap<string, Tally> {
    const { counts = {}, outcomes = {} } = this.#kept.run ?? {};
    const tallies = new Map<string, Tally>();
    for (const [what, ofIds] of Object.entries(outcomes)) {
      const all = Object.values(ofIds);
      const number = (outcome: keyof Tally) => all.filter((each) => each === outcome).length;
      tallies.set(what, { made: number('made'), there: number('there'), changed: number('changed') });
    }
    for (const [what, tally] of Object.entries(counts)) tallies.set(what, tally);
    return tallies;
  }

  /** What became of one thing; what this run has made is found by its next part, and was made all the same. */
  mark(what: string, id: string, outcome: keyof Tally): void {
    const { outcomes } = this.#kept.run!;
    const known = outcomes[what]?.[id];
    if (known === undefined || outcome !== 'there') outcomes[what] = { ...outcomes[what], [id]: outcome };
  }

  count(what: string, outcome: keyof Tally, number: number): void {
    const { counts } = this.#kept.run!;
    const tally = counts[what] ?? { made: 0, there: 0, changed: 0 };
    counts[what] = { ...tally, [outcome]: tally[outcome] + number };
  }

  /** Where to go on: undefined at the beginning, null where all is done. */
  pageOf(work: string): string | null | undefined {
    return this.#kept.run?.pages[work];
  }

  async notePage(work: string, next: string | null): Promise<void> {
    this.#kept.run!.pages[work] = next;
    await this.save();
  }

  async save(): Promise<void> {
    if (!this.#isKept) return;
    const file = path.join(this.folder, STATE_FILE);
    await mkdir(this.folder, { recursive: true }).catch((error: Error) => {
      throw unwritable(file, error);
    });
    await writeWhole(file, `${JSON.stringify(this.#kept, null, 2)}\n`);
  }
}

function read(file: string, text: string): Kept {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new Error(`${file} is no state of an import: ${why}`);
  }
}
