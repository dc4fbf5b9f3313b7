/** Reads filter branches, in every spelling met in real definitions, into the one tree. */
import * as z from 'zod';
import { pathOf } from '../problem/index.ts';
import { associationMembers } from './associations.ts';
import { filterKinds } from './filters/list.ts';
import { issueAt } from './issue.ts';
import { MAX_BRANCHES, MAX_DEPTH, MAX_FILTERS, MAX_PARTS } from './limits.ts';
import { id, name } from './members.ts';
import { refinements } from './refine-by.ts';
import type { Branch, Criteria, Filter, GroupBranch, PropertyFilter, UnifiedEventsBranch } from './tree.ts';

/** A filter branch of any type. An empty object is an empty place: criteria that decide nothing. */
export const filterBranchSchema: z.ZodType<Criteria, unknown> = z.unknown().transform((input, ctx) => {
  const reading: TreeReading = { filters: 0, branches: 0, report: (issue) => ctx.issues.push(issue) };
  if (isObject(input) && Object.keys(input).length === 0) return { filterBranchType: 'EMPTY', path: '' };
  return readBranch(input, [], reading) ?? z.NEVER;
});

/** A UNIFIED_EVENTS branch, as event-based enrollment lists them in `eventFilterBranches`. */
export const unifiedEventsBranchSchema: z.ZodType<UnifiedEventsBranch, unknown> =
  filterBranchSchema.transform((branch, ctx) => {
    if (branch.filterBranchType === 'UNIFIED_EVENTS') return branch;
    const input = branch.filterBranchType;
    ctx.issues.push({ code: 'invalid_value', values: ['UNIFIED_EVENTS'], path: ['filterBranchType'], input });
    return z.NEVER;
  });

type Path = readonly PropertyKey[];
type Members = Readonly<Record<string, unknown>>;

/** Counters and problems of one tree while it is read. */
interface TreeReading {
  filters: number;
  branches: number;
  readonly report: (issue: z.core.$ZodRawIssue) => void;
}

const BRANCH_TYPES = [
  'OR',
  'AND',
  'NOT_ALL',
  'NOT_ANY',
  'RESTRICTED',
  'UNIFIED_EVENTS',
  'ASSOCIATION',
  'PROPERTY_ASSOCIATION',
] as const;

/** The type decides how the parts are joined; any other word is kept. */
const operatorWord = z.string().max(100).nullish();

const branchType = z.object({
  filterBranchType: z.enum(BRANCH_TYPES),
  filterBranchOperator: operatorWord,
});
const eventMembers = z.object({
  eventTypeId: id,
  operator: z.enum(['HAS_COMPLETED', 'HAS_NOT_COMPLETED']).default('HAS_COMPLETED'),
  ...refinements,
});
const listOperator = z.enum(['IN_LIST', 'NOT_IN_LIST']).default('IN_LIST');
const associationBranchMembers = z.object({
  objectTypeId: name,
  operator: listOperator,
  ...associationMembers,
});
const propertyAssociationMembers = z.object({
  objectTypeId: name,
  operator: listOperator,
  propertyWithObjectId: name,
});
const [first, ...others] = filterKinds.map((kind) => kind.schema);
const filterSchema = z.discriminatedUnion('filterType', [first!, ...others]);

function readBranch(input: unknown, at: Path, reading: TreeReading): Branch | undefined {
  reading.branches += 1;
  if (reading.branches === MAX_BRANCHES + 1)
    refuse(reading, at, custom(`makes more than ${MAX_BRANCHES} branches`));
  if (reading.branches > MAX_BRANCHES) return undefined;
  if (!isObject(input)) return refuse(reading, at, { code: 'invalid_type', expected: 'object', input });
  const depth = at.filter((key) => key === 'filterBranches').length + 1;
  if (depth > MAX_DEPTH) return refuse(reading, at, custom(`is more than ${MAX_DEPTH} levels deep`));

  const kind = read(branchType, input, at, reading);
  if (kind === undefined) return undefined;
  const { filterBranchType: type, filterBranchOperator: operator } = kind;
  const path = pathOf(at);
  switch (type) {
    case 'UNIFIED_EVENTS':
      return readEvents(input, at, reading);
    case 'ASSOCIATION': {
      const members = read(associationBranchMembers, input, at, reading);
      const parts = readParts(input, at, reading);
      return members && { filterBranchType: type, path, ...members, ...parts };
    }
    case 'PROPERTY_ASSOCIATION': {
      const members = read(propertyAssociationMembers, input, at, reading);
      const parts = readParts(input, at, reading);
      return members && { filterBranchType: type, path, ...members, ...parts };
    }
    default:
      return {
        filterBranchType: type,
        path,
        ...contradiction(type, operator),
        ...readParts(input, at, reading),
      };
  }
}

