import type { CrmSchema, ObjectType } from '@millrace/core/crm';
import type { Store } from '../../history/index.ts';
import { type App, type Caller, invalid, namedWhenSlow } from '../../platform/index.ts';
import {
  hiddenProperties,
  objectTypeParams,
  openObjectType,
  READS_RECORDS,
  requireProperties,
  requireRecords,
  viewOf,
} from '../../schema/index.ts';
import { foundRecordsAnswer } from '../answers.ts';
import { keeperOf } from '../indexing/keep-search-indexes.ts';
import { presentRecord } from '../present.ts';
import { ASSOCIATIONS } from '../search/check-filter.ts';
import { checkSearch } from '../search/check-search.ts';
import { offerOf } from '../search/probes.ts';
import { type SearchRequest, searchRequest } from '../search/search-request.ts';
import { selectFound } from '../search/select-found.ts';
import { linksOf } from './links.ts';

/** `/crm/v3/objects/{objectType}/search`: records by what they hold. */
export function searchRoutes(app: App, store: Store): void {
  const keeper = keeperOf(store);
  const search = {
    summary: 'Search records by filters and words',
    params: objectTypeParams,
    body: searchRequest,
    response: { 200: foundRecordsAnswer },
  };
  app.post(
    '/crm/v3/objects/:objectType/search',
    { config: READS_RECORDS, schema: search },
    async (request) => {
      const { schema, account } = await viewOf(store.sql, request.caller);
      const type = openObjectType(schema, request.caller, request.params.objectType, 'read');
      requireSearch(schema, request.caller, type, request.body);
      const hidden = hiddenProperties(schema, request.caller, type);
      const checked = checkSearch(schema, type, request.body, hidden);
      if (!checked.ok) {
        const [first] = checked.problems;
        throw invalid(checked.problems, `There was a problem with the request: ${first?.message ?? ''}`);
      }
      const { after, limit, properties } = request.body;
      const page = { offset: after, limit };
      const found = await namedWhenSlow(
        `The search for ${type.name} records`,
        selectFound(store.sql, {
          account: account.id,
          objectTypeId: type.id,
          search: checked.value,
          offer: offerOf(schema, type.id),
          page,
          isCounted: true,
        }),
      );
      void keeper
        .learn({ account, schema }, type.id, found)
        .catch((error: unknown) => request.log.error({ err: error }, 'an index of searches was not kept'));
      const links = linksOf(request);
      const end = after + found.images.length;
      return {
        total: found.total,
        ...(found.hasMore ? { totalRelation: 'gte' as const } : {}),
        results: found.images.map((image) => presentRecord(schema, type, image, properties, hidden, links)),
        ...(end < found.total && found.images.length > 0 ? { paging: { next: { after: String(end) } } } : {}),
      };
    },
  );
}

/** 403 for filters and sorts by what the caller may not read: which records match would tell it. */
function requireSearch(schema: CrmSchema, caller: Caller, type: ObjectType, request: SearchRequest): void {
  const filters = [...request.filterGroups.flatMap((group) => group.filters), ...(request.filters ?? [])];
  const names = [...filters, ...request.sorts].map(({ propertyName }) => propertyName);
  requireProperties(schema, caller, type, names, 'read');
  for (const name of names) {
    const target = name.startsWith(ASSOCIATIONS) && schema.objectType(name.slice(ASSOCIATIONS.length));
    if (target) requireRecords(caller, target, 'read');
  }
}
