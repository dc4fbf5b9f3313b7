import {
  type Bearer,
  capital,
  type Given,
  itemsOf,
  membersOf,
  type Names,
  type Part,
  textOf,
  withPath,
} from '../../sentence/index.ts';
import { typeBehind } from '../say-associated.ts';
import { sayFilterOfEvent } from '../say-event.ts';
import { clauseOf } from './say-criteria.ts';
import { wordingOf } from './wording-of.ts';

/** A branch or a filter of a tree, and its sentence. */
export interface SaidNode {
  readonly path: string;
  readonly parts: readonly Part[];
}

/** Every branch and every filter of a tree by itself, for pages and answers that show them line by line. */
export function sayNodes(
  tree: unknown,
  names: Names,
  { objectTypeId }: { readonly objectTypeId: Bearer },
): SaidNode[] {
  return nodesOf(membersOf(tree), names, objectTypeId, '');
}

function nodesOf(branch: Given, names: Names, bearer: Bearer, at: string): SaidNode[] {
  const path = textOf(branch['path']) ?? at;
  const wording = wordingOf(names, bearer);
  const type = branch['filterBranchType'];
  const isBehind = type === 'ASSOCIATION' || type === 'PROPERTY_ASSOCIATION';
  const inner = isBehind ? typeBehind(branch, wording) : bearer;
  const own = capital(clauseOf(branch, wording, path));
  const below = (member: string) => (path === '' ? member : `${path}.${member}`);
  const filters = itemsOf(branch['filters']);
  const eventTypeId = type === 'UNIFIED_EVENTS' ? (textOf(branch['eventTypeId']) ?? '') : undefined;
  return [
    ...(own.length > 0 ? [{ path, parts: own }] : []),
    ...filters.map((filter, index) => {
      const given = membersOf(filter);
      const place = textOf(given['path']) ?? below(`filters[${index}]`);
      const line =
        eventTypeId === undefined
          ? lineOf(given, names, inner, place)
          : withPath(sayFilterOfEvent(given, eventTypeId, wording), place);
      return { path: place, parts: capital(line) };
    }),
    ...itemsOf(branch['filterBranches']).flatMap((each, index) =>
      nodesOf(membersOf(each), names, inner, below(`filterBranches[${index}]`)),
    ),
  ];
}

function lineOf(filter: Given, names: Names, bearer: Bearer, path: string): Part[] {
  return clauseOf(
    { filterBranchType: 'AND', path, filters: [{ ...filter, path }] },
    wordingOf(names, bearer),
  );
}
