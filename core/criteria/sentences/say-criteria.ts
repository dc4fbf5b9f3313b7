import {
  capital,
  type Given,
  itemsOf,
  membersOf,
  type Names,
  type Part,
  series,
  text,
  textOf,
  withPath,
} from '../../sentence/index.ts';
import { sayAssociated, typeBehind } from '../say-associated.ts';
import { sayEvent } from '../say-event.ts';
import type { Wording } from '../wording.ts';
import { sayLine } from './say-line.ts';
import { wordingOf } from './wording-of.ts';

/** Whose criteria they are. */
export interface Spoken {
  /** The type of the records that are judged; null when it is not known. */
  readonly objectTypeId: string | null;
}

/** A branch or a filter as it is said. */
interface Said {
  readonly parts: Part[];
  /** It is one of several in one breath: inside another of these it stands in brackets, so that groups are never flattened. */
  readonly isCompound: boolean;
}

/** Criteria as a clause: `Lifecycle stage is Lead and (Country is DE or Country is AT)`; without any filter nothing. */
export function clauseOf(tree: unknown, wording: Wording, at = ''): Part[] {
  return sayBranch(membersOf(tree), wording, at)?.parts ?? [];
}

/** Criteria as a sentence without its full stop; each part has the `path` of its line. */
export function sayCriteria(tree: unknown, names: Names, { objectTypeId }: Spoken): Part[] {
  const clause = clauseOf(tree, wordingOf(names, objectTypeId));
  return clause.length === 0 ? [text('No criteria')] : capital(clause);
}

/** A branch of an event as a clause, with the place of the branch itself. */
export function sayEventBranch(branch: unknown, wording: Wording): Part[] {
  return sayBranch({ filterBranchType: 'UNIFIED_EVENTS', ...membersOf(branch) }, wording, '')?.parts ?? [];
}

/** What is said of a branch; undefined where it has nothing to decide by. */
function sayBranch(branch: Given, wording: Wording, at: string): Said | undefined {
  const type = textOf(branch['filterBranchType']) ?? 'AND';
  const path = placeOf(branch, at);
  switch (type) {
    case 'EMPTY':
      return undefined;
    case 'UNIFIED_EVENTS': {
      const happening = {
        eventTypeId: branch['eventTypeId'],
        isNegated: branch['operator'] === 'HAS_NOT_COMPLETED',
        filters: itemsOf(branch['filters']),
        refinements: branch,
      };
      return { parts: withPath(sayEvent(happening, wording), path), isCompound: false };
    }
    case 'ASSOCIATION':
    case 'PROPERTY_ASSOCIATION':
      return { parts: sayBehind(branch, type, wording, path), isCompound: false };
    default:
      return sayGroup(branch, type, wording, path);
  }
}

/** Of a parsed tree the place is known: empty parts of the body are no longer in it. */
function placeOf(node: Given, at: string): string {
  return textOf(node['path']) ?? at;
}

function partsOf(branch: Given, wording: Wording, at: string): Said[] {
  const filters = itemsOf(branch['filters']).map((filter, index): Said => {
    const given = membersOf(filter);
    const path = placeOf(given, below(at, `filters[${index}]`));
    return { parts: withPath(sayLine(given, wording), path), isCompound: false };
  });
  const branches = itemsOf(branch['filterBranches']).flatMap((each, index): Said[] => {
    const given = membersOf(each);
    if (Object.keys(given).length === 0) return [];
    const said = sayBranch(given, wording, below(at, `filterBranches[${index}]`));
    return said ? [said] : [];
  });
  return [...filters, ...branches];
}

function sayGroup(branch: Given, type: string, wording: Wording, path: string): Said | undefined {
  const parts = partsOf(branch, wording, path);
  if (type === 'RESTRICTED')
    parts.unshift({ parts: [{ text: 'a part that is hidden from you', path }], isCompound: false });
  if (parts.length === 0) return undefined;
  const word = type === 'OR' || type === 'NOT_ANY' ? 'or' : 'and';
  const said = joinedBy(parts, word, path);
  if (type !== 'NOT_ALL' && type !== 'NOT_ANY') return said;
  const [open, close] = [
    { text: 'not (', path },
    { text: ')', path },
  ];
  return { parts: [open, ...said.parts, close], isCompound: false };
}

/** Each between the same words, so that it is one question whatever stands around it. */
function joinedBy(said: readonly Said[], word: string, path: string): Said {
  const [only] = said;
  if (said.length === 1) return only!;
  const items = said.map(({ parts, isCompound }) =>
    isCompound ? [{ text: '(', path }, ...parts, { text: ')', path }] : parts,
  );
  const joined = items.flatMap((item, index) =>
    index === 0 ? item : [{ text: ` ${word} `, path }, ...item],
  );
  return { parts: joined, isCompound: true };
}

/** Criteria about the records behind an association, or the one whose id a property holds. */
function sayBehind(branch: Given, type: string, wording: Wording, path: string): Part[] {
  const { names } = wording;
  const isNone = branch['operator'] === 'NOT_IN_LIST';
  const inner = wordingOf(names, typeBehind(branch, wording));
  const begin =
    type === 'ASSOCIATION'
      ? sayAssociated(branch, isNone, wording)
      : [
          text(`${wording.subject} has ${isNone ? 'no' : 'a'} ${inner.subject.slice(4)} in `),
          ...series([sayHolder(branch, wording)], 'or'),
        ];
  const parts = partsOf(branch, inner, path);
  if (parts.length === 0) return withPath(begin, path);
  const { parts: said, isCompound } = joinedBy(parts, 'and', path);
  const [open, close] = isCompound ? [' where (', ')'] : [' where ', ''];
  return [...withPath([...begin, text(open)], path), ...said, ...(close ? [{ text: close, path }] : [])];
}

function sayHolder(branch: Given, { names, bearer }: Wording): Part[] {
  const name = textOf(branch['propertyWithObjectId']) ?? '';
  const label = names.property(bearer, name)?.label;
  return [name === '' ? text('(no property chosen)') : { kind: 'property', id: name, label: label ?? name }];
}

function below(at: string, member: string): string {
  return at === '' ? member : `${at}.${member}`;
}