function contradiction(
  type: string,
  operator: string | null | undefined,
): Pick<GroupBranch, 'contradictedBy'> {
  if (type === 'AND' && operator === 'OR') return { contradictedBy: operator };
  return type === 'OR' && operator === 'AND' ? { contradictedBy: operator } : {};
}

function readEvents(input: Members, at: Path, reading: TreeReading): UnifiedEventsBranch | undefined {
  const members = read(eventMembers, input, at, reading);
  const filters: PropertyFilter[] = [];
  for (const filter of readFilters(input, at, reading)) {
    if (filter.filterType === 'PROPERTY') filters.push(filter);
    else {
      const message = `a UNIFIED_EVENTS branch takes PROPERTY filters only, not ${filter.filterType}`;
      const index = pathKeys(filter.path, at);
      refuse(reading, [...at, ...index, 'filterType'], custom(message));
    }
  }
  for (const [index, child] of readArray(input, 'filterBranches', at, reading).entries()) {
    const nested = isObject(child) && child.filterBranchType === 'UNIFIED_EVENTS';
    const message = nested
      ? 'a UNIFIED_EVENTS branch cannot stand inside another; put it beside it'
      : 'a UNIFIED_EVENTS branch takes no branches of its own';
    refuse(reading, [...at, 'filterBranches', index], custom(message));
  }
  if (!members) return undefined;
  const { pruningRefineBy = null, coalescingRefineBy = null, ...rest } = members;
  const path = pathOf(at);
  return { filterBranchType: 'UNIFIED_EVENTS', path, ...rest, filters, pruningRefineBy, coalescingRefineBy };
}

function readParts(input: Members, at: Path, reading: TreeReading) {
  const filters = readFilters(input, at, reading);
  const filterBranches: Branch[] = [];
  for (const [index, child] of readArray(input, 'filterBranches', at, reading).entries()) {
    if (isObject(child) && Object.keys(child).length === 0) continue;
    const branch = readBranch(child, [...at, 'filterBranches', index], reading);
    if (branch) filterBranches.push(branch);
  }
  return { filters, filterBranches };
}

function readFilters(input: Members, at: Path, reading: TreeReading): Filter[] {
  const filters: Filter[] = [];
  for (const [index, given] of readArray(input, 'filters', at, reading).entries()) {
    const place = [...at, 'filters', index];
    reading.filters += 1;
    if (reading.filters === MAX_FILTERS + 1)
      refuse(reading, place, custom(`makes more than ${MAX_FILTERS} filters`));
    if (reading.filters > MAX_FILTERS) break;
    const filter = read(filterSchema, given, place, reading);
    // A kind's schema gives a filter of that kind, but for its place.
    if (filter) filters.push({ ...filter, path: pathOf(place) } as Filter);
  }
  return filters;
}

/** An array member that may be missing or null. */
function readArray(input: Members, member: string, at: Path, reading: TreeReading): readonly unknown[] {
  const value = input[member];
  if (value === undefined || value === null) return [];
  if (Array.isArray(value) && value.length <= MAX_PARTS) return value;
  if (Array.isArray(value)) {
    const issue = { code: 'too_big', origin: 'array', maximum: MAX_PARTS, input: value } as const;
    refuse(reading, [...at, member], issue);
    return [];
  }
  refuse(reading, [...at, member], { code: 'invalid_type', expected: 'array', input: value });
  return [];
}

function read<T>(schema: z.ZodType<T>, input: unknown, at: Path, reading: TreeReading): T | undefined {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return result.data;
  for (const issue of result.error.issues) reading.report(issueAt(issue, [...at, ...issue.path]));
  return undefined;
}

function refuse(reading: TreeReading, at: Path, issue: z.core.$ZodRawIssue): undefined {
  reading.report({ ...issue, path: [...at] });
}

function custom(message: string): z.core.$ZodRawIssue {
  return { code: 'custom', message, input: undefined };
}

/** The keys of a filter's path below its branch: filters, its index. */
function pathKeys(path: string, at: Path): PropertyKey[] {
  const index = /\[(\d+)\]$/.exec(path.slice(pathOf(at).length))?.[1];
  return index === undefined ? [] : ['filters', Number(index)];
}

function isObject(input: unknown): input is Members {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}
