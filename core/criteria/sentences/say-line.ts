import { type Given, missing, type Part, text, textOf } from '../../sentence/index.ts';
import { FILTER_SAYS } from '../filters/says.ts';
import type { Wording } from '../wording.ts';

/** One filter. */
export function sayLine(filter: Given, wording: Wording): Part[] {
  const type = textOf(filter['filterType']) ?? '';
  if (Object.hasOwn(FILTER_SAYS, type)) return FILTER_SAYS[type]!(filter, wording);
  return type === '' ? [missing('a filter of no type')] : [text(`a filter of the type ${type}`)];
}
