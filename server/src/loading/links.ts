import { associationKey } from '@millrace/core/record';
import { loadAssociated } from '../records/index.ts';
import type { Loader } from './loader.ts';

export const loadAskedLinks: Loader<'associated'> = async (db, account, asks) => {
  const found = await loadAssociated(
    db,
    account,
    asks.map(({ from, association }) => ({ from, kind: association })),
  );
  const byKey = new Map(found.map(({ from, kind, ids }) => [associationKey(from, kind), ids]));
  return asks.map(({ from, association }) => byKey.get(associationKey(from, association)) ?? []);
};
