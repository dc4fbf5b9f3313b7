import { z } from 'zod';

/** Records that one request puts into a list or takes out. */
export const MEMBERS_MAX = 100_000;

export const reading = { scopes: ['crm.lists.read'] };
export const writing = { scopes: ['crm.lists.read', 'crm.lists.write'] };
/** Making a list asks for this scope alone. */
export const creating = { scopes: ['crm.lists.write'] };

/** Ids travel as decimal strings; a number is taken for one, as clients send both. */
export const id = z
  .union([z.string(), z.number().int().nonnegative()])
  .transform(String)
  .pipe(z.string().regex(/^\d{1,18}$/, 'must be an id: digits only'));

/** A yes-or-no parameter of a query; no when it is not there. */
export const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true');

export const listParams = z.object({ listId: id });

export const recordIds = z.array(id).max(MEMBERS_MAX);
