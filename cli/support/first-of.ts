import { InvalidArgumentError } from 'commander';
import type { Output } from './output.ts';

interface Page<Item> {
  readonly results: readonly Item[];
  readonly paging?: { readonly next?: { readonly after: string } };
}

/** As many as the server gives at once. */
const PAGE_MAX = 100;
/** As many as are shown unless more are asked for. */
export const USUAL_LIMIT = 50;

/** The first of a list, page by page, and that there are more where there are. */
export async function firstOf<Item>(
  limit: number,
  out: Output,
  ask: (page: { readonly limit: number; readonly after: string | undefined }) => Promise<Page<Item>>,
): Promise<readonly Item[]> {
  const found: Item[] = [];
  let after: string | undefined;
  do {
    const page = await ask({ limit: Math.min(PAGE_MAX, limit - found.length), after });
    found.push(...page.results);
    after = page.paging?.next?.after;
  } while (after !== undefined && found.length < limit);
  if (after !== undefined) out.note(`There are more than ${limit}: --limit shows more.`);
  return found;
}

/** A number of things, as an option is given. */
export function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number, 1 or more.');
  return Number(text);
}
