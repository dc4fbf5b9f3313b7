import { selectLists } from '../lists/index.ts';
import type { Loader } from './loader.ts';

export const loadListFacts: Loader<'list'> = async (db, account, asks) => {
  const found = await selectLists(
    db,
    account,
    asks.map(({ list }) => list),
  );
  const byId = new Map(found.map((list) => [list.id, list]));
  return asks.map(({ list }) => {
    const there = byId.get(list);
    if (!there) return null;
    return {
      objectTypeId: there.objectTypeId,
      keptBy: there.processingType === 'DYNAMIC' ? 'filters' : 'hand',
    };
  });
};
