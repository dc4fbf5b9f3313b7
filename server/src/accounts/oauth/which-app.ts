import { timingSafeEqual } from 'node:crypto';
import type { Db } from '../../platform/index.ts';
import { findApp, type RegisteredApp } from '../apps.ts';
import { hashToken } from '../tokens.ts';
import type { RefusalCode } from './errors.ts';

/** The credentials that an app sends with a request. */
export interface ClientCredentials {
  readonly client_id?: string | undefined;
  readonly client_secret?: string | undefined;
}

/** The app that shows its id and secret, or why it is none. */
export async function whichApp(db: Db, shown: ClientCredentials): Promise<RegisteredApp | RefusalCode> {
  const app = await findApp(db, shown.client_id ?? '');
  if (!app) return 'BAD_CLIENT_ID';
  return timingSafeEqual(app.secretHash, hashToken(shown.client_secret ?? '')) ? app : 'BAD_CLIENT_SECRET';
}
