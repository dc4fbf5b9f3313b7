import { useQueries, useQuery } from '@tanstack/react-query';
import { call } from './client.ts';

/** How long a name is taken for true. */
const FRESH_MS = 60_000;
/** What is asked for within one turn goes in one request. */
const TOGETHER_MS = 10;

const waiting = new Map<string, PromiseWithResolvers<string | null>>();

/** The name of a record, with those of all others that the page asks for at the same time. */
function nameOf(key: string): Promise<string | null> {
  if (waiting.size === 0) setTimeout(() => void askTogether(), TOGETHER_MS);
  const asked = waiting.get(key) ?? Promise.withResolvers<string | null>();
  waiting.set(key, asked);
  return asked.promise;
}

async function askTogether(): Promise<void> {
  const asked = new Map(waiting);
  waiting.clear();
  try {
    const { records } = await call('POST /millrace/v1/names', { body: { records: [...asked.keys()] } });
    for (const [key, { resolve }] of asked) resolve(records[key] ?? null);
  } catch (error) {
    for (const { reject } of asked.values()) reject(error);
  }
}

const nameQuery = (objectTypeId: string, objectId: string) => ({
  queryKey: ['record name', objectTypeId, objectId] as const,
  queryFn: () => nameOf(`${objectTypeId}/${objectId}`),
  staleTime: FRESH_MS,
  retry: false,
});

/** What a record is called; undefined while that is not known, where there is no name to be seen, and unless it `isWanted`. */
export function useRecordName(objectTypeId: string, objectId: string, isWanted = true): string | undefined {
  const { data } = useQuery({ ...nameQuery(objectTypeId, objectId), enabled: isWanted });
  return data ?? undefined;
}

/** What records of a type are called, by their ids. Tables that grow ask for what is new only. */
export function useNamesOfRecords(objectTypeId: string, ids: readonly string[]): ReadonlyMap<string, string> {
  const asked = [...new Set(ids)];
  return useQueries({
    queries: asked.map((id) => nameQuery(objectTypeId, id)),
    combine: (answers) =>
      new Map(asked.flatMap((id, at) => (answers[at]?.data ? [[id, answers[at].data] as const] : []))),
  });
}
