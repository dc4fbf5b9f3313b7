import { z } from 'zod';
import type { App } from '../../platform/index.ts';
import { readAccount } from '../account.ts';
import { LIFECYCLE_STAGES } from '../lifecycle-stages.ts';
import { changeSettings, type Settings } from '../settings.ts';
import type { AccountsService } from './index.ts';
import { nameInput } from './name-input.ts';

const config = { scopes: ['millrace.admin'] };

const body = z.strictObject({
  name: nameInput.optional(),
  timeZone: z.string().max(100).optional(),
  currency: z.string().max(10).optional(),
  defaultLifecycleStage: z.enum(LIFECYCLE_STAGES).nullable().optional(),
});

/** `/millrace/v1/settings`: the account's name, zone, currency, and what new records begin with. */
export function settingsRoutes(app: App, { sql, tokens }: AccountsService): void {
  const url = '/millrace/v1/settings';

  app.get(url, { config }, async (request) => answer(await readAccount(sql, request.caller.accountId)));

  app.patch(url, { config, schema: { body } }, async (request) => {
    const account = await changeSettings(sql, request.caller.accountId, request.body);
    tokens.forget();
    return answer(account);
  });
}

function answer({ id, name, timeZone, currency, defaultLifecycleStage }: Settings & { readonly id: string }) {
  return { accountId: id, name, timeZone, currency, defaultLifecycleStage };
}
