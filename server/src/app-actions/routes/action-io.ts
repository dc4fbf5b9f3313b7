import { z } from 'zod';
import { pagingQuery } from '../../platform/index.ts';

export const ACTIONS = '/automation/v4/actions';

/** The original's clients send developers' keys, in the query. */
export const reads = { scopes: ['developers-read'], developerKey: true } as const;
export const writes = { scopes: ['developers-write'], developerKey: true } as const;

/** Definitions or revisions on one page, at most and by default. */
const PAGE_ITEMS = 100;
export const pages = z.object(pagingQuery(PAGE_ITEMS));

/** Ids of apps are 32-bit integers. */
const appId = z
  .string()
  .regex(/^\d{1,9}$/, 'must be the id of an app')
  .transform(Number);

export const appParams = z.object({ appId });
export const definitionParams = z.object({ appId, definitionId: z.string() });
