import { type Branch, type Criteria, isEmpty } from '../../../criteria/index.ts';
import type { ListBranchAction, StaticBranchAction } from '../../definition/index.ts';
import type { Finding, Lint } from './finding.ts';

/** The first matching branch wins: a branch behind one that takes its records, or without filters, never does. */
export const branchesAreToldApart: Lint = ({ flow }) =>
  flow.actions.flatMap((action, index) => {
    if (action.type === 'STATIC_BRANCH') return ofValues(action, `actions[${index}].staticBranches`);
    if (action.type === 'LIST_BRANCH') return ofFilters(action, `actions[${index}].listBranches`);
    return [];
  });

function ofValues({ staticBranches }: StaticBranchAction, path: string): Finding[] {
  return staticBranches.flatMap(({ branchValue }, index) => {
    const first = staticBranches.findIndex((branch) => branch.branchValue === branchValue);
    return first < index ? [neverTaken(`${path}[${index}].branchValue`, `${path}[${first}]`)] : [];
  });
}

function ofFilters({ listBranches }: ListBranchAction, path: string): Finding[] {
  const ways = listBranches.map(({ filterBranch }) => (filterBranch ? waysIn(filterBranch) : []));
  return listBranches.flatMap(({ filterBranch }, index): Finding[] => {
    const place = `${path}[${index}].filterBranch`;
    if (!filterBranch || isEmpty(filterBranch)) return [noFilters(place)];
    const mine = ways[index]!;
    const isTakenBy = (way: Way) =>
      ways.findIndex((others, at) => at < index && others.some((other) => covers(other, way)));
    const takers = mine.map(isTakenBy);
    if (takers.length > 0 && takers.every((taker) => taker >= 0))
      return [neverTaken(place, `${path}[${takers[0]}]`)];
    const overlap = ways.findIndex(
      (others, at) => at < index && others.some((a) => mine.some((b) => meet(a, b))),
    );
    return overlap < 0 ? [] : [overlaps(place, `${path}[${overlap}]`)];
  });
}

/** One way to match a branch: all of these filters and branches, each written so that equals are equal. */
interface Way {
  readonly parts: ReadonlySet<string>;
  /** The only filter, when it asks for any of some values of a property. */
  readonly only: { readonly property: string; readonly values: readonly string[] } | undefined;
}

/** The alternatives of an OR over ANDs, or the one way of an AND. Other trees are taken as one part. */
function waysIn(criteria: Criteria): Way[] {
  if (criteria.filterBranchType === 'EMPTY') return [];
  if (criteria.filterBranchType !== 'OR') return [wayOf(criteria)];
  if (criteria.filters.length > 0) return [wayOf(criteria)];
  return criteria.filterBranches.map(wayOf);
}

function wayOf(branch: Branch): Way {
  if (branch.filterBranchType !== 'AND') return { parts: new Set([canonical(branch)]), only: undefined };
  const parts = [...branch.filters, ...branch.filterBranches];
  const [filter] = branch.filters;
  return {
    parts: new Set(parts.map(canonical)),
    only: parts.length === 1 && filter?.filterType === 'PROPERTY' ? choiceOf(filter) : undefined,
  };
}

/** Operators under which a property must have one of the values. */
const CHOOSING = new Set(['IS_EQUAL_TO', 'IS_ANY_OF']);

function choiceOf({ property, operation }: { property: string; operation: object }): Way['only'] {
  const { operator, values } = operation as { operator?: unknown; values?: unknown };
  if (typeof operator !== 'string' || !CHOOSING.has(operator) || !Array.isArray(values)) return undefined;
  return { property, values: values.map((value) => String(value).toLowerCase()) };
}

/** Without the places, which differ where the meaning does not. */
function canonical(part: object): string {
  return JSON.stringify(part, (member, value) => (member === 'path' ? undefined : value));
}

/** A record that matches all of `way` also matches all of `other`. */
function covers(other: Way, way: Way): boolean {
  if ([...other.parts].every((part) => way.parts.has(part))) return true;
  const [theirs, mine] = [other.only, way.only];
  return (
    !!theirs &&
    theirs.property === mine?.property &&
    mine.values.every((value) => theirs.values.includes(value))
  );
}

/** Some value matches both. */
function meet({ only: a }: Way, { only: b }: Way): boolean {
  return !!a && a.property === b?.property && a.values.some((value) => b.values.includes(value));
}

function neverTaken(path: string, earlier: string): Finding {
  return {
    severity: 'warning',
    code: 'BRANCH_NEVER_TAKEN',
    path,
    message: `${path} is never decisive: every record that matches it takes ${earlier} before.`,
    fix: 'Put the narrower branch first, change what it asks for, or remove it.',
  };
}

function noFilters(path: string): Finding {
  return {
    severity: 'warning',
    code: 'BRANCH_WITHOUT_FILTERS',
    path,
    message: `${path} has no filters, and filters that ask for nothing match no record.`,
    fix: 'Say which records take this branch, or remove it; the rest take the default branch.',
  };
}

function overlaps(path: string, earlier: string): Finding {
  return {
    severity: 'info',
    code: 'BRANCHES_OVERLAP',
    path,
    message: `${path} and ${earlier} ask for some of the same values; records with those take ${earlier}, which comes first.`,
    fix: 'Leave each value to one branch, if the order of the branches is not meant to decide.',
  };
}
