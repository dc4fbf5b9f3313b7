import type { Branch, Criteria, Filter } from '../../../criteria/index.ts';
import { quote } from '../../../problem/index.ts';
import type { AssociationSpec } from '../../definition/index.ts';
import type { Finding, Lint, LintWorld } from './finding.ts';
import { below, treesOf } from './trees-of.ts';

/** Associations of filters and data sources exist, and lead between the right object types. */
export const associationsExist: Lint = ({ flow, world }) => [
  ...flow.dataSources.flatMap((source, index) =>
    source.type === 'ASSOCIATION' || source.type === 'ASSOCIATION_TIMESTAMP'
      ? along(source, flow.objectTypeId, source.objectTypeId, `dataSources[${index}]`, world)
      : [],
  ),
  ...treesOf(flow).flatMap(({ criteria, at }) => inTree(criteria, at, flow.objectTypeId, world)),
];

function inTree(criteria: Criteria, at: string, from: string, world: LintWorld): Finding[] {
  return criteria.filterBranchType === 'EMPTY' ? [] : inBranch(criteria, at, from, world);
}

function inBranch(branch: Branch, at: string, from: string, world: LintWorld): Finding[] {
  if (branch.filterBranchType === 'UNIFIED_EVENTS') return [];
  const place = below(at, branch.path);
  const leads =
    branch.filterBranchType === 'ASSOCIATION' || branch.filterBranchType === 'PROPERTY_ASSOCIATION';
  const to = leads ? branch.objectTypeId : from;
  return [
    ...(leads && !world.hasObjectType(to) ? [unknownType(`${place}.objectTypeId`, to)] : []),
    ...(branch.filterBranchType === 'ASSOCIATION' ? along(branch, from, to, place, world) : []),
    ...branch.filters.flatMap((filter) => inFilter(filter, at, to, world)),
    ...branch.filterBranches.flatMap((inner) => inBranch(inner, at, to, world)),
  ];
}

function inFilter(filter: Filter, at: string, from: string, world: LintWorld): Finding[] {
  if (filter.filterType !== 'ASSOCIATION' && filter.filterType !== 'NUM_ASSOCIATIONS') return [];
  if (!filter.toObjectTypeId) return [];
  return along(filter, from, filter.toObjectTypeId, below(at, filter.path), world);
}

function along(spec: AssociationSpec, from: string, to: string, place: string, world: LintWorld): Finding[] {
  if (!world.hasObjectType(from) || !world.hasObjectType(to)) return [];
  const type = world.association(spec);
  if (type?.fromObjectTypeId === from && type.toObjectTypeId === to) return [];
  const turned = type?.fromObjectTypeId === to && type.toObjectTypeId === from;
  const path = `${place}.associationTypeId`;
  const what = type
    ? `leads from object type ${type.fromObjectTypeId} to ${type.toObjectTypeId}`
    : `is not an association type of the category ${spec.associationCategory}`;
  const message = `${path} ${quote(spec.associationTypeId)} ${what}, and from ${from} to ${to} is asked: it finds no record.`;
  const fix = turned
    ? `Write ${type.inverseTypeId}, which is the same association seen from ${from}.`
    : `Name an association type from ${from} to ${to}; GET /crm/associations/v4/${from}/${to}/labels lists them.`;
  return [{ severity: 'error', code: 'UNKNOWN_ASSOCIATION_TYPE', path, message, fix }];
}

function unknownType(path: string, objectTypeId: string): Finding {
  const message = `${path} ${quote(objectTypeId)} is not an object type of this account.`;
  const fix = 'Define the object type, or name one that there is.';
  return { severity: 'error', code: 'UNKNOWN_OBJECT_TYPE', path, message, fix };
}
