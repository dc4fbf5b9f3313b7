import type { RawObject } from '@millrace/core/raw';
import type { Target } from '../target/target.ts';
import { Directory } from './directory.ts';
import { inOrder } from './flow-file.ts';
import { readFolder, writeFlows } from './folder.ts';
import { readMap } from './id-map.ts';
import { withNames } from './named.ts';
import { readFlows, type ServerFlow } from './portal.ts';
import { type Site, sitesOf } from './sites.ts';

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

/** Writes the flows of a server into files, with names in place of ids, and notes the ids in the map. `only` are ids of flows, or their names. */
export async function pull(target: Target, folder: string, only: readonly string[]): Promise<Pulled> {
  const [known, map] = [await readFolder(folder), await readMap(folder)];
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
  const files = read.map(({ flow, sites }) => {
    map.set(target.key, 'flow', flow.name, flow.id);
    for (const site of sites) {
      const name = things.nameOf(site);
      if (name !== undefined) map.set(target.key, site.kind, name, site.id);
      else problems.push(nameless(flow, site));
    }
    return { name: flow.name, body: named(flow.body, sites, things.nameOf) };
  });
  const written = await writeFlows(folder, known, files);
  await map.save();
  return {
    flows: chosen.length,
    written,
    left: chosen.length - files.length,
    problems: [...new Set(problems)],
  };
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

function named(body: RawObject, sites: readonly Site[], nameOf: Parameters<typeof withNames>[2]): RawObject {
  return inOrder(withNames(body, sites, nameOf));
}

function nameless({ name }: ServerFlow, { kind, id }: Site): string {
  return `${JSON.stringify(name)} names the ${kind} ${id}, which is not there or has no name: it is kept by its id.`;
}
