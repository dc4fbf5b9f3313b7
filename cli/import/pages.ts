import type { Answer } from '@millrace/client';
import { type Importing, type RecordType, stopWhereAsked } from './importing.ts';
import { BATCH } from './source-id.ts';

export type SourceRecord = Answer<'GET /crm/v3/objects/{objectType}'>['results'][number];

/** Longer names of properties do not fit into an address: the records are read by their ids then. */
const ADDRESS_CHARACTERS_MAX = 6_000;

/**
 * All records of a type in the source, page by page in the order of their ids, from where an earlier run came to; a page counts as done when the
 * work with it has ended. The next page is asked for in the meantime. Search would end at 10,000 records, so it is not used.
 */
export async function eachPage(
  importing: Importing,
  { sourceId }: RecordType,
  { work, properties }: { readonly work: string; readonly properties: readonly string[] },
  each: (records: readonly SourceRecord[]) => Promise<void>,
): Promise<void> {
  const { state, report } = importing;
  let after = state.pageOf(work);
  if (after === null) return;
  let coming = read(importing, sourceId, properties, after);
  for (;;) {
    stopWhereAsked(importing);
    const { records, next } = await coming;
    if (next !== undefined) {
      coming = read(importing, sourceId, properties, next);
      // Whoever waits for it hears of it; until then it is nobody's failure.
      coming.catch(() => undefined);
    }
    if (records.length > 0) await each(records);
    await report.flush();
    after = next;
    await state.notePage(work, next ?? null);
    if (next === undefined) return;
  }
}

interface Page {
  readonly records: readonly SourceRecord[];
  readonly next: string | undefined;
}

async function read(
  { source }: Importing,
  objectType: string,
  properties: readonly string[],
  after: string | undefined,
): Promise<Page> {
  const path = { objectType };
  const names = properties.join(',');
  const fits = encodeURIComponent(names).length <= ADDRESS_CHARACTERS_MAX;
  const query = { limit: BATCH, after, properties: fits ? names : undefined };
  const { results, paging } = await source.call('GET /crm/v3/objects/{objectType}', { path, query });
  const next = paging?.next?.after;
  if (fits || results.length === 0) return { records: results, next };
  const read = await source.call('POST /crm/v3/objects/{objectType}/batch/read', {
    path,
    query: {},
    body: {
      inputs: results.map(({ id }) => ({ id })),
      properties: [...properties],
      propertiesWithHistory: [],
    },
  });
  return { records: read.results, next };
}
