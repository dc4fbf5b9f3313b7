import { isRecordId } from '@millrace/core/crm';
import { recordKey } from '@millrace/core/record';
import { ApiError } from '../../platform/index.ts';
import { type CrmView, done, failed, type InputResult } from '../../schema/index.ts';
import { readNamed } from '../load-named.ts';
import { type AssociationRow, selectAssociated } from '../queries/associations.ts';
import type { Direction } from './change-links.ts';

/** A record whose associations are asked for, and the id after which its page begins. */
export interface PageAsked {
  readonly id: string;
  readonly after: string | undefined;
}

/** One page of what a record is associated with, under the id that it was asked for by. */
export interface AssociatedPage {
  readonly id: string;
  readonly rows: readonly AssociationRow[];
}

/**
 * The associated records of each of these records, in their order and each once; `limit` counts associated records. An error
 * stands for one that is associated with nothing, and for what is no id. One statement, and two more only when there are
 * records without associations, which may have been merged.
 */
export async function readAssociatedPages(
  view: CrmView,
  direction: Direction,
  asked: readonly PageAsked[],
  limit: number,
): Promise<InputResult<AssociatedPage>[]> {
  const distinct = [...new Map(asked.map((page) => [page.id, page])).values()];
  const pages = distinct.filter(({ id }) => isRecordId(id));
  const found = await select(view, direction, pages.map(askedAs), limit);
  const without = pages.filter(({ id }) => !found.has(id));
  const more = await selectOfHeirs(view, direction, without, limit);
  return distinct.map(({ id }) => {
    if (!isRecordId(id)) return failed(invalidIdentifier(direction, id));
    const rows = found.get(id) ?? more.get(id);
    return rows ? done({ id, rows }) : failed(noneAssociated(direction, id));
  });
}

/** A page that is to be read, and the id that it was asked for by, which differs after a merge. */
interface Page extends PageAsked {
  readonly asked: string;
}

const askedAs = (page: PageAsked): Page => ({ ...page, asked: page.id });

/** The associated records of each page, by the requested id; one record may have several pages. */
async function select(
  { db, account }: CrmView,
  { from, to }: Direction,
  pages: readonly Page[],
  limit: number,
): Promise<Map<string, AssociationRow[]>> {
  const rows = await selectAssociated(db, account.id, from.id, to.id, pages, limit);
  return Map.groupBy(rows, (row) => pages[row.question]!.asked);
}

/** The same of what these have become, under their old ids. */
async function selectOfHeirs(
  view: CrmView,
  direction: Direction,
  pages: readonly PageAsked[],
  limit: number,
): Promise<Map<string, AssociationRow[]>> {
  if (pages.length === 0) return new Map();
  const refs = pages.map(({ id }) => ({ objectTypeId: direction.from.id, id }));
  const named = await readNamed(view.db, view.account.id, refs);
  const heirs = pages.flatMap((page, index) => {
    const now = named.get(recordKey(refs[index]!))?.id ?? page.id;
    return now === page.id ? [] : [{ ...page, id: now, asked: page.id }];
  });
  return select(view, direction, heirs, limit);
}

function noneAssociated({ from, to }: Direction, id: string): ApiError {
  return new ApiError({
    status: 404,
    category: 'OBJECT_NOT_FOUND',
    subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
    message: `No ${to.name} is associated with ${from.name} ${id}.`,
    context: contextOf({ from, to }, id),
  });
}

function invalidIdentifier(direction: Direction, id: string): ApiError {
  return new ApiError({
    status: 400,
    category: 'VALIDATION_ERROR',
    subCategory: 'crm.associations.INVALID_IDENTIFIER',
    message: `${JSON.stringify(id)} is not the id of a ${direction.from.name}: ids are digits only.`,
    context: contextOf(direction, id),
  });
}

function contextOf({ from, to }: Direction, id: string): Readonly<Record<string, readonly string[]>> {
  return { fromObjectId: [id], fromObjectType: [from.name], toObjectType: [to.name] };
}
