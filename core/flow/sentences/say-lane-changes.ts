import { entryFor, type Given, itemsOf, type Names, type Part, text } from '../../sentence/index.ts';
import { insteadOf, same } from './instead-of.ts';
import { typeIdOf } from './say-action.ts';
import { type Lane, sayLanes } from './say-lanes.ts';
import { wordingOf } from './wording-of.ts';

const BRANCHES: Readonly<Record<string, string>> = {
  LIST_BRANCH: 'listBranches',
  STATIC_BRANCH: 'staticBranches',
  AB_TEST_BRANCH: 'testBranches',
};

/** What became of the lanes of a branch; undefined for an action that is none. */
export function sayLaneChanges(
  was: Given,
  is: Given,
  flows: { readonly before: unknown; readonly after: unknown },
  names: Names,
): Part[][] | undefined {
  const member = entryFor(BRANCHES, typeIdOf(is));
  if (member === undefined) return undefined;
  const [old, now] = [sayLanes(was, flows.before, names), sayLanes(is, flows.after, names)];
  const isOfSameSize = itemsOf(was[member]).length === itemsOf(is[member]).length;
  const pairs = isOfSameSize ? byPlace(old, now) : byName(old, now);
  return [...sayInput(was, is, flows, names), ...pairs.flatMap(([before, after]) => sayLane(before, after))];
}

type Pair = readonly [Lane | undefined, Lane | undefined];

function byPlace(old: readonly Lane[], now: readonly Lane[]): Pair[] {
  return now.map((lane, index) => [old[index], lane]);
}

function byName(old: readonly Lane[], now: readonly Lane[]): Pair[] {
  const kept = new Set(now.map(({ name }) => name));
  return [
    ...old.filter(({ name }) => !kept.has(name)).map((lane): Pair => [lane, undefined]),
    ...now.map((lane): Pair => [old.find(({ name }) => name === lane.name), lane]),
  ];
}

function sayLane(before: Lane | undefined, after: Lane | undefined): Part[][] {
  if (!after) return before ? [[text(`removed the branch ${before.name}`)]] : [];
  if (!before) return [[text(`added the branch ${after.name}: `), ...after.parts]];
  const renamed =
    before.name === after.name ? [] : [[text(`renamed the branch ${before.name} to ${after.name}`)]];
  const isCriteria = after.member.startsWith('listBranches');
  const instead = isCriteria ? insteadOf(after.parts, before.parts) : undefined;
  return [...renamed, ...(instead ? [[text(`${after.name} when `), ...instead]] : [])];
}

/** What a branch by a value goes by, where that is another. */
function sayInput(
  { inputValue: old }: Given,
  { inputValue: now }: Given,
  flows: { readonly before: unknown; readonly after: unknown },
  names: Names,
): Part[][] {
  if (same(old, now)) return [];
  const instead = insteadOf(
    wordingOf(flows.after, names).value(now),
    wordingOf(flows.before, names).value(old),
  );
  return instead ? [[text('goes by '), ...instead]] : [];
}
