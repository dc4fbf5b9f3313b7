import { iso } from '@millrace/core/time';
import { z } from 'zod';
import { type AnswerOf, type App, authorOf } from '../../platform/index.ts';
import { readAccount } from '../account.ts';
import type { AccountsService } from '../accounts-service.ts';
import { settingsAnswer } from '../answers.ts';
import { LIFECYCLE_STAGES } from '../lifecycle-stages.ts';
import { changeSettings, type LastChange, lastChange, type Settings } from '../settings.ts';
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

  const read = {
    summary:
      'Read the settings of the account (name, zone, currency, default lifecycle stage) and their last change',
    response: { 200: settingsAnswer },
  };
  app.get(url, { config, schema: read }, async ({ caller: { accountId } }) =>
    answer(await readAccount(sql, accountId), await lastChange(sql, accountId)),
  );

  const change = {
    summary: 'Change name, zone, currency or default lifecycle stage of the account',
    body,
    response: { 200: settingsAnswer },
  };
  app.patch(url, { config, schema: change }, async ({ caller, body }) => {
    const { accountId } = caller;
    const isChange = Object.keys(body).length > 0;
    const account = isChange
      ? await changeSettings(sql, accountId, authorOf(caller), body)
      : await readAccount(sql, accountId);
    tokens.forget();
    return answer(account, await lastChange(sql, accountId));
  });
}

function answer(
  account: Settings & { readonly id: string },
  { updatedAt, savedBy }: LastChange,
): AnswerOf<typeof settingsAnswer> {
  const { id, name, timeZone, currency, defaultLifecycleStage } = account;
  const at = updatedAt === null ? null : iso(updatedAt);
  return { accountId: id, name, timeZone, currency, defaultLifecycleStage, updatedAt: at, savedBy };
}
