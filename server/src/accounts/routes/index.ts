import type { App } from '../../platform/index.ts';
import type { AccountsService } from '../accounts-service.ts';
import { accountInfoRoutes } from './account-info.ts';
import { accountsRoutes } from './accounts.ts';
import { appRoutes } from './apps.ts';
import { authorizeRoutes } from './authorize.ts';
import { limitsRoutes } from './limits.ts';
import { oauthRoutes } from './oauth.ts';
import { oauthTokenRoutes } from './oauth-tokens.ts';
import { secretRoutes } from './secrets.ts';
import { sessionRoutes } from './session.ts';
import { settingsRoutes } from './settings.ts';
import { tokenRoutes } from './tokens.ts';

/** The list of the routes of accounts. */
export function accountRoutes(app: App, service: AccountsService): void {
  accountInfoRoutes(app, service);
  accountsRoutes(app, service);
  appRoutes(app, service);
  authorizeRoutes(app, service);
  limitsRoutes(app, service);
  oauthRoutes(app, service);
  oauthTokenRoutes(app, service);
  secretRoutes(app, service);
  sessionRoutes(app, service);
  settingsRoutes(app, service);
  tokenRoutes(app, service.sql, service.tokens);
}
