/** A case of a filter as criteria, the context to compile them in, and the contact that they are asked of. */
import type { ContactData, RecordData } from '../arbitrary-records.test-support.ts';
import { and, CASE_NOW, contextOf, criteria } from '../criteria.test-support.ts';
import type { FilterCase } from './shape.ts';

const NOW = Date.parse(CASE_NOW);
const YESTERDAY = NOW - 86_400_000;

export function filterSituation(filterType: string, { filter, contact = {} }: FilterCase) {
  const { properties = {}, events = [], lists = [], companies = [] } = contact;
  const nothing: RecordData = { properties: {}, history: [], events: [], lists: [] };
  const data: ContactData = {
    properties,
    history: [],
    events: events.map(([eventTypeId, given]) => ({ eventTypeId, properties: given, occurredAt: YESTERDAY })),
    lists,
    companies: companies.map((company) => ({ ...nothing, lists: company.lists })),
  };
  const tree = criteria(and({ filterType, ...filter }));
  return { tree, context: contextOf({ tested: 'string' }), data, now: NOW };
}
