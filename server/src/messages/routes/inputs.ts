import { z } from 'zod';
import { idOf, pagingQuery } from '../../platform/index.ts';

export const config = { scopes: ['automation'] };

const MESSAGES_PER_PAGE_MAX = 100;
const MESSAGES_PER_PAGE_USUAL = 20;

export const id = idOf('an id');

/** The id of a user: PostgreSQL's `integer`. */
export const userId = z
  .union([z.string().regex(/^\d{1,10}$/, 'must be the id of a user'), z.number()])
  .transform(Number)
  .pipe(z.int32().positive());

/** What messages of both kinds are listed by. */
export const listed = {
  ...pagingQuery(MESSAGES_PER_PAGE_MAX, MESSAGES_PER_PAGE_USUAL),
  flowId: id.optional(),
  enrollmentId: id.optional(),
};
