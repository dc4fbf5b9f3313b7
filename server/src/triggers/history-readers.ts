import { compileCriteria, filterBranchSchema, type Reads } from '@millrace/core/criteria';
import { parseWith } from '@millrace/core/problem';
import type { Account } from '../accounts/index.ts';
import { flowNames, listEnabledFlows, listTurnedOffFlows, loadPrograms } from '../flows/index.ts';
import { selectAllLists } from '../lists/index.ts';
import type { Db } from '../platform/index.ts';
import { withKnownLists } from './map-filters.ts';
import { loadReaders, loadTriggerContext } from './reader-index.ts';

/** A flow or list whose criteria read what has been. */
export interface HistoryReader {
  readonly type: 'FLOW' | 'LIST';
  readonly id: string;
  readonly name: string | null;
  /** Properties whose past values it reads, of whichever object type. */
  readonly properties: readonly string[];
  /** Event types whose past events it reads. */
  readonly eventTypeIds: readonly string[];
}

/**
 * The flows, and the lists, whose criteria read past values or past events; branches in flows included. Flows that are off, too: they can be
 * turned on, and must not find then that what they ask for is gone.
 */
export async function historyReaders(db: Db, account: Account): Promise<HistoryReader[]> {
  const readers = await loadReaders(db, account);
  const lists = await selectAllLists(db, account.id);
  const flowIds = [
    ...(await listEnabledFlows(db, account.id)),
    ...(await listTurnedOffFlows(db, account.id)),
  ];
  const programs = await loadPrograms(db, account, flowIds);
  const contextOf = await loadTriggerContext(db, account, new Set(lists.map(({ id }) => id)));
  const names = await flowNames(db, account.id, [...programs.keys()]);
  const found = new Map<
    string,
    { readonly type: 'FLOW' | 'LIST'; readonly id: string; readonly reads: Reads[] }
  >();
  const add = (type: 'FLOW' | 'LIST', id: string, reads: readonly Reads[]) => {
    const known = found.get(`${type}/${id}`) ?? { type, id, reads: [] };
    known.reads.push(...reads);
    found.set(`${type}/${id}`, known);
  };
  for (const { reader, id, reads } of readers.all()) add(reader === 'LIST' ? 'LIST' : 'FLOW', id, reads);
  for (const [flowId, program] of programs) {
    if (!program) continue;
    const context = contextOf(program.objectTypeId);
    const branches = criteriaIn(program.definition);
    const reads = branches.flatMap((branch) => {
      const parsed = parseWith(filterBranchSchema, branch);
      return parsed.ok
        ? [compileCriteria(withKnownLists(parsed.value, context.isKnownList), context).reads]
        : [];
    });
    add('FLOW', flowId, reads);
  }
  const listNames = new Map(lists.map(({ id, name }) => [id, name]));
  return [...found.values()].flatMap(({ type, id, reads }) => {
    const properties = [...new Set(reads.flatMap((each) => all(each, 'history')))];
    const eventTypeIds = [...new Set(reads.flatMap((each) => all(each, 'events')))];
    if (properties.length === 0 && eventTypeIds.length === 0) return [];
    const name = (type === 'LIST' ? listNames.get(id) : names.get(id)) ?? null;
    return [{ type, id, name, properties, eventTypeIds }];
  });
}

function all(reads: Reads, what: 'history' | 'events'): string[] {
  return [...reads[what], ...reads.associations.flatMap((each) => all(each.reads, what))];
}

/** Members of a flow and of its actions that are filters over what a record is and was. Events that enroll are none of the past. */
const CRITERIA = [
  'filterBranch',
  'listFilterBranch',
  'refinementCriteria',
  'goalFilterBranch',
  'suppressionFilterBranch',
];

/** The filters of a flow, as they were saved. */
function criteriaIn(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    CRITERIA.includes(name) ? [each] : criteriaIn(each),
  );
}
