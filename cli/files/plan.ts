import { parseFlowForCreate } from '@millrace/core/flow';
import { pathOf } from '@millrace/core/problem';
import type { RawObject } from '@millrace/core/raw';
import type { Target } from '../target/target.ts';
import { alike } from './alike.ts';
import { changesBetween } from './changes.ts';
import { Directory } from './directory.ts';
import { inOrder } from './flow-file.ts';
import { type FlowFile, readFolder } from './folder.ts';
import { type IdMap, readMap } from './id-map.ts';
import { type Reference, referencesIn, withIds, withNames } from './named.ts';
import { readFlows, type ServerFlow } from './portal.ts';
import { Resolver } from './resolver.ts';
import { keysOf, type Site, sitesOf } from './sites.ts';

/** What a flow of the files means to the server. */
export type Step =
  | { readonly kind: 'CREATE'; readonly file: FlowFile }
  | {
      readonly kind: 'UPDATE';
      readonly file: FlowFile;
      readonly flow: ServerFlow;
      readonly changes: readonly string[];
    }
  | { readonly kind: 'DELETE'; readonly flow: ServerFlow };

export interface Plan {
  readonly steps: readonly Step[];
  /** Flows that are the same already. */
  readonly unchanged: number;
  /** What keeps it from being applied. */
  readonly problems: readonly string[];
  /** Flows that the map knows, and no file; they are left unless `prune` is asked for. */
  readonly leftAlone: readonly string[];
}

/** All that a plan is made from, and applied with. */
export interface Planning {
  readonly plan: Plan;
  /** Where it is noted what the names mean on the target. */
  readonly map: Pick<IdMap, 'set' | 'delete' | 'save'>;
  /** The id of a name on the target; undefined for a flow that is yet to be made. */
  readonly idOf: (reference: Pick<Reference, 'kind' | 'name'>) => string | undefined;
}

/** Compares the files of a folder with a server. Nothing is written. */
export async function makePlan(target: Target, folder: string, prune: boolean): Promise<Planning> {
  return planFor(target, await readFolder(folder), await readMap(folder), prune);
}

/** The same with files that have been read, and what is known of their names. */
export async function planFor(
  target: Target,
  files: readonly FlowFile[],
  map: IdMap,
  prune: boolean,
): Promise<Planning> {
  const flows = await readFlows(target);
  const problems: string[] = [];
  const pairs = files.map((file) => pairOf(file, flows, { map, target, problems }));
  const references = files.flatMap(({ body }) => referencesIn(body));
  const sites = pairs.flatMap((pair) => pair.sites);
  const things = await new Directory(target).load([
    'flow',
    ...[...references, ...sites].map(({ kind }) => kind),
  ]);
  const resolver = new Resolver(target, map, things, new Set(files.map(({ name }) => name)));
  for (const file of files) problems.push(...refusalsOf(file));
  for (const file of files)
    for (const reference of referencesIn(file.body)) {
      const problem = resolver.problemOf(reference);
      if (problem !== undefined)
        problems.push(`${file.at(reference.path)}, ${pathOf(reference.path)}: ${problem}`);
    }
  const steps: Step[] = [];
  for (const pair of pairs) {
    const step: Step | undefined = pair.flow
      ? updateOf({ ...pair, flow: pair.flow }, resolver)
      : { kind: 'CREATE', file: pair.file };
    if (step) steps.push(step);
  }
  const unchanged = pairs.length - steps.length;
  const kept = new Set(pairs.flatMap(({ flow }) => (flow ? [flow.id] : [])));
  const orphans = map.namesOf(target.key, 'flow').flatMap(([, id]) => {
    const flow = flows.find((each) => each.id === id);
    return flow && !kept.has(id) ? [flow] : [];
  });
  if (prune) steps.push(...orphans.map((flow): Step => ({ kind: 'DELETE', flow })));
  const leftAlone = prune ? [] : orphans.map(({ name }) => name);
  return {
    plan: { steps, unchanged, problems, leftAlone },
    map,
    idOf: (reference) => resolver.idOf(reference),
  };
}

/** A file, and the flow of the target that it means. */
interface Pair {
  readonly file: FlowFile;
  readonly flow: ServerFlow | undefined;
  readonly sites: readonly Site[];
}

interface Surroundings {
  readonly map: IdMap;
  readonly target: Target;
  readonly problems: string[];
}

function pairOf(file: FlowFile, flows: readonly ServerFlow[], surroundings: Surroundings): Pair {
  const flow = flowOf(file, flows, surroundings);
  try {
    return { file, flow, sites: flow ? sitesOf(flow.body) : [] };
  } catch (error) {
    const { target, problems } = surroundings;
    problems.push(
      `${file.file}: the flow ${flow!.id} of ${target.says} is not read: ${(error as Error).message}`,
    );
    return { file, flow, sites: [] };
  }
}

/** By the map, else by its name. */
function flowOf(
  { file, name }: FlowFile,
  flows: readonly ServerFlow[],
  { map, target, problems }: Surroundings,
): ServerFlow | undefined {
  const mapped = map.idOf(target.key, 'flow', name);
  const byMap = flows.find(({ id }) => id === mapped);
  if (byMap) return byMap;
  const called = flows.filter((flow) => flow.name === name);
  if (called.length > 1)
    problems.push(
      `${file}: ${called.length} flows of ${target.says} are called ${JSON.stringify(name)} (${called.map(({ id }) => id).join(', ')}): rename all but one.`,
    );
  return called[0];
}

/** Undefined where both say the same. */
function updateOf(
  { file, flow, sites }: Pair & { readonly flow: ServerFlow },
  resolver: Resolver,
): Step | undefined {
  // Compared as files are, so that it does not matter how an id is written.
  const now = inOrder(withNames(flow.body, sites, (thing) => resolver.nameOf(thing)));
  if (alike(now, inOrder(file.body))) return undefined;
  return { kind: 'UPDATE', file, flow, changes: changesBetween(now, file.body) };
}

/** What every server would refuse of a file, whatever its names mean there. */
function refusalsOf({ body, at }: FlowFile): readonly string[] {
  const parsed = parseFlowForCreate(
    JSON.parse(JSON.stringify(withIds(body, ({ kind }) => (kind === 'objectType' ? ANY_TYPE : ANY_ID)))),
  );
  return parsed.ok ? [] : parsed.problems.map(({ path, message }) => `${at(keysOf(path))}: ${message}`);
}

/** As well as any other, for a look at the body alone. */
const ANY_ID = '1';
const ANY_TYPE = '2-1';

/** The body of a file with the ids of the target. */
export function bodyFor({ body }: FlowFile, idOf: Planning['idOf']): RawObject {
  return withIds(body, (reference) => {
    const id = idOf(reference);
    if (id === undefined) throw new Error(`There is no ${reference.kind} ${JSON.stringify(reference.name)}.`);
    return id;
  });
}
