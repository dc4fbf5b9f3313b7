import type { CrmSchema, ObjectType } from '@millrace/core/crm';
import { type Parsed, type Problem, quote } from '@millrace/core/problem';
import { checkFilter } from './check-filter.ts';
import type { Condition, Search } from './condition.ts';
import {
  SEARCH_FILTERS_MAX,
  SEARCH_RECORDS_MAX,
  SEARCH_WORDS_MAX,
  type SearchFilter,
  type SearchRequest,
} from './search-request.ts';
import { valueKind } from './value-kind.ts';
import { wordStart, wordsOf } from './words.ts';

/** Holds a search against the properties of the object type. Problems name the member at fault; words are not looked for in `hidden` properties. */
export function checkSearch(
  schema: CrmSchema,
  type: ObjectType,
  request: SearchRequest,
  hidden: ReadonlySet<string>,
): Parsed<Search> {
  const problems: Problem[] = [...tooMuch(request)];
  const check = (filters: readonly SearchFilter[], path: string): Condition[] =>
    filters.flatMap((filter, index) => {
      const checked = checkFilter(schema, type, filter, `${path}[${index}]`);
      if (checked.ok) return [checked.value];
      problems.push(...checked.problems);
      return [];
    });
  const groups = request.filterGroups.map(({ filters }, index) =>
    check(filters, `filterGroups[${index}].filters`),
  );
  if (request.filters) groups.push(check(request.filters, 'filters'));
  const sorts = request.sorts.flatMap(({ propertyName, direction }, index) => {
    const definition = schema.properties(type.id).get(propertyName);
    if (definition) {
      return [
        { property: propertyName, kind: valueKind(definition), descending: direction === 'DESCENDING' },
      ];
    }
    const path = `sorts[${index}]`;
    const message = `${path}: there is no property ${quote(propertyName)} of ${type.name} records.`;
    problems.push({ path, code: 'PROPERTY_DOESNT_EXIST', message });
    return [];
  });
  if (problems.length > 0) return { ok: false, problems };
  const { searchableProperties: searchable, primaryDisplayProperty: display } = type;
  const query = {
    patterns: wordsOf(request.query).map(wordStart),
    properties: (searchable.length > 0 || display === null ? searchable : [display]).filter(
      (name) => !hidden.has(name),
    ),
  };
  return { ok: true, value: { groups, query, sorts } };
}

function tooMuch(request: SearchRequest): Problem[] {
  const filters = [...request.filterGroups, { filters: request.filters ?? [] }];
  const count = filters.reduce((sum, group) => sum + group.filters.length, 0);
  const texts = filters.flatMap((group) =>
    group.filters.filter(({ operator }) => operator.endsWith('TOKEN')),
  );
  const words = texts.reduce((sum, { value }) => sum + wordsOf(value ?? '').length, 0);
  return [
    ...over('filterGroups', 'filters in all', count, SEARCH_FILTERS_MAX),
    ...over('filterGroups', 'words in all', words, SEARCH_WORDS_MAX),
    ...over('query', 'words', wordsOf(request.query).length, SEARCH_WORDS_MAX),
    ...over('after', 'records to page to, with limit', request.after + request.limit, SEARCH_RECORDS_MAX),
  ];
}

function over(path: string, what: string, count: number, most: number): Problem[] {
  if (count <= most) return [];
  return [
    { path, code: 'OUT_OF_RANGE', message: `${path}: there may be at most ${most} ${what}, not ${count}.` },
  ];
}
