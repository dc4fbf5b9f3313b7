import { readListKey } from '@millrace/core/criteria';
import { membershipSql, selectMemberships } from '../lists/index.ts';
import { selectStatusMembers, statusMemberSql } from '../passages/index.ts';
import type { Loader } from './loader.ts';

/**
 * Whether records are in lists, by the lists' keys in criteria: stored lists, and flows' own lists of their enrollments. A
 * statement for each of the two kinds in use. Lists of imports are empty: there are no imports here.
 */
export const loadAskedMemberships: Loader<'membership'> = async (db, account, asks) => {
  const questions = asks.map(({ ref, list }) => ({ recordId: ref.id, ...readListKey(list) }));
  const [members, enrolled] = await Promise.all([
    selectMemberships(
      db,
      account,
      questions.flatMap(({ kind, id, recordId }) => (kind === 'LIST' ? [{ listId: id, recordId }] : [])),
    ),
    selectStatusMembers(
      db,
      account,
      questions.flatMap(({ kind, id, recordId }) =>
        kind === 'LIST' || kind === 'IMPORT' ? [] : [{ list: kind, flowId: id, recordId }],
      ),
    ),
  ]);
  const inside = new Set([
    ...members.map(({ listId, recordId }) => `LIST ${listId} ${recordId}`),
    ...enrolled.map(({ list, flowId, recordId }) => `${list} ${flowId} ${recordId}`),
  ]);
  return questions.map(({ kind, id, recordId }) => inside.has(`${kind} ${id} ${recordId}`));
};

/** The same as SQL, of the record under an alias, whose present and former ids a subquery gives. */
export function inListSql(list: string, alias: string, knownIds: string): string {
  const { kind, id } = readListKey(list);
  if (kind === 'LIST') return `exists (select from ${membershipSql(alias, id)})`;
  return kind === 'IMPORT' ? 'false' : statusMemberSql(kind, id, alias, knownIds);
}
