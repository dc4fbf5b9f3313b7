import { useQueries } from '@tanstack/react-query';
import { call, useObjectTypeName } from '../api/index.ts';
import { recordName } from './record-name.ts';

/** Records that one question takes. */
const ASKED_MAX = 100;
/** For how long a name is taken for true. */
const FRESH_MS = 60_000;

/**
 * What records of a type are called, by their ids. Tables that grow ask for what is new only. Those that are gone, or that the token may
 * not read, are called by their ids.
 */
export function useRecordNames(objectTypeId: string, ids: readonly string[]): (id: string) => string {
  const type = useObjectTypeName(objectTypeId);
  const known = useQueries({
    queries: inParts([...new Set(ids)]).map((part) => ({
      queryKey: ['names of records', objectTypeId, part] as const,
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        call(
          'POST /crm/v3/objects/{objectType}/batch/read',
          {
            path: { objectType: objectTypeId },
            body: { inputs: part.map((id) => ({ id })), properties: [...type.display] },
          } as never,
          signal,
        ),
      staleTime: FRESH_MS,
      retry: false,
    })),
    combine: (answers) =>
      new Map(
        answers.flatMap(
          ({ data }) => data?.results.map(({ id, properties }) => [id, properties] as const) ?? [],
        ),
      ),
  });
  return (id) => recordName(type, id, known.get(id) ?? {});
}

function inParts(ids: readonly string[]): string[][] {
  const parts: string[][] = [];
  for (let at = 0; at < ids.length; at += ASKED_MAX) parts.push(ids.slice(at, at + ASKED_MAX));
  return parts;
}
