import { useQuery } from '@tanstack/react-query';
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

/** What a record is called; undefined while that is not known, where there is no name to be seen, and unless it `isWanted`. */
export function useRecordName(objectTypeId: string, objectId: string, isWanted = true): string | undefined {
  const { data } = useQuery({
    queryKey: ['record name', objectTypeId, objectId],
    queryFn: () => nameOf(`${objectTypeId}/${objectId}`),
    enabled: isWanted,
    staleTime: FRESH_MS,
    retry: false,
  });
  return data ?? undefined;
}
