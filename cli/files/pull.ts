import type { RawObject } from '@millrace/core/raw';
import type { Target } from '../target/target.ts';
import { Directory } from './directory.ts';
import { type Format, inOrder } from './flow-file.ts';
import { readFolder, writeFlows } from './folder.ts';
import { readMap } from './id-map.ts';
import { withNames } from './named.ts';
import { readFlows, type ServerFlow } from './portal.ts';
import { sitesOf } from './sites.ts';
import type { Thing } from './thing.ts';

/** What came of pulling. */
export interface Pulled {
  /** Flows that the server has. */
  readonly flows: number;
  /** Files that were written; the others say the same already. */
  readonly written: readonly string[];
  /** Flows that could not be kept in a file. */
  readonly left: number;
  /** What could not be kept in a file, and what is kept by its id since it has no name. */
  readonly problems: readonly string[];
}

/**
 * Writes the flows of a server into files, with names in place of ids, and notes the ids in the map. `only` are ids of flows, or their names; files that
 * are not there yet are of the format.
 */
export async function pull(
  target: Target,
  folder: string,
  only: readonly string[],
  format: Format,
): Promise<Pulled> {
  const [known, map] = [await readFolder(folder), await readMap(folder)];
  const { flows, files, named, problems } = await readAsFiles(target, only);
  for (const { kind, name, id } of named) map.set(target.key, kind, name, id);
  const written = await writeFlows(folder, known, files, format);
  await map.save();
  return { flows, written, left: flows - files.length, problems };
}

/** Flows of a server as they stand in files. */
export interface AsFiles {
  /** Flows that were meant. */
  readonly flows: number;
  readonly files: readonly { readonly name: string; readonly body: RawObject }[];
  /** What the names mean on the server; the flows as well. */
  readonly named: readonly (Thing & { readonly name: string })[];
  readonly problems: readonly string[];
}

export async function readAsFiles(target: Target, only: readonly string[]): Promise<AsFiles> {
  const all = await readFlows(target);
  const problems: string[] = [];
  const chosen = choose(all, only);
  const fit = chosen.filter((flow) => canBeKept(flow, all, problems));
  const read = fit.flatMap((flow) => {
    try {
      return [{ flow, sites: sitesOf(flow.body) }];
    } catch (error) {
      problems.push(`${flow.name} (${flow.id}) is not read: ${(error as Error).message}`);
      return [];
    }
  });
  const things = await new Directory(target).load(read.flatMap(({ sites }) => sites.map(({ kind }) => kind)));
  const named: (Thing & { readonly name: string })[] = [];
  const files = read.map(({ flow, sites }) => {
    named.push({ kind: 'flow', name: flow.name, id: flow.id });
    for (const { path: _, ...thing } of sites) {
      const name = things.nameOf(thing);
      if (name !== undefined) named.push({ ...thing, name });
      else problems.push(nameless(flow, thing));
    }
    return { name: flow.name, body: inOrder(withNames(flow.body, sites, things.nameOf)) };
  });
  return { flows: chosen.length, files, named, problems: [...new Set(problems)] };
}

function choose(all: readonly ServerFlow[], only: readonly string[]): readonly ServerFlow[] {
  if (only.length === 0) return all;
  const missing = only.filter((wanted) => !all.some(({ id, name }) => id === wanted || name === wanted));
  if (missing.length > 0)
    throw new Error(`There is no flow ${missing.map((name) => JSON.stringify(name)).join(', ')}.`);
  return all.filter(({ id, name }) => only.includes(id) || only.includes(name));
}

/** A file is known by the name of its flow, so that has to be there, and no other's. */
function canBeKept({ id, name }: ServerFlow, all: readonly ServerFlow[], problems: string[]): boolean {
  const same = all.filter((flow) => flow.name === name);
  if (name.trim() === '') problems.push(`The flow ${id} has no name: give it one, and pull again.`);
  else if (same.length > 1)
    problems.push(
      `${same.length} flows are called ${JSON.stringify(name)} (${same.map((flow) => flow.id).join(', ')}): rename all but one, and pull again.`,
    );
  else return true;
  return false;
}

function nameless({ name }: ServerFlow, { kind, id }: Thing): string {
  return `${JSON.stringify(name)} names the ${kind} ${id}, which is not there or has no name: it is kept by its id.`;
}
