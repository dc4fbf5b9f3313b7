import { useQueries } from '@tanstack/react-query';
import { query } from '../api/index.ts';
import { useObjectTypes } from './object-types.ts';

/** The standard types to which records are usually associated; the account's own come beside them. */
const USUAL: ReadonlySet<string> = new Set(['0-1', '0-2', '0-3', '0-5']);
/** What is defined changes seldom. */
const FRESH_MS = 60_000;

/** The associations of a type of records, by their labels and where they lead. */
export function useAllAssociations(from: string) {
  const others = useObjectTypes().filter(({ id }) => USUAL.has(id) || id.startsWith('2-'));
  const found = useQueries({
    queries: others.map(({ id }) => ({
      ...query('GET /crm/associations/v4/{fromObjectType}/{toObjectType}/labels', {
        path: { fromObjectType: from, toObjectType: id },
      }),
      staleTime: FRESH_MS,
      enabled: from !== '',
    })),
  });
  return others.flatMap(({ id: to, plural }, at) =>
    (found[at]?.data?.results ?? []).map(({ category, typeId, label }) => ({
      id: `${category} ${typeId}`,
      name: label === null || label === '' ? `All ${plural}` : `${label} (${plural})`,
      to,
    })),
  );
}
