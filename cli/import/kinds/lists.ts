import { isObject, parseRaw, type RawObject, textAt } from '@millrace/core/raw';
import { alike } from '../../files/alike.ts';
import type { Target } from '../../target/target.ts';
import { bring, CannotBeTaken } from '../bring.ts';
import type { Importing } from '../importing.ts';
import { namedInFilters, targetId, translateFilters } from '../translate.ts';
import { bringShells } from './flows.ts';

/** Lists that are read at once. */
const BATCH = 100;

/** A list of the source. */
export interface SourceList {
  readonly id: string;
  readonly name: string;
  readonly objectTypeId: string;
  readonly processingType: string;
  readonly filterBranch: RawObject | undefined;
}

/** Lists with their filters: those that others name come first. */
export async function bringLists(importing: Importing): Promise<void> {
  const { source, target, state, report } = importing;
  const there = await listsOf(target);
  const lists = await listsOf(source);
  const named = new Map(lists.map((list) => [list.id, namesOf(list)]));
  if (importing.chosen.has('lists')) {
    const flows = [...named.values()].flat().filter(({ kind }) => kind === 'flow');
    await bringShells(
      importing,
      flows.map(({ id }) => id),
    );
  }
  let left = lists;
  while (left.length > 0) {
    const waiting = new Set(left.map(({ id }) => id));
    const ready = left.filter(({ id }) =>
      named.get(id)!.every((each) => each.kind !== 'list' || each.id === id || !waiting.has(each.id)),
    );
    if (ready.length === 0) {
      for (const { id, name } of left)
        report.refused(
          'lists',
          id,
          name,
          'it names a list that names it in turn, so neither can be made first',
        );
      return;
    }
    for (const list of ready) {
      await bring(importing, {
        choice: 'lists',
        what: 'lists',
        coming: { kind: 'list', id: list.id, name: list.name },
        there,
        differences: (found) => differences(importing, list, found),
        make: async () => {
          const body = JSON.stringify(bodyOf(importing, list)) as never;
          const made = parseRaw(await target.callText('POST /crm/v3/lists', { body }));
          return textAt(isObject(made) ? made['list'] : null, 'listId');
        },
      });
    }
    left = left.filter((list) => !ready.includes(list));
  }
  await state.save();
}

/** All lists of a server with their filters, in the order of their ids. */
export async function listsOf(target: Target): Promise<readonly SourceList[]> {
  const ids: string[] = [];
  for (let hasMore = true; hasMore; ) {
    const page = await target.call('POST /crm/v3/lists/search', {
      body: { offset: ids.length, count: BATCH, additionalProperties: [] },
    });
    ids.push(...page.lists.map(({ listId }) => String(listId)));
    hasMore = page.hasMore && page.lists.length > 0;
  }
  const lists: SourceList[] = [];
  for (let at = 0; at < ids.length; at += BATCH) {
    const query = { includeFilters: true, listIds: ids.slice(at, at + BATCH) };
    const answer = parseRaw(await target.callText('GET /crm/v3/lists', { query }));
    const found = isObject(answer) && Array.isArray(answer['lists']) ? answer['lists'] : [];
    lists.push(...found.filter(isObject).map(listIn));
  }
  return lists.toSorted((a, b) => Number(a.id) - Number(b.id));
}

function listIn(list: RawObject): SourceList {
  const { filterBranch } = list;
  return {
    id: textAt(list, 'listId'),
    name: textAt(list, 'name'),
    objectTypeId: textAt(list, 'objectTypeId'),
    processingType: textAt(list, 'processingType'),
    filterBranch: isObject(filterBranch) ? filterBranch : undefined,
  };
}

/** What its filters name; of filters that cannot be read nothing is known, and the list is refused when it is made. */
function namesOf({ objectTypeId, filterBranch, processingType }: SourceList) {
  if (!filterBranch || processingType !== 'DYNAMIC') return [];
  try {
    return namedInFilters(objectTypeId, filterBranch);
  } catch {
    return [];
  }
}

/** Only what keeps its members by filters has filters here: who once fulfilled those of a snapshot is told by its members. */
function bodyOf(importing: Importing, list: SourceList): RawObject {
  const { name, processingType } = list;
  const filterBranch = filtersOf(importing, list);
  return {
    name,
    objectTypeId: typeOf(importing, list),
    processingType,
    ...(filterBranch ? { filterBranch } : {}),
  };
}

function filtersOf({ state }: Importing, list: SourceList): RawObject | undefined {
  const { objectTypeId, processingType, filterBranch } = list;
  if (processingType !== 'DYNAMIC') return undefined;
  if (!filterBranch) throw new CannotBeTaken('the source does not tell its filters');
  try {
    return translateFilters(state, objectTypeId, filterBranch);
  } catch (error) {
    if (error instanceof CannotBeTaken) throw error;
    throw new CannotBeTaken(`its filters cannot be read: ${(error as Error).message}`);
  }
}

function typeOf({ state }: Importing, { objectTypeId }: SourceList): string {
  return objectTypeId.startsWith('2-') ? targetId(state, 'objectType', objectTypeId) : objectTypeId;
}

function differences(importing: Importing, list: SourceList, found: SourceList): readonly string[] {
  const differing = [
    ...(typeOf(importing, list) === found.objectTypeId ? [] : ['objectTypeId']),
    ...(list.processingType === found.processingType ? [] : ['processingType']),
    ...(list.processingType !== 'DYNAMIC' || alike(filtersOf(importing, list), found.filterBranch)
      ? []
      : ['filterBranch']),
  ];
  return differing.length === 0 ? [] : [`it differs in ${differing.join(', ')}`];
}
