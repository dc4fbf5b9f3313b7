import type { CrmSchema, ObjectType } from '@millrace/core/crm';
import type { RecordImage } from '@millrace/core/record';
import type { AccountId } from '../accounts/index.ts';
import type { Db } from '../platform/index.ts';
import { checkSearch } from './search/check-search.ts';
import { offerOf } from './search/probes.ts';
import { searchRequest } from './search/search-request.ts';
import { selectFound } from './search/select-found.ts';

/** The first live records of a type in which the words of a text begin words of what is searched, in the order of their ids. */
export async function findByWords(
  db: Db,
  account: AccountId,
  schema: CrmSchema,
  type: ObjectType,
  words: { readonly text: string; readonly limit: number; readonly hidden: ReadonlySet<string> },
): Promise<readonly RecordImage[]> {
  const { text, limit, hidden } = words;
  const checked = checkSearch(schema, type, searchRequest.parse({ query: text }), hidden);
  if (!checked.ok) return [];
  const { images } = await selectFound(db, {
    account,
    objectTypeId: type.id,
    search: checked.value,
    offer: offerOf(schema, type.id),
    page: { offset: 0, limit },
    isCounted: false,
  });
  return images;
}
