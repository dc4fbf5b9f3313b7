import { isAddress } from '@millrace/core/property';
import { isDate, iso } from '@millrace/core/time';
import { z } from 'zod';
import type { AnswerOf, App } from '../../platform/index.ts';
import { readAccount } from '../account.ts';
import type { AccountsService } from '../accounts-service.ts';
import { settingsAnswer } from '../answers.ts';
import { EMAIL_LANGUAGES, type MailSettings, readMailSettings } from '../email-settings.ts';
import { HOLIDAYS_MAX, type NamedHoliday, readHolidays } from '../holidays.ts';
import { LIFECYCLE_STAGES } from '../lifecycle-stages.ts';
import { changeSettings, type LastChange, lastChange, type Settings } from '../settings.ts';
import { nameInput } from './name-input.ts';

const config = { scopes: ['millrace.admin'] };

/** Characters of a part of the company's address. */
const COMPANY_CHARACTERS_MAX = 200;

/** A line of a footer: no line breaks, and nothing that PostgreSQL does not keep. */
const companyText = z
  .string()
  .trim()
  .max(COMPANY_CHARACTERS_MAX)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must have no control characters')
  .default('');

const company = z.strictObject({
  name: companyText,
  streetAddress1: companyText,
  streetAddress2: companyText,
  city: companyText,
  state: companyText,
  zip: companyText,
  country: companyText,
});

/** Characters of an address of mail, as SMTP bounds them. */
const ADDRESS_CHARACTERS_MAX = 254;

const address = z
  .string()
  .trim()
  .max(ADDRESS_CHARACTERS_MAX)
  .refine(isAddress, 'must be an email address such as "crm@example.com"');

const email = z
  .strictObject({
    trackOpens: z.boolean(),
    trackClicks: z.boolean(),
    marketingContactsOnly: z.boolean(),
    sender: z
      .strictObject({ name: companyText, address, replyTo: address.nullable().default(null) })
      .nullable(),
    language: z.enum(EMAIL_LANGUAGES),
  })
  .partial();

/** Characters of the name of a holiday. */
const HOLIDAY_CHARACTERS_MAX = 100;

const holiday = z.strictObject({
  date: z.string().max(20).refine(isDate, 'must be a day of the calendar such as "2026-12-25"'),
  name: z
    .string()
    .trim()
    .min(1)
    .max(HOLIDAY_CHARACTERS_MAX)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must have no control characters'),
  everyYear: z.boolean().default(false),
});

const body = z.strictObject({
  name: nameInput.optional(),
  timeZone: z.string().max(100).optional(),
  currency: z.string().max(10).optional(),
  defaultLifecycleStage: z.enum(LIFECYCLE_STAGES).nullable().optional(),
  email: email.optional(),
  company: company.nullable().optional(),
  holidays: z.array(holiday).max(HOLIDAYS_MAX).optional(),
});

/** `/millrace/v1/settings`: the account's name, zone, currency, holidays, what new records begin with, and its marketing emails. */
export function settingsRoutes(app: App, service: AccountsService): void {
  const { sql, tokens } = service;
  const url = '/millrace/v1/settings';

  const read = {
    summary:
      'Read the settings of the account (name, zone, currency, default lifecycle stage, email, company, holidays) and their last change',
    response: { 200: settingsAnswer },
  };
  app.get(url, { config, schema: read }, async ({ caller: { accountId } }) =>
    answered(await readAccount(sql, accountId)),
  );

  const change = {
    summary:
      'Change name, zone, currency, default lifecycle stage, email, company or holidays of the account',
    body,
    response: { 200: settingsAnswer },
  };
  app.patch(url, { config, schema: change }, async ({ caller, body }) => {
    const { accountId } = caller;
    const isChange = Object.keys(body).length > 0;
    const account = isChange
      ? await changeSettings(service, caller, body)
      : await readAccount(sql, accountId);
    tokens.forget();
    return answered(account);
  });

  async function answered(account: Settings & { readonly id: string }) {
    const { id } = account;
    const [mail, holidays, last] = await Promise.all([
      readMailSettings(sql, id),
      readHolidays(sql, id),
      lastChange(sql, id),
    ]);
    return answer(account, mail, holidays, last);
  }
}

function answer(
  account: Settings & { readonly id: string },
  { email, company }: MailSettings,
  holidays: readonly NamedHoliday[],
  { updatedAt, savedBy }: LastChange,
): AnswerOf<typeof settingsAnswer> {
  const { id, name, timeZone, currency, defaultLifecycleStage } = account;
  const at = updatedAt === null ? null : iso(updatedAt);
  return {
    accountId: id,
    name,
    timeZone,
    currency,
    defaultLifecycleStage,
    email,
    company,
    holidays: [...holidays],
    updatedAt: at,
    savedBy,
  };
}
