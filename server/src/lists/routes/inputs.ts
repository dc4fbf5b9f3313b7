import { z } from 'zod';
import { idOf } from '../../platform/index.ts';

/** Records that one request puts into a list or takes out. */
export const MEMBERS_MAX = 100_000;

export const reading = { scopes: ['crm.lists.read'] };
export const writing = { scopes: ['crm.lists.read', 'crm.lists.write'] };
/** Making a list asks for this scope alone. */
export const creating = { scopes: ['crm.lists.write'] };

/** Ids travel as decimal strings; a number is taken for one, as clients send both. */
export const id = idOf('an id');

export const listParams = z.object({ listId: id });

export const recordIds = z.array(id).max(MEMBERS_MAX);
