import type { Store } from '../../history/index.ts';
import { type App, invalid, namedWhenSlow } from '../../platform/index.ts';
import { openObjectType } from '../object-access.ts';
import { selectFound } from '../queries/search.ts';
import { presentRecord } from '../records/present.ts';
import { checkSearch } from '../search/check-search.ts';
import { searchRequest } from '../search/search-request.ts';
import { viewOf } from '../unit.ts';
import { objectTypeParams } from './inputs.ts';
import { linksOf } from './links.ts';

/** `/crm/v3/objects/{objectType}/search`: records by what they hold. */
export function searchRoutes(app: App, store: Store): void {
  const search = { params: objectTypeParams, body: searchRequest };
  app.post('/crm/v3/objects/:objectType/search', { schema: search }, async (request) => {
    const { schema, account } = await viewOf(store.sql, request.caller);
    const type = openObjectType(schema, request.caller, request.params.objectType, 'read');
    const checked = checkSearch(schema, type, request.body);
    if (!checked.ok) {
      const [first] = checked.problems;
      throw invalid(checked.problems, `There was a problem with the request: ${first?.message ?? ''}`);
    }
    const { after, limit, properties } = request.body;
    const page = { offset: after, limit };
    const found = await namedWhenSlow(
      `The search for ${type.name} records`,
      selectFound(store.sql, account.id, type.id, checked.value, page),
    );
    const links = linksOf(request);
    const end = after + found.images.length;
    return {
      total: found.total,
      results: found.images.map((image) => presentRecord(schema, type, image, properties, links)),
      ...(end < found.total && found.images.length > 0 ? { paging: { next: { after: String(end) } } } : {}),
    };
  });
}
