/** The filters of templates, by name: one list a kind. */
import type { Filter } from './filter.ts';
import { NUMBER_FILTERS } from './numbers.ts';
import { TEXT_FILTERS } from './texts.ts';
import { TIME_FILTERS } from './times.ts';

export type { Apply, Filter } from './filter.ts';
export { localeTag } from './formats.ts';
export { orDefault } from './texts.ts';

/** All of them, in the order of their names. */
export const FILTER_LIST: readonly Filter[] = [...TEXT_FILTERS, ...NUMBER_FILTERS, ...TIME_FILTERS].sort(
  (a, b) => (a.name < b.name ? -1 : 1),
);

/** By name and alias. */
export const FILTERS: ReadonlyMap<string, Filter> = new Map(
  FILTER_LIST.flatMap((filter) => [filter.name, ...(filter.aliases ?? [])].map((name) => [name, filter])),
);
